#include "core/diffusion/sampling/TimeGrid.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

TimeGrid leadingGrid(const std::vector<double> &alphas, int steps, int offset)
{
    const auto count = static_cast<std::int64_t>(alphas.size());
    const std::int64_t stride = count / steps;
    TimeGrid grid{ {}, { alphas.front() } };
    for (std::int64_t k = 0; k < steps; ++k) {
        grid.timesteps.push_back(std::min(k * stride + offset, count - 1));
        grid.levels.push_back(alphas[static_cast<std::size_t>(grid.timesteps.back())]);
    }
    return grid;
}

TimeGrid trailingGrid(const std::vector<double> &alphas, int steps, double start)
{
    const auto count = static_cast<double>(alphas.size());
    TimeGrid grid{ {}, { alphas.front() } };
    for (int k = 1; k <= steps; ++k) {
        const double place = std::round(k * start * count / steps) - 1.0;
        grid.timesteps.push_back(static_cast<std::int64_t>(std::clamp(place, 0.0, count - 1.0)));
        grid.levels.push_back(alphas[static_cast<std::size_t>(grid.timesteps.back())]);
    }
    return grid;
}

torch::Tensor cleanEstimate(const torch::Tensor &sample, const torch::Tensor &noise, double level)
{
    return (sample - std::sqrt(1.0 - level) * noise) / std::sqrt(level);
}

torch::Tensor noised(const torch::Tensor &clean, const torch::Tensor &noise, double level)
{
    return std::sqrt(level) * clean + std::sqrt(1.0 - level) * noise;
}

torch::Tensor ddimMove(const torch::Tensor &sample, const torch::Tensor &noise, double from, double to)
{
    return noised(cleanEstimate(sample, noise, from), noise, to);
}

} // namespace cf
