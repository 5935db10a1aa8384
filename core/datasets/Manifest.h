#pragma once

#include "core/base/Result.h"
#include "core/datasets/BatchRow.h"
#include "core/datasets/NearDuplicate.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Films in different splits that are as near as copies, by their hash, their embedding or both; in alphabetical order.
std::vector<NearDuplicate> nearDuplicates(const std::vector<BatchRow> &rows);

/// The manifest as a table, one row an item, columns as in resources/help/datasets.md; and as JSON lines.
std::string manifestCsv(const std::vector<BatchRow> &rows);
std::string manifestJsonLines(const std::vector<BatchRow> &rows);

/// What a person should be told when a manifest has been written.
struct ManifestNotes {
    std::size_t films = 0;
    std::size_t unknownPatients = 0; ///< Films that nobody says whose they are.
    std::size_t nearDuplicates = 0; ///< Pairs of films in different splits.
};

/// Writes manifest.csv, manifest.jsonl, near_duplicates.csv, same_films.csv, card.html and sheet.html into the batch's
/// folder.
Result<ManifestNotes> writeManifest(
    const std::vector<BatchRow> &rows, const std::string &planJson, const std::filesystem::path &folder);

} // namespace cf
