#pragma once

#include "core/evaluation/edits/EvaluationCase.h"
#include "core/statistics/resampling/PatientBootstrap.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One column of the reports: a value of a case, where the case has it. Shares are means of 0 and 1.
struct EvaluationField {
    const char *key; ///< In JSON and CSV.
    const char *label; ///< For people.
    std::optional<double> (*value)(const EvaluationCase &);
};

/// All that is reported, in order. error_inside is the primary endpoint.
const std::vector<EvaluationField> &evaluationFields();

/// Cases that are reported together.
struct EvaluationGroup {
    std::string method;
    std::string target; ///< Key of finding or device; empty: all.
    std::string action; ///< "add", "remove"; empty: both.
    MaskKind mask = MaskKind::None;
    std::vector<const EvaluationCase *> cases;
};

/// By method, target, action and mask; and by method, action and mask; and by method and mask. The cases must outlive
/// the groups.
std::vector<EvaluationGroup> groupsByTarget(const std::vector<EvaluationCase> &cases);
std::vector<EvaluationGroup> groupsByAction(const std::vector<EvaluationCase> &cases);
std::vector<EvaluationGroup> groupsByMethod(const std::vector<EvaluationCase> &cases);

/// The values of a field in a group, for the functions of Statistics.h; cases without it are left out.
std::vector<PatientValue> valuesOf(const EvaluationGroup &group, const EvaluationField &field);
/// error_inside weighted by the size of the asked change: bootstrapRatio gives Σ|D − D*|² / Σ|D*|².
std::vector<PatientValue> pooledErrors(const EvaluationGroup &group);

/// Two methods on the same questions. Differences are first − second of error_inside, in patient means.
struct MethodComparison {
    std::string first;
    std::string second;
    MaskKind mask = MaskKind::None;
    std::size_t patients = 0;
    Interval difference;
    double shift = 0.0; ///< Hodges–Lehmann.
    double p = 1.0; ///< Wilcoxon signed-rank.
    double corrected = 1.0; ///< Holm over all comparisons of one report.
    int onlyFirstSucceeds = 0;
    int onlySecondSucceeds = 0;
    double successP = 1.0; ///< McNemar over questions.
};

/// Every editing method against every other one, and against doing nothing and copying.
std::vector<MethodComparison> compareMethods(const std::vector<EvaluationCase> &cases);

} // namespace cf
