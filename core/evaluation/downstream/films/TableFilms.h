#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/films/FilmSource.h"
#include "core/imaging/Radiograph.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cf::downstream {

/// A user's own films with a table that says of each whether it shows the finding and whether it shows the device.
struct TableOfFilms {
    std::filesystem::path table; ///< Comma-separated, a header line. A film is found by FilmFinder, its patient
                                 ///< by patientOfRow() and patientOfPath().
    std::filesystem::path films; ///< Folder of the films, as their data set is unpacked.
    std::string findingColumn; ///< "Pneumothorax"; a cell is 1 or 0, films with another are left out.
    std::string deviceColumn; ///< "Drain"
    std::string onlyColumn; ///< Films with another cell than 1 there are left out ("drain_annotated"); empty: none.
    std::function<Result<Radiograph>(const std::filesystem::path &)> open;
    std::function<void(const std::string &)> tell{}; ///< Gets a sentence for files that are equal; may be empty.
};

/// One film of the table, of those that are there.
struct TableFilm {
    std::filesystem::path file;
    std::string patient;
    int cell = 0;
    bool heldBack = false; ///< By each of the patient's names, see isHeldBackPatient().
};
/// One film a patient, each of the group that has fewest. Who shares a name or a file is one patient, see
/// PatientGroups. Errors: a table that cannot be read or lacks the columns; no
/// film that is there.
Result<std::vector<TableFilm>> readTableFilms(const TableOfFilms &table);

/// The films of a table as a source: the groups' films of one "patient" of the study are of four different patients
/// (two, to train on), for a real film shows one group alone. Comparisons within such a set are therefore none of exact
/// counterfactuals, whatever a report calls them. One patient in five, the same as in our models' trainings, is for the
/// test; a column that says otherwise is not followed, since the published ones part films, not patients. Errors: as
/// above; too few films of a group.
Result<std::unique_ptr<FilmSource>> openTableFilms(
    const ShortcutTask &task, const StudyPlan &plan, const TableOfFilms &table);

} // namespace cf::downstream
