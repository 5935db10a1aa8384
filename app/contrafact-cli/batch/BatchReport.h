#pragma once

#include "core/base/Result.h"
#include "core/datasets/BatchRow.h"
#include "core/datasets/FilmPatients.h"
#include "core/datasets/Manifest.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf::cli {

/// Whose film an object says it is, by its header; empty for pictures and for what cannot be read.
std::string patientInObject(const std::filesystem::path &file);

/// Says on stderr what was found out about the patients: films of unknown ones, names that were joined.
void printCensus(const PatientCensus &census);

/// One line on stderr for each film that could not be read or was given up, however many prompts it has.
void nameTroubledFilms(const std::vector<BatchRow> &rows);

/// Says on stderr what the user of the data set must know: splits that may leak.
void printManifestNotes(const ManifestNotes &notes);

/// "2/8" as shard and shards. Errors: InvalidInput for anything else.
Result<std::pair<int, int>> parseShard(const std::string &text);

/// InvalidInput for an object that is no radiograph but a slice or a picture of another kind.
Result<> checkIsRadiograph(const std::string &modality, const std::filesystem::path &file);

} // namespace cf::cli
