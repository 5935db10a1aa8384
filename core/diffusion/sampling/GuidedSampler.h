#pragma once

#include "core/diffusion/sampling/DirectSampler.h"
#include "core/diffusion/sampling/NoiseSource.h"

#include <vector>

namespace cf {

struct GuidedSettings {
    double guidance = 7.5;
    /// Called after each move with the step (0 = noisiest) and the latents; returns what to go on with. May be empty.
    std::function<torch::Tensor(int step, torch::Tensor latents)> correct;
    int firstStep = 0; ///< Begin here instead of at the noisiest.
    std::vector<torch::Tensor> *trajectory = nullptr; ///< Where given, gets the start and the latents after each step.
};

/// Plain classifier-free guided DDIM of several captions at once, as prompt-to-prompt and PRISM run it.
/// start: [1 or rows, channels, height, width]; conditional: [rows, tokens, width], row 0 the source caption.
/// unconditional: one [1 or rows, tokens, width] for all steps, or one for each step, noisiest first (null-text).
/// Batch order as in the original: [unconditional …, conditional …]. Returns [rows, channels, height, width].
Result<torch::Tensor> sampleGuided(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &start,
    const torch::Tensor &conditional, const std::vector<torch::Tensor> &unconditional, const GuidedSettings &settings,
    EditControl *control, const SamplingWatch &watch);

/// The method `sdedit` (arXiv 2108.01073): noise the source to the grid's top, denoise with the target caption.
Result<torch::Tensor> editSdEdit(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, double guidance, const NoiseSource &noise, const SamplingWatch &watch);

/// What stands outside the mask while it is filled.
struct KnownPart {
    enum class Level {
        BeforeMove, ///< Blended latent diffusion (arXiv 2206.02779): noised to the level that the step came from.
        AfterMove, ///< RePaint (arXiv 2201.09865): noised to the level that the step went to.
    };
    Level level = Level::AfterMove;
    torch::Tensor source; ///< The clean source latent, [1, channels, height, width].
    /// Inversion latents on the same grid (index 0 clean), or empty: fresh noise at each step. With them the latent
    /// outside ends as inversion[0] exactly.
    std::vector<torch::Tensor> inversion;
    /// The last step leaves the clean source outside. Off: the source with the schedule's last trace of noise, as the
    /// published loops have it.
    bool endsClean = true;
};

struct InpaintSettings {
    double guidance = 7.5;
    int firstStep = 0;
    torch::Tensor mask; ///< [1, 1, height, width], 1 = fill.
    std::vector<torch::Tensor> *trajectory = nullptr;
};

/// The method `inpaint`: the target caption inside the mask, the known part outside.
/// `start`: the latent at the first step's level: noise, or the inversion's.
Result<torch::Tensor> editInpaint(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &start,
    const KnownPart &known, const EditCaptions &captions, const InpaintSettings &settings, const NoiseSource &noise,
    const SamplingWatch &watch);

} // namespace cf
