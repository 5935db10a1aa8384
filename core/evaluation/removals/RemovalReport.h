#pragma once

#include "core/evaluation/removals/RemovalEvaluation.h"
#include "core/statistics/resampling/PatientBootstrap.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// What stands above a report.
struct RemovalTitle {
    std::string model;
    std::string modelSha256;
    std::string method; ///< "default: auto", or as it was asked.
    std::string judge; ///< Part of the model's folder.
    std::string judgeSha256;
    std::string warning; ///< SeeingJudge::warning()
    std::string folder; ///< Name of the folder of films.
    bool onlyHeldBack = false;
    bool isLimited = false; ///< Not all films were asked for.
};

/// One kind of device.
struct RemovalFigures {
    std::string device; ///< The table's column.
    int films = 0; ///< That show it by the table.
    int foundBefore = 0; ///< By the judge.
    int foundAfter = 0; ///< As their users have them: refused edits leave the film as it was.
    int refused = 0;
    int foundInAnswers = 0; ///< In what the editor made, refused or not.
    double changedShare = 0.0; ///< Mean over the edits that were accepted.
    Interval foundAfterShare; ///< foundAfter / films, with its interval over patients.
    int filmsWithout = 0; ///< Further films of the evaluation, which show other devices and by the table not this one.
    int foundWithout = 0; ///< By the judge on these, which is its error: about so much stays when all is gone.
};

struct RemovalSummary {
    std::vector<RemovalFigures> devices; ///< Those that some film shows, in the order of deviceColumns().
    RemovalFigures whole; ///< Over all kinds; films are counted once for each of their devices.
    int films = 0;
    int filmsWithMarks = 0; ///< Printed ones, by table or judge.
    int marksChanged = 0; ///< Films with an accepted edit that changed a stored value within a printed mark.
    int namedMarksChanged = 0; ///< Of these, by the places that the table names.
    int seenMarksChanged = 0; ///< Of these, by the judge's map.
    int marksChangedInRefused = 0; ///< Further films where only a refused answer would have.
    std::vector<std::string> unreadable; ///< "film: why"
};
RemovalSummary summaryOf(const std::vector<RemovalCase> &cases);

/// For files, without the mark of a command: "devices" by column, "marks_changed", and how they were measured.
std::string removalJson(const RemovalSummary &summary, const RemovalTitle &title);
/// For the terminal.
std::string removalTable(const RemovalSummary &summary, const RemovalTitle &title);
/// The section of the page (page/EvaluationPage.h) with a contact sheet, worst first: before, after, change.
std::string removalSection(const std::vector<RemovalCase> &cases, const RemovalSummary &summary,
    const RemovalTitle &title, const std::filesystem::path &pictures);

/// How "found" is meant, and what the figures leave out; one paragraph.
std::string removalDefinition();

} // namespace cf
