#include "app/contrafact-cli/batch/BatchReport.h"

#include "app/contrafact-cli/Subcommands.h"

#include "core/datasets/BatchJournal.h"
#include "dicom/ImageImport.h"
#include "dicom/StudyScanner.h"

#include <algorithm>
#include <cstdio>
#include <set>

namespace cf::cli {

namespace {

/// So many pairs are named one by one; tables have them all.
constexpr std::size_t namedPairs = 5;

} // namespace

std::optional<std::string> readPatient(const std::filesystem::path &file)
{
    if (looksLikePicture(file))
        return std::string();
    const auto tree = scanStudies(file);
    return tree && !tree->patients.empty() ? std::optional(tree->patients.front().id) : std::nullopt;
}

std::string patientInObject(const std::filesystem::path &file)
{
    return readPatient(file).value_or(std::string());
}

void printUnknownPatients(std::size_t unknown, std::size_t films)
{
    if (unknown > 0)
        std::fprintf(stderr,
            "warning: of %zu of %zu films the patient is not known. Each counts as a patient of its own, so that films "
            "of one patient may be in two splits. Name the patients in a column patient_id of labels.csv.\n",
            unknown, films);
}

void printCensus(const PatientCensus &census)
{
    printUnknownPatients(census.unknown, census.films.size());
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

void printNearDuplicates(const ManifestNotes &notes)
{
    if (notes.nearDuplicates > 0)
        std::fprintf(stderr,
            "warning: %zu pairs of films in different splits look like copies; see near_duplicates.csv. Take one of "
            "each out before training.\n",
            notes.nearDuplicates);
}

} // namespace cf::cli
