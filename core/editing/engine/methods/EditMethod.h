#pragma once

// Inside core/editing only: what every method that edits latents gets and gives.

#include "core/diffusion/sampling/DirectSampler.h"
#include "core/diffusion/sampling/FlowSampler.h"
#include "core/diffusion/sampling/NoisePredictor.h"
#include "core/diffusion/sampling/SamplingWatch.h"
#include "core/editing/EditRequest.h"
#include "core/editing/engine/methods/MethodInput.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/networks/SourceInversions.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// One of several answers of a method that cannot know which is best before they are judged as pictures.
struct LatentCandidate {
    torch::Tensor latent; ///< As `MethodOutput::latent`, one row.
    std::map<std::string, double> parameters; ///< What it differs in; the chosen one's go into the provenance.
    double score = 0.0; ///< Ranks those that pass; higher is better.
};

struct MethodOutput {
    torch::Tensor latent; ///< Scaled, of the source latent's shape but for its rows: one a seed. Or undefined, and …
    std::vector<LatentCandidate> candidates; ///< … these.
};

/// One way of editing. To add one: a file in methods/, its make-function in MethodTable.h, its line in MethodTable.cpp.
class EditMethod
{
public:
    virtual ~EditMethod() = default;
    virtual MethodDescription description() const = 0;
    /// Runs under a NoGradGuard on the calling thread; looks at `watch` around every network evaluation.
    virtual Result<MethodOutput> run(const MethodInput &input) const = 0;
};

/// The UNet as a predictor of noise, whatever it was trained to say; a paired UNet is given the source beside the noisy
/// latent, so that every method runs on it, too.
class EditorNoisePredictor final : public NoisePredictor
{
public:
    /// `condition`: what a paired UNet is given; ignored by others.
    EditorNoisePredictor(EditorNetworks &networks, torch::Tensor condition);

protected:
    torch::Tensor evaluate(const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context,
        AttentionControl *control) override;

private:
    EditorNetworks &m_networks;
    torch::Tensor m_condition;
};

/// The captions of a request, encoded; source captions that are empty count as the model's "nothing changes".
EditCaptions encodeCaptions(const MethodInput &input);

/// The source's DDIM inversion under the source caption (encoded: `caption`), from the cache where it is there.
Result<std::vector<torch::Tensor>> invertedSource(
    const MethodInput &input, NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &caption);

} // namespace cf
