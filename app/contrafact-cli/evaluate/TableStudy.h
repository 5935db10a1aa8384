#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/downstream/DownstreamStudy.h"
#include "core/evaluation/downstream/films/TableFilms.h"
#include "core/evaluation/downstream/report/StudyReport.h"

#include <filesystem>
#include <memory>
#include <string>

namespace cf::cli {

/// A downstream study on a user's own films and table, as it is asked for on the command line.
struct TableChoice {
    std::filesystem::path table;
    std::filesystem::path films;
    std::string findingColumn; ///< Empty: the finding's own name, "Pneumothorax".
    std::string deviceColumn; ///< Empty: the device's own name, "Chest Tube".
    std::string onlyColumn;
    std::filesystem::path about{}; ///< A table of the same films with sex, age, view or scanner; may be empty.
};

/// With the columns that columnFor() finds where none are named. Errors: as that.
Result<TableChoice> withColumns(TableChoice choice, const downstream::ShortcutTask &task);

/// Films of the table for a task; opened as every command opens films.
Result<std::unique_ptr<downstream::FilmSource>> openTable(
    const TableChoice &choice, const downstream::ShortcutTask &task, const downstream::StudyPlan &plan);

/// What a report says of where the films come from.
std::string originOf(const TableChoice &choice, const downstream::ShortcutTask &task);

/// Real films have no exact counterfactual: checks that the plan asks for none, and that it has one task. An arm
/// "exact" that comes from a preset is taken out. Errors: InvalidInput.
Result<> fitToTable(downstream::StudyPlan &plan, bool armsAreAsked);

/// Takes out of a report what compares a film with its exact counterfactual: in a table's sets they are films of
/// different patients.
void dropExactPairs(downstream::StudyReport &report);

/// An editor that refuses, with the reason, where the other cannot begin: on a real film the thing that is to be
/// removed may not be found, and the study counts such edits as refused.
std::unique_ptr<CounterfactualEditor> refusingEditor(std::unique_ptr<CounterfactualEditor> editor);

} // namespace cf::cli
