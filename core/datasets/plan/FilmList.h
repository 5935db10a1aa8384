#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cf {

/// One file that a batch tries to edit, readable or not.
struct FilmEntry {
    std::string path; ///< Below the films' folder, with '/': its name in every table.
    std::string patient; ///< As the table says, or the path; empty: unknown, the object itself may tell.
    std::map<std::string, std::string> columns; ///< Its row of the table, by column name.
    std::set<std::string> patients{}; ///< Every name that the table gives; see joinPatients().
    std::string patientOfPath{}; ///< As patientOfPath() reads it.
};

/// What a folder and its table hold.
struct FilmListing {
    std::vector<FilmEntry> films; ///< Sorted by name.
    std::size_t rowsWithoutFilm =
        0; ///< Rows of a given table whose film is not in the folder; of labels.csv, that name none.
};

/// Every film of a folder, sorted by name, as filmsBelow() lists them. Where the folder has a `labels.csv`, its rows
/// are taken to their films by FilmFinder and to their patients by patientOfRow(). A file that the table names and that
/// is not there is listed, too: it will be said to be missing. Errors: no such folder, a table that cannot be read or
/// of which no row names a film, more than a million files.
Result<std::vector<FilmEntry>> listFilms(const std::filesystem::path &folder);

/// The same with the rows of another table, as public data sets have them. Such a table speaks of more
/// films than are there as a rule: its other rows are counted and not listed. What lies below `masks` is no film.
/// Without `table` as above. Errors also: two rows for one film; a table of which no row belongs to a film.
Result<FilmListing> listFilms(
    const std::filesystem::path &folder, const std::filesystem::path &table, const std::filesystem::path &masks);

} // namespace cf
