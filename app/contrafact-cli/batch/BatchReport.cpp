#include "app/contrafact-cli/batch/BatchReport.h"

#include "app/contrafact-cli/Subcommands.h"

#include "core/datasets/BatchJournal.h"
#include "dicom/ImageImport.h"
#include "dicom/StudyScanner.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <set>
#include <string_view>

namespace cf::cli {

namespace {

/// So many pairs are named one by one; tables have them all.
constexpr std::size_t namedPairs = 5;

} // namespace

std::string patientInObject(const std::filesystem::path &file)
{
    if (looksLikePicture(file))
        return {};
    const auto tree = scanStudies(file);
    return tree && !tree->patients.empty() ? tree->patients.front().id : std::string();
}

void printCensus(const PatientCensus &census)
{
    if (census.unknown > 0)
        std::fprintf(stderr,
            "warning: of %zu of %zu films the patient is not known. Each counts as a patient of its own, so that films "
            "of one patient may be in two splits. Name the patients in a column patient_id of labels.csv.\n",
            census.unknown, census.films.size());
    if (census.twoNames > 0)
        std::fprintf(stderr,
            "note: table and object name the patient of %zu films differently. Both names count as one patient's.\n",
            census.twoNames);
    for (std::size_t pair = 0; pair < std::min(namedPairs, census.sameFiles.size()); ++pair)
        std::fprintf(stderr, "warning: %s and %s are the same file under two patients. They count as one patient's.\n",
            census.sameFiles[pair].first.c_str(), census.sameFiles[pair].second.c_str());
    if (census.sameFiles.size() > namedPairs)
        std::fprintf(stderr, "warning: so are %zu more; see same_films.csv.\n", census.sameFiles.size() - namedPairs);
}

void nameTroubledFilms(const std::vector<BatchRow> &rows)
{
    std::set<std::string> named;
    for (const BatchRow &row : rows)
        if (row.status == "unreadable" && named.insert(row.film).second)
            explainError({ ErrorCode::InvalidInput, "The film " + row.film + " was not read: " + row.reason });
        else if (row.status == "failed" && row.reason.starts_with(endedReason) && named.insert(row.film).second)
            explainError({ ErrorCode::InvalidInput, "An edit of the film " + row.film + " failed: " + row.reason });
}

void printManifestNotes(const ManifestNotes &notes)
{
    if (notes.unknownPatients > 0)
        std::fprintf(stderr,
            "warning: the splits part %zu of %zu films by themselves, since their patients are not known; see "
            "card.html.\n",
            notes.unknownPatients, notes.films);
    if (notes.nearDuplicates > 0)
        std::fprintf(stderr,
            "warning: %zu pairs of films in different splits look like copies; see near_duplicates.csv. Take one of "
            "each out before training.\n",
            notes.nearDuplicates);
}

Result<std::pair<int, int>> parseShard(const std::string &text)
{
    std::pair<int, int> shard;
    const char *end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, shard.first);
    const bool parted = first.ec == std::errc() && first.ptr != end && *first.ptr == '/';
    const auto second = parted ? std::from_chars(first.ptr + 1, end, shard.second) : first;
    if (!parted || second.ec != std::errc() || second.ptr != end)
        return fail(ErrorCode::InvalidInput, "A shard is written i/n, as in --shard 2/8, not \"" + text + "\".");
    return shard;
}

Result<> checkIsRadiograph(const std::string &modality, const std::filesystem::path &file)
{
    constexpr std::array<std::string_view, 5> others{ "CT", "MR", "PT", "NM", "US" };
    if (std::ranges::find(others, modality) == others.end())
        return {};
    return fail(ErrorCode::Unsupported,
        "\"" + file.string() + "\" is an image of the modality " + modality + " and no radiograph.");
}

} // namespace cf::cli
