#include "core/datasets/Manifest.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/text/CsvTable.h"
#include "core/datasets/DataSetCard.h"
#include "core/datasets/FilmEmbedding.h"
#include "core/datasets/FilmHash.h"
#include "core/datasets/SameFiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <tuple>
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

/// Twelve bits of a hash; no two parts share one.
std::uint64_t partOf(const AppearanceHash &hash, std::size_t part)
{
    constexpr std::size_t bits = 12;
    static_assert(bits * (maxDuplicateDistance + 1) <= 64 * std::tuple_size_v<AppearanceHash>);
    std::uint64_t value = 0;
    for (std::size_t bit = part * bits; bit < (part + 1) * bits; ++bit)
        value = value << 1U | (hash.at(bit / 64) >> (bit % 64) & 1U);
    return value;
}

/// A film as its rows describe it.
struct DescribedFilm {
    const BatchRow *row;
    AppearanceHash hash;
    std::optional<EmbeddedFilm> embedding;
};

/// By name.
using DescribedFilms = std::map<std::string, DescribedFilm>;
/// By the names of both films, the first in the alphabet first.
using FoundPairs = std::map<std::pair<std::string, std::string>, NearDuplicate>;

NearDuplicate pairOf(const DescribedFilm &one, const DescribedFilm &two)
{
    const int distance = hashDistance(one.hash, two.hash);
    return { one.row->film, one.row->split, two.row->film, two.row->split, distance, distance <= maxDuplicateDistance,
        {} };
}

void findByHash(const DescribedFilms &films, FoundPairs &found)
{
    // Hashes that differ in at most 40 bits agree in one of 41 parts (the pigeonhole principle): only films that share
    // a part are compared.
    constexpr std::size_t parts = maxDuplicateDistance + 1;
    std::map<std::pair<std::size_t, std::uint64_t>, std::vector<const DescribedFilm *>> byPart;
    for (const auto &[name, film] : films) {
        std::set<const DescribedFilm *> near;
        for (std::size_t part = 0; part < parts; ++part) {
            auto &others = byPart[{ part, partOf(film.hash, part) }];
            near.insert(others.begin(), others.end());
            others.push_back(&film);
        }
        for (const DescribedFilm *other : near)
            if (const NearDuplicate pair = pairOf(*other, film); pair.byHash && pair.split != pair.otherSplit)
                found.emplace(std::pair(pair.film, pair.other), pair);
    }
}

/// Compares all films of different splits: 100,000 films take minutes, which their edits do in days.
void findByEmbedding(const DescribedFilms &films, FoundPairs &found)
{
    for (auto film = films.begin(); film != films.end(); ++film)
        for (auto before = films.begin(); film->second.embedding && before != film; ++before) {
            if (!before->second.embedding || before->second.row->split == film->second.row->split)
                continue;
            const double distance = before->second.embedding->distanceTo(*film->second.embedding, maxEmbeddingDistance);
            if (distance <= maxEmbeddingDistance)
                found.try_emplace({ before->first, film->first }, pairOf(before->second, film->second))
                    .first->second.embeddingDistance = distance;
        }
}

} // namespace

std::vector<NearDuplicate> nearDuplicates(const std::vector<BatchRow> &rows)
{
    DescribedFilms films;
    for (const BatchRow &row : rows)
        if (const auto hash = hashFromText(row.perceptualHash); hash && !films.contains(row.film)) {
            const auto embedding = embeddingFromText(row.embedding);
            films.emplace(row.film,
                DescribedFilm{ &row, *hash, embedding ? std::optional<EmbeddedFilm>(*embedding) : std::nullopt });
        }
    FoundPairs found;
    findByHash(films, found);
    findByEmbedding(films, found);
    std::vector<NearDuplicate> pairs;
    for (auto &[names, pair] : found)
        pairs.push_back(std::move(pair));
    return pairs;
}

std::string manifestCsv(const std::vector<BatchRow> &rows)
{
    CsvTable table = emptyTable();
    table.add({ "index", "film", "film_sha256", "patient", "patient_known", "split", "prompt", "edits", "method",
        "model", "model_sha256", "seed", "status", "reason", "gates", "region_box", "region_area", "changed_values",
        "perceptual_hash", "dicom", "dicom_sha256", "picture", "picture_sha256", "region", "region_sha256",
        "picture_16_bit", "picture_16_bit_sha256", "segmentation", "segmentation_sha256", "arm", "mask_sha256" });
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
