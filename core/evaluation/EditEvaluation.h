#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/EditScore.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cf {

enum class MaskKind { None, DrawnLike };

/// What to measure. Cases are the seeds 0 … count − 1 of `source`; training never uses those.
struct EvaluationPlan {
    std::string origin = "phantom"; ///< Or "insertion".
    int count = 200;
    std::string method; ///< Empty: the model's default.
    std::vector<MaskKind> masks{ MaskKind::None, MaskKind::DrawnLike };
    std::function<Result<CounterfactualPair>(std::uint64_t seed)> source;
    std::filesystem::path records; ///< JSON lines, one a case; an interrupted evaluation goes on from there.
};

/// One edit of one pair, with what doing less would have scored.
struct EvaluationCase {
    std::uint64_t seed = 0;
    Abnormality abnormality;
    bool adds = false;
    MaskKind mask = MaskKind::None;
    EditScore score;
    double reconstructionError = 1.0; ///< errorInside of the plain rebuilt source.
    double ceilingError = 0.0; ///< errorInside of the source plus the residual of the rebuilt truth: the codec's limit.
    double seconds = 0.0;
    int networkEvaluations = 0;
    bool refused = false;
    std::int64_t outsideChangedValues = 0;
};

/// Runs what is not in the records yet. A failed edit is an error: figures are never made from fewer cases in silence.
Result<std::vector<EvaluationCase>> evaluateEdits(
    CounterfactualEditor &editor, const EvaluationPlan &plan, const JobContext &job);

} // namespace cf
