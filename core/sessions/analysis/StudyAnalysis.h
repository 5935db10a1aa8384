#pragma once

#include "core/sessions/analysis/findings/ScoredAnswers.h"
#include "core/sessions/analysis/findings/StudyFindings.h"
#include "core/statistics/roc/RocCurve.h"

#include <nlohmann/json_fwd.hpp>

namespace cf::sessions {

/// Analyses what was read. Works on open studies, too, and says so.
StudyAnalysis analyse(const AnalysisInput &input);

/// Every figure with its interval, or the reason why there is none.
nlohmann::json toJson(const StudyAnalysis &analysis);

} // namespace cf::sessions
