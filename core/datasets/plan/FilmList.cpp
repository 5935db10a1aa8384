#include "core/datasets/plan/FilmList.h"

#include "core/base/files/PrintedName.h"
#include "core/base/text/CsvFile.h"
#include "core/insertion/patients/FilmFinder.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

namespace cf {

namespace {

std::vector<FilmEntry> sortedFilms(std::map<std::string, FilmEntry> films)
{
    std::vector<FilmEntry> sorted;
    sorted.reserve(films.size());
    for (auto &[path, film] : films)
        sorted.push_back(std::move(film));
    return sorted;
}

Error noRowFits(const std::filesystem::path &table)
{
    return { ErrorCode::InvalidInput,
        "No row of \"" + table.string()
            + "\" belongs to a film of the folder. A row names its film in file, image_id, img_name, Path, Image "
              "Index or dicom_id, or its study in subject_id and study_id." };
}

Error twoRows(const std::filesystem::path &table, const std::string &film)
{
    return { ErrorCode::InvalidInput,
        "\"" + table.string() + "\" has two rows for the film " + film + ". Keep one a film." };
}

/// Whether two rows of one film agree in all but its patient, who may have two names.
bool sayTheSame(std::map<std::string, std::string> one, std::map<std::string, std::string> other)
{
    for (auto *row : { &one, &other })
        std::erase_if(*row, [](const auto &cell) { return isPatientColumn(cell.first); });
    return one == other;
}

/// Takes the rows of the folder's own table; a film that it names and that is not there is listed, too. How many rows
/// name none.
Result<std::size_t> takeLabels(
    std::map<std::string, FilmEntry> &films, const FilmFinder &finder, const std::filesystem::path &table)
{
    CF_ASSIGN(auto rows, readTable(table));
    std::size_t without = 0;
    for (auto &row : rows) {
        auto found = finder.filmsOf(row);
        const std::string name = filmOfRow(row);
        if (found.empty() && !name.empty())
            found.push_back(printedName(name));
        without += found.empty() ? 1 : 0;
        for (const std::string &file : found) {
            FilmEntry &film = films[file];
            film.path = file;
            if (std::string patient = patientOfRow(row); !patient.empty())
                film.patients.insert(std::move(patient)); // Two rows of one film may name two.
            if (!film.columns.empty() && !sayTheSame(film.columns, row))
                return tl::unexpected(twoRows(table, file)); // A rule would go by one of them.
            film.columns = row;
        }
    }
    if (without > 0 && without == rows.size())
        return tl::unexpected(noRowFits(table)); // Patients that it names would be parted in silence.
    return without;
}

/// Takes rows to their films; how many have none.
Result<std::size_t> takeRows(
    std::map<std::string, FilmEntry> &films, const FilmFinder &finder, const std::filesystem::path &table)
{
    CF_ASSIGN(const auto rows, readTable(table));
    std::size_t without = 0;
    for (const auto &row : rows) {
        const auto found = finder.filmsOf(row);
        without += found.empty() ? 1 : 0;
        for (const std::string &file : found) {
            FilmEntry &film = films.at(file);
            if (!film.columns.empty())
                return tl::unexpected(twoRows(table, file));
            film.columns = row;
            if (std::string patient = patientOfRow(row); !patient.empty())
                film.patients.insert(std::move(patient));
        }
    }
    if (without == rows.size())
        return tl::unexpected(noRowFits(table));
    return without;
}

} // namespace

Result<FilmListing> listFilms(
    const std::filesystem::path &folder, const std::filesystem::path &table, const std::filesystem::path &masks)
{
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" is no folder. Name a folder of films.");
    CF_ASSIGN(auto files, filmsBelow(folder));
    const auto inside = masks.lexically_normal().lexically_relative(folder.lexically_normal());
    if (!masks.empty() && !inside.empty() && inside != "." && *inside.begin() != "..")
        std::erase_if(files,
            [prefix = (inside / "").generic_string()](const std::string &file) { return file.starts_with(prefix); });
    std::map<std::string, FilmEntry> films;
    for (const std::string &file : files)
        films[file].path = file;
    FilmListing listing;
    const std::filesystem::path labels = folder / "labels.csv";
    if (!table.empty()) {
        CF_ASSIGN(listing.rowsWithoutFilm, takeRows(films, FilmFinder(files), table));
    } else if (std::filesystem::exists(labels, ignored)) {
        CF_ASSIGN(listing.rowsWithoutFilm, takeLabels(films, FilmFinder(files), labels));
    }
    for (auto &[path, film] : films) {
        film.patientOfPath = patientOfPath(path);
        film.patient = !film.patients.empty() ? *film.patients.begin() : film.patientOfPath;
    }
    listing.films = sortedFilms(std::move(films));
    return listing;
}

Result<std::vector<FilmEntry>> listFilms(const std::filesystem::path &folder)
{
    CF_ASSIGN(auto listing, listFilms(folder, {}, {}));
    return std::move(listing.films);
}

} // namespace cf
