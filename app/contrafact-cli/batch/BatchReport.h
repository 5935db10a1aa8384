#pragma once

#include "core/datasets/BatchRow.h"
#include "core/datasets/FilmPatients.h"
#include "core/datasets/Manifest.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf::cli {

/// Whose film an object says it is, by its header; empty for pictures and for what cannot be read.
std::string patientInObject(const std::filesystem::path &file);
/// The same, empty where it says nothing; nothing where the file cannot be read.
std::optional<std::string> readPatient(const std::filesystem::path &file);

/// Says on stderr that splits may leak, since of some films the patient is not known.
void printUnknownPatients(std::size_t unknown, std::size_t films);

/// Says on stderr what was found out about the patients: films of unknown ones, names that were joined.
void printCensus(const PatientCensus &census);

/// One line on stderr for each film that could not be read or was given up, however many prompts it has.
void nameTroubledFilms(const std::vector<BatchRow> &rows);

/// Says on stderr that splits may leak, since films of different ones look like copies.
void printNearDuplicates(const ManifestNotes &notes);

} // namespace cf::cli
