#include "core/diffusion/schedulers/Euler.h"

#include "core/diffusion/schedulers/Sigmas.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>

namespace cf {

Euler::Euler(NoiseSchedule schedule, std::vector<double> timesteps, std::vector<double> sigmas)
    : m_schedule(std::move(schedule))
    , m_timesteps(std::move(timesteps))
    , m_sigmas(std::move(sigmas))
{
}

Result<Euler> Euler::create(const NoiseSchedule &schedule, int steps)
{
    const ScheduleConfig &config = schedule.config();
    CF_ASSIGN(const auto whole, schedule.timesteps(steps));
    std::vector<double> timesteps(whole.begin(), whole.end());
    // Linspace is not rounded here, unlike for DDIM: σ is interpolated between timesteps.
    if (config.spacing == TimestepSpacing::Linspace && steps > 1)
        for (int step = 0; step < steps; ++step)
            timesteps[static_cast<std::size_t>(step)] =
                (steps - 1 - step) * (config.trainTimesteps - 1.0) / (steps - 1.0);
    const std::vector<double> all = sigmasOf(schedule);
    std::vector<double> sigmas;
    for (const double timestep : timesteps)
        sigmas.push_back(sigmaAt(all, timestep));
    if (config.karrasSigmas) {
        sigmas = karrasSigmas(sigmas.front(), sigmas.back(), steps);
        for (std::size_t step = 0; step < sigmas.size(); ++step)
            timesteps[step] = timestepAt(all, sigmas[step]);
    }
    sigmas.push_back(0.0);
    return Euler(schedule, std::move(timesteps), std::move(sigmas));
}

double Euler::initialSigma() const
{
    const double sigma = m_sigmas.front();
    // Leading spacing does not begin at the noisiest level, where the image's own variance still counts.
    return m_schedule.config().spacing == TimestepSpacing::Leading ? std::sqrt(sigma * sigma + 1.0) : sigma;
}

torch::Tensor Euler::scaledInput(const torch::Tensor &sample) const
{
    const double sigma = m_sigmas[m_index];
    return sample / std::sqrt(sigma * sigma + 1.0);
}

torch::Tensor Euler::step(const torch::Tensor &output, const torch::Tensor &sample, const torch::Tensor &source)
{
    if (m_index >= m_timesteps.size())
        return sample;
    const double sigma = m_sigmas[m_index];
    const double level = 1.0 / (sigma * sigma + 1.0);
    const torch::Tensor clean = m_schedule.read(output, scaledInput(sample), level, source).clean;
    ++m_index;
    return sample + (sample - clean) * ((m_sigmas[m_index] - sigma) / sigma);
}

} // namespace cf
