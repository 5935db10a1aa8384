#pragma once

#include "core/diffusion/inversion/DdimInversion.h"

#include <vector>

namespace cf {

struct NullTextSettings {
    int innerSteps = 10;
    double guidance = 7.5;
    double stopLoss = 1e-5; ///< Inner steps end below stopLoss + i·2e-5 at outer step i.
    double learningRate = 1e-2; ///< At outer step i: learningRate · (1 − i/100), as in the original.
};

struct NullText {
    std::vector<torch::Tensor> embeddings; ///< One a step, noisiest first, [1, tokens, width].
    std::vector<std::vector<double>> losses; ///< A row an outer step: the loss before each inner update.
    torch::Tensor firstGradient; ///< Of the very first loss by the embedding; for comparison with the original.
};

/// Null-text inversion (arXiv 2211.09794): optimises the unconditional embedding of each step so that guided sampling
/// follows `inversion`. The network's weights must be frozen (no gradients): only the embedding is learnt.
Result<NullText> invertNullText(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const torch::Tensor &caption, const torch::Tensor &empty,
    const NullTextSettings &settings, const SamplingWatch &watch);

} // namespace cf
