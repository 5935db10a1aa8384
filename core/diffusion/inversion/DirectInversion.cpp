#include "core/diffusion/inversion/DirectInversion.h"

#include "core/diffusion/sampling/GuidedSampler.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

Result<std::vector<torch::Tensor>> directOffsets(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const torch::Tensor &captions, const torch::Tensor &empty,
    double guidance, const SamplingWatch &watch)
{
    if (inversion.size() != grid.levels.size())
        return fail(ErrorCode::Internal, "The stored inversion does not belong to this grid.");
    std::vector<torch::Tensor> offsets;
    GuidedSettings settings;
    settings.guidance = guidance;
    settings.correct = [&](int step, torch::Tensor latents) {
        offsets.push_back(inversion[static_cast<std::size_t>(grid.steps() - step - 1)] - latents);
        return latents + offsets.back();
    };
    CF_TRY(sampleGuided(network, grid, inversion.back(), captions, { empty }, settings, nullptr, watch));
    return offsets;
}

} // namespace cf
