#pragma once

// Inside core/editing only; others load an editor by CounterfactualEditor.h.

#include "core/editing/CounterfactualEditor.h"
#include "core/editing/EditJudge.h"
#include "core/editing/EditMethod.h"
#include "core/editing/EditorNetworks.h"
#include "core/imaging/Recomposition.h"

#include <memory>
#include <optional>
#include <vector>

namespace cf {

/// Edits with the networks of one model folder.
class DiffusionEditor final : public CounterfactualEditor
{
public:
    DiffusionEditor(std::unique_ptr<EditorNetworks> networks, EditJudge judge);

    const ModelDescription &model() const override { return m_networks->description; }
    std::vector<MethodDescription> methods() const override;
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override;

private:
    struct Plan;

    Result<Plan> plan(const EditRequest &request) const;
    Result<EditResult> run(const EditRequest &request, const JobContext &job, const PreviewSink &preview);
    Result<const EncodedSource *> encodeSource(const GreyImage &square, const JobContext &job);
    Result<SquarePair> decodePair(const torch::Tensor &latent, const EncodedSource &source, const JobContext &job);
    Result<EditResult> compose(const EditRequest &request, const Plan &plan, const SquarePair &pair);
    Provenance provenanceOf(const EditRequest &request, const Plan &plan) const;

    std::unique_ptr<EditorNetworks> m_networks;
    EditJudge m_judge;
    std::vector<std::unique_ptr<EditMethod>> m_methods;
    std::unique_ptr<CounterfactualEditor> m_insertion; ///< The method that needs no network.
    std::optional<EncodedSource> m_encoded; ///< The last source: a second edit of the same image starts at once.
};

} // namespace cf
