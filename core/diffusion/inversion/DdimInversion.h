#pragma once

#include "core/diffusion/sampling/NoisePredictor.h"
#include "core/diffusion/sampling/SamplingWatch.h"
#include "core/diffusion/sampling/TimeGrid.h"

#include <vector>

namespace cf {

struct DdimInversionSettings {
    /// Fixed-point refinements of each move (ReNoise, arXiv 2403.14602). 0: plain DDIM inversion. A move stops early
    /// where an iteration changes less than 1 % (relative L2).
    int fixedPointIterations = 0;
};

/// Walks the DDIM moves backwards under one caption without guidance (arXiv 2010.02502).
/// source: [1, channels, height, width], the encoder's mean times the scaling factor; caption: [1, tokens, width].
/// Returns grid.steps() + 1 latents; the first is `source` itself, the last the noisiest.
Result<std::vector<torch::Tensor>> invertDdim(NoisePredictor &network, const TimeGrid &grid,
    const torch::Tensor &source, const torch::Tensor &caption, const DdimInversionSettings &settings,
    const SamplingWatch &watch);

} // namespace cf
