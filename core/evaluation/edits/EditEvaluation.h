#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/MethodVariant.h"
#include "core/evaluation/SeeingJudge.h"
#include "core/evaluation/edits/EvaluationCase.h"
#include "core/evaluation/edits/EvaluationJudge.h"
#include "core/evaluation/edits/PerceptualDistance.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cf {

/// A pair to measure with.
struct EvaluationPair {
    CounterfactualPair pair;
    std::string patient;
    std::vector<Target> shown = {}; ///< What is known to be on both images; captions of a state name it.
};

/// What to measure. Cases are the seeds 0 … of `source`, as many as give a visible change; training never uses those.
struct EvaluationPlan {
    std::string origin = "phantom"; ///< Or "insertion"; behind it, what else sets its cases apart from others.
    int count = 200;
    std::vector<MethodVariant> methods; ///< Empty: the model's default.
    std::vector<MaskKind> masks{ MaskKind::None, MaskKind::DrawnLike };
    bool baselines = true;
    std::function<Result<EvaluationPair>(std::uint64_t seed)> source;
    /// Pairs of other patients with the given abnormality, for the baseline that copies; may be empty.
    std::function<std::vector<CounterfactualPair>(
        std::uint64_t seed, const std::string &patient, const Abnormality &abnormality)>
        donors;
    std::optional<SeeingJudge> seeing; ///< Says of additions whether they are seen as asked.
    PerceptualDistance perceptual; ///< Measures edits against the truth; may be empty.
    std::filesystem::path records; ///< JSON lines; an interrupted evaluation goes on from there.
    std::filesystem::path pictures; ///< Folder for a strip of each case; empty: none are written.
};

/// Runs what is not in the records yet and returns all cases of the plan. A failed edit is an error: figures are never
/// made from fewer cases in silence. Only the methods "insertion" and "remove", which do one of both and not for
/// everything, are not asked for the other and count as having refused what they cannot.
Result<std::vector<EvaluationCase>> evaluateEdits(
    CounterfactualEditor &editor, const EvaluationJudge &judge, const EvaluationPlan &plan, const JobContext &job);

/// The strip of a case in the plan's folder: source, truth, edited, change ×2 around grey.
std::filesystem::path pictureOf(const std::filesystem::path &folder, const EvaluationCase &item);

} // namespace cf
