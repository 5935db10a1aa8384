#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/DownstreamStudy.h"
#include "core/evaluation/downstream/report/SeenSummary.h"
#include "core/evaluation/downstream/report/StudySummary.h"
#include "core/evaluation/downstream/report/Subgroups.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf::downstream {

/// The edits that a task's arms asked for, of all seeds of generation, judged against the exact counterfactual.
struct EditsSummary {
    std::string task;
    std::string way;
    int wished = 0;
    int accepted = 0;
    std::map<std::string, int> refusals; ///< By reason.
    double errorInside = 0.0; ///< Medians of the accepted ones.
    double errorOutside = 0.0;
    double spill = 0.0;
    double gain = 0.0;
    double seconds = 0.0; ///< Mean of all.
};

/// What a study came to.
struct StudyReport {
    StudyPlan plan;
    std::string origin;
    std::vector<ConditionSummary> conditions;
    std::vector<SubgroupFigures> subgroups; ///< Of all conditions.
    std::vector<EditsSummary> edits;
    std::vector<SeenArm> seen; ///< By task, then arm.
    std::map<std::string, double> detectability; ///< By task.
    std::map<std::string, std::map<std::string, PatientTraits>> patients; ///< By task and name.
};

/// From what lies in the folder; what was not run is missing in it. Errors: files that are no results.
Result<StudyReport> gather(const StudyPlan &plan, const std::filesystem::path &folder, const std::string &origin);

/// One line a training: counts of its films and every figure.
std::string runsCsv(const StudyReport &report);
/// One line an arm and figure: mean, interval, spread over classifiers.
std::string figuresCsv(const StudyReport &report);
std::string reportJson(const StudyReport &report);
/// For the terminal.
std::string reportTable(const StudyReport &report);
/// One page that needs no other file; pictures in it show phantoms alone (`folder` has them).
std::string reportPage(const StudyReport &report, const std::filesystem::path &folder);

/// report.html, report.json, figures.csv, runs.csv, subgroups.csv and seen.csv in the study's folder.
Result<> writeReport(const StudyReport &report, const std::filesystem::path &folder);

} // namespace cf::downstream
