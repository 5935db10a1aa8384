#pragma once

#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/evaluation/downstream/report/StudyFigures.h"
#include "core/statistics/resampling/Bootstrap.h"

#include <map>
#include <string>
#include <vector>

namespace cf::downstream {

/// All classifiers of one arm.
struct ArmSummary {
    std::string arm;
    std::string label;
    std::string impossible; ///< Why there is none.
    std::vector<RunResult> runs;
    std::map<std::string, BootstrapResult> figures; ///< By a figure's key: mean over the runs with its interval.
    std::map<std::string, Number> spread; ///< Standard deviation over the runs.
};

/// Two arms on the same test patients.
struct ArmComparison {
    std::string first;
    std::string second;
    BootstrapResult worstGroup; ///< First − second.
    Number conflictP; ///< Wilcoxon over patients, accuracy where the device misleads.
    Number conflictHolm;
    BootstrapResult sensitivityRatio; ///< First / second.
    Number sensitivityP; ///< Wilcoxon over patients.
    Number sensitivityHolm;
};

/// One task at one correlation.
struct ConditionSummary {
    std::string task;
    double correlation = 1.0;
    std::vector<ArmSummary> arms;
    std::vector<ArmComparison> comparisons;
    const ArmSummary *arm(const std::string &name) const; ///< With runs, or nullptr.
};

/// Means over classifiers with 95 % percentile intervals: classifiers and test patients are both drawn with
/// replacement. The same patients test every classifier, so that they are drawn once for all (Owen, Ann Appl Stat
/// 1:386, 2007; conservative); patients drawn anew inside each classifier would count as so many more.
ConditionSummary summarise(const std::string &task, double correlation, const std::vector<RunResult> &results,
    const std::vector<std::string> &arms);

/// A figure's mean over classifiers that were asked about the same patients, drawn as above.
BootstrapResult figureOverRuns(const StudyFigure &figure, const std::vector<RunScores> &runs);

/// What the study set out to show, said as it came out, one sentence each.
struct Claim {
    std::string text;
    std::string verdict; ///< "holds", "does not hold", "not settled", "not run"
    std::string detail;
};
std::vector<Claim> claimsOf(const ConditionSummary &summary);

} // namespace cf::downstream
