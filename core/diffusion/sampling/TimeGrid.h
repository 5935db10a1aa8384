#pragma once

#include <cstdint>
#include <vector>

#include <torch/types.h>

namespace cf {

/// The timesteps of one sampling run and how much signal is left at each.
struct TimeGrid {
    std::vector<std::int64_t> timesteps; ///< t₁ < … < tₙ, as the network is told them.
    std::vector<double> levels; ///< ā of the clean level, then of t₁ … tₙ: one more than timesteps.

    int steps() const { return static_cast<int>(timesteps.size()); }
};

/// diffusers' "leading" spacing with steps_offset 1 and set_alpha_to_one off: what `prism` and its original run on.
/// 1 ≤ steps ≤ alphas.size().
TimeGrid leadingGrid(const std::vector<double> &alphas, int steps, int offset = 1);

/// tₖ = round(k·start·N/n) − 1: all steps lie in the used range, the first at `start` of the noise
/// schedule (0 < start ≤ 1). What the other methods run on.
TimeGrid trailingGrid(const std::vector<double> &alphas, int steps, double start = 1.0);

/// One deterministic DDIM move (arXiv 2010.02502) from signal level `from` to `to`, with the noise `noise` in `sample`.
torch::Tensor ddimMove(const torch::Tensor &sample, const torch::Tensor &noise, double from, double to);

/// The clean latent that `noise` implies: (x − √(1−ā) ε) / √ā.
torch::Tensor cleanEstimate(const torch::Tensor &sample, const torch::Tensor &noise, double level);

/// √ā x₀ + √(1−ā) ε.
torch::Tensor noised(const torch::Tensor &clean, const torch::Tensor &noise, double level);

} // namespace cf
