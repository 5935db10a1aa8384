#include "core/diffusion/schedulers/Sigmas.h"

#include <algorithm>
#include <cmath>

namespace cf {

std::vector<double> sigmasOf(const NoiseSchedule &schedule)
{
    std::vector<double> sigmas;
    for (int timestep = 0; timestep < schedule.config().trainTimesteps; ++timestep) {
        // A level of exactly 0 (zero terminal SNR) has no σ; diffusers takes the smallest level that half precision
        // holds.
        const double level = std::max(schedule.level(timestep), 5.960464477539063e-08);
        sigmas.push_back(std::sqrt((1.0 - level) / level));
    }
    return sigmas;
}

double sigmaAt(const std::vector<double> &sigmas, double timestep)
{
    const double place = std::clamp(timestep, 0.0, static_cast<double>(sigmas.size() - 1));
    const auto low = std::min(static_cast<std::size_t>(place), sigmas.size() - 2);
    const double weight = place - static_cast<double>(low);
    return (1.0 - weight) * sigmas[low] + weight * sigmas[low + 1];
}

double timestepAt(const std::vector<double> &sigmas, double sigma)
{
    const double wanted = std::log(std::max(sigma, 1e-10));
    std::size_t low = 0;
    while (low + 2 < sigmas.size() && std::log(sigmas[low + 1]) <= wanted)
        ++low;
    const double below = std::log(sigmas[low]);
    const double above = std::log(sigmas[low + 1]);
    return static_cast<double>(low) + std::clamp((below - wanted) / (below - above), 0.0, 1.0);
}

std::vector<double> karrasSigmas(double largest, double smallest, int steps)
{
    constexpr double rho = 7.0;
    const double first = std::pow(largest, 1.0 / rho);
    const double last = std::pow(smallest, 1.0 / rho);
    std::vector<double> sigmas;
    for (int step = 0; step < steps; ++step) {
        const double ramp = steps == 1 ? 0.0 : static_cast<double>(step) / (steps - 1);
        sigmas.push_back(std::pow(first + ramp * (last - first), rho));
    }
    return sigmas;
}

} // namespace cf
