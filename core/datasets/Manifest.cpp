#include "core/datasets/Manifest.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/text/CsvTable.h"
#include "core/datasets/DataSetCard.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"
#include "core/datasets/NearFilms.h"
#include "core/datasets/SameFiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace cf {

namespace {

/// Of those that other programs read.
CsvTable emptyTable()
{
    return CsvTable(CsvReader::Program, "\n");
}

std::string number(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.10g", value);
    return text.data();
}

const BatchFile *fileOf(const BatchRow &row, std::string_view kind)
{
    for (const BatchFile &file : row.files)
        if (file.kind == kind)
            return &file;
    return nullptr;
}

} // namespace

std::vector<NearDuplicate> nearDuplicates(const std::vector<BatchRow> &rows)
{
    std::map<std::string, const BatchRow *> byName;
    for (const BatchRow &row : rows)
        if (hashFromText(row.perceptualHash))
            byName.try_emplace(row.film, &row);
    std::vector<const BatchRow *> described;
    std::vector<ComparedFilm> films;
    std::vector<std::size_t> splits;
    std::map<std::string, std::size_t> numberOf;
    for (const auto &[name, row] : byName) {
        described.push_back(row);
        films.push_back(comparedFilm(row->perceptualHash, row->embedding));
        splits.push_back(numberOf.try_emplace(row->split, numberOf.size()).first->second);
    }
    std::vector<NearDuplicate> pairs;
    for (const NearFilms &pair : nearFilms(films, splits)) {
        const BatchRow &one = *described[pair.first];
        const BatchRow &other = *described[pair.second];
        pairs.push_back({ one.film, one.split, other.film, other.split, pair.hashDistance.value_or(0), pair.byHash,
            pair.embeddingDistance });
    }
    return pairs;
}

std::string manifestCsv(const std::vector<BatchRow> &rows)
{
    CsvTable table = emptyTable();
    table.add({ "index", "film", "film_sha256", "patient", "patient_known", "split", "prompt", "edits", "method",
        "model", "model_sha256", "seed", "status", "reason", "gates", "region_box", "region_area", "changed_values",
        "perceptual_hash", "dicom", "dicom_sha256", "picture", "picture_sha256", "region", "region_sha256",
        "picture_16_bit", "picture_16_bit_sha256", "segmentation", "segmentation_sha256", "arm", "mask_sha256",
        "segmenter_before", "segmenter_after", "segmenter_other", "segmenter_other_change", "film_path" });
    for (const BatchRow &row : rows) {
        std::vector<std::string> cells{ std::to_string(row.index), row.film, row.filmSha256, row.patientKey,
            row.patientKnown ? "1" : "0", row.split, row.prompt, row.edits, row.method, row.model, row.modelSha256,
            std::to_string(row.seed), row.status, row.reason, row.gates, row.regionBox, number(row.regionArea),
            std::to_string(row.changedValues), row.perceptualHash };
        for (const char *kind : { "dicom", "picture", "region", "picture_16_bit", "segmentation" }) {
            const BatchFile *file = fileOf(row, kind);
            cells.push_back(file ? file->path : std::string());
            cells.push_back(file ? file->sha256 : std::string());
        }
        cells.push_back(row.arm);
        cells.push_back(row.maskSha256);
        cells.insert(cells.end(), { row.seenBefore, row.seenAfter, row.seenOther });
        cells.push_back(row.seenOtherChange ? number(*row.seenOtherChange) : std::string());
        cells.push_back(row.filmPath);
        table.add(cells);
    }
    return table.text();
}

std::string manifestJsonLines(const std::vector<BatchRow> &rows)
{
    std::string text;
    for (const BatchRow &row : rows)
        text += toJson(row) + '\n';
    return text;
}

Result<ManifestNotes> writeManifest(
    const std::vector<BatchRow> &rows, const std::string &planJson, const std::filesystem::path &folder)
{
    const auto duplicates = nearDuplicates(rows);
    CsvTable near = emptyTable();
    near.add({ "film", "split", "other", "other_split", "distance", "embedding_distance", "found_by" });
    for (const NearDuplicate &pair : duplicates)
        near.add({ pair.film, pair.split, pair.other, pair.otherSplit, std::to_string(pair.distance),
            pair.embeddingDistance ? number(std::round(*pair.embeddingDistance * 1e4) / 1e4) : std::string(),
            finderOf(pair) });
    CF_TRY(writeWhole(folder / "near_duplicates.csv", near.text(), replaceOwnConfidential()));
    CsvTable same = emptyTable();
    same.add({ "film", "other", "film_sha256" });
    for (const SameFile &pair : sameFiles(rows))
        same.add({ pair.film, pair.other, pair.sha256 });
    CF_TRY(writeWhole(folder / "same_films.csv", same.text(), replaceOwnConfidential()));
    CF_TRY(writeWhole(folder / "manifest.jsonl", manifestJsonLines(rows), replaceOwnConfidential()));
    CF_TRY(writeWhole(folder / "card.html", dataSetCard(rows, duplicates, planJson), replaceOwnConfidential()));
    CF_TRY(writeWhole(folder / "sheet.html", contactSheetPage(rows), replaceOwnConfidential()));
    CF_TRY(writeWhole(folder / "manifest.csv", manifestCsv(rows),
        replaceOwnConfidential())); // Last: its being there says that all is.
    ManifestNotes notes;
    std::set<std::string> films;
    std::set<std::string> unknown;
    for (const BatchRow &row : rows) {
        films.insert(row.film);
        if (!row.patientKnown)
            unknown.insert(row.film);
    }
    notes.films = films.size();
    notes.unknownPatients = unknown.size();
    notes.nearDuplicates = duplicates.size();
    return notes;
}

} // namespace cf
