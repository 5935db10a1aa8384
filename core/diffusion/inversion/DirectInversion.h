#pragma once

#include "core/diffusion/inversion/DdimInversion.h"

#include <vector>

namespace cf {

/// Direct (PnP) inversion as published (arXiv 2310.01506): what guided sampling misses the stored inversion by.
/// captions: [rows, tokens, width], source first. Returns one [rows, channels, height, width] a step, noisiest first;
/// adding row 0 to the source after each move keeps it on the inversion. `editDirect` needs none of this.
Result<std::vector<torch::Tensor>> directOffsets(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const torch::Tensor &captions, const torch::Tensor &empty,
    double guidance, const SamplingWatch &watch);

} // namespace cf
