#pragma once

// Inside core/editing only.

#include "core/base/Result.h"
#include "core/diffusion/inversion/InversionCache.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/engine/judging/EditJudge.h"
#include "core/editing/engine/methods/EditMethod.h"
#include "core/editing/engine/methods/EditPlan.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/record/StageClock.h"
#include "core/imaging/recomposition/Recomposition.h"
#include "core/jobs/JobContext.h"

#include <memory>
#include <optional>
#include <vector>

namespace cf {

/// Edits by the methods that change a film's latent: encodes, runs the method, decodes, recomposes and judges.
class LatentEditor
{
public:
    /// `networks` and `judge` have to outlive this; of the methods there is at least one, the model's own first.
    LatentEditor(EditorNetworks &networks, EditJudge &judge, std::vector<std::unique_ptr<EditMethod>> methods,
        const EditorSettings &settings);

    const std::vector<std::unique_ptr<EditMethod>> &methods() const { return m_methods; }

    /// The edit of an upright film, judged but not yet read. May throw what LibTorch throws. Errors: InvalidInput for
    /// what the model or its methods cannot do, and for weights that answer with what is no number; Cancelled.
    Result<EditResult> edit(
        const EditRequest &request, const JobContext &outer, const CounterfactualEditor::PreviewSink &preview);

private:
    Result<const EncodedSource *> encodeSource(const GreyImage &square, const JobContext &job);
    /// Decodes, recomposes and judges all answers of a method; the result is the best of those that pass.
    Result<EditResult> judgeAnswers(const EditRequest &request, const EditPlan &plan, const EncodedSource &source,
        const MethodOutput &output, const JobContext &job, StageClock &clock);
    Result<SquarePair> decodePair(
        const torch::Tensor &latent, const EncodedSource &source, const EditRequest &request, const EditPlan &plan);

    EditorNetworks &m_networks;
    EditJudge &m_judge;
    std::vector<std::unique_ptr<EditMethod>> m_methods;
    std::optional<EncodedSource> m_encoded; ///< The last source: a second edit of the same image starts at once.
    std::optional<InversionCache> m_inversions; ///< On disk, for edits of other days.
};

} // namespace cf
