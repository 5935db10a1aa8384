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

/// A film as it was opened, and what its header says of it.
struct OpenedFilm {
    Radiograph film;
    FilmTraits header;
};

/// A user's own films with a table that says of each whether it shows the finding and whether it shows the device.
struct TableOfFilms {
    std::filesystem::path table; ///< Comma-separated, a header line. A film is found by FilmFinder, its patient
                                 ///< by patientOfRow() and patientOfPath().
    std::filesystem::path films; ///< Folder of the films, as their data set is unpacked.
    std::string findingColumn; ///< "Pneumothorax"; a cell is 1 or 0, films with another are left out.
    std::string deviceColumn; ///< "Drain"; see columnFor().
    std::string onlyColumn; ///< Films with another cell than 1 there are left out ("drain_annotated"); empty: none.
    std::function<Result<OpenedFilm>(const std::filesystem::path &)> open;
    /// Gets a sentence for films that are not there, rows that say nothing or contradict each other, and files that are
    /// equal; may be empty.
    std::function<void(const std::string &)> tell{};
    /// A table of the same films with traitsOfRow(), as ChestX-ray14's Data_Entry_2017.csv or CheXpert's train.csv;
    /// empty: the table itself and the films' headers have to say it.
    std::filesystem::path about{};
};

/// The column of a table that says whether films show a target: `asked`, else the first that is there of the target's
/// name and what public tables call it ("Drain" for a chest tube and "PM" for a pacemaker in FastDiME's). Errors: a
/// table that cannot be read; InvalidInput naming the columns that there are.
Result<std::string> columnFor(const std::filesystem::path &table, const std::string &asked, Target target);

/// One film of the table, of those that are there.
struct TableFilm {
    std::filesystem::path file;
    std::string patient;
    int cell = 0;
    bool heldBack = false; ///< By each of the patient's names, see isHeldBackPatient().
    FilmTraits traits = {}; ///< As far as tables say.
};
/// One film a patient, each of the group that has fewest. A film that rows put into two groups is left out. Who shares
/// a name or a file is one patient, see PatientGroups. Errors: a table that cannot be read or lacks the columns; no
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
