#include "core/diffusion/schedulers/Ddim.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

Ddim::Ddim(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps)
    : m_schedule(std::move(schedule))
    , m_steps(steps)
    , m_timesteps(std::move(timesteps))
{
}

Result<Ddim> Ddim::create(const NoiseSchedule &schedule, int steps)
{
    CF_ASSIGN(auto timesteps, schedule.timesteps(steps));
    return Ddim(schedule, steps, std::move(timesteps));
}

torch::Tensor Ddim::step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample, double eta,
    const torch::Tensor &noise, const torch::Tensor &source) const
{
    const double level = m_schedule.level(timestep);
    const double next = m_schedule.level(m_schedule.previous(timestep, m_steps));
    auto [clean, direction] = m_schedule.read(output, sample, level, source);
    if (m_schedule.config().clipSample)
        clean = clean.clamp(-1.0, 1.0);
    // In fp32, like diffusers: near the clean end 1 − level/next cancels, and where x₀ is what the network says, the
    // direction is so long that the rounding of this ratio shows in the result.
    const auto noisy = static_cast<float>(level);
    const auto cleaner = static_cast<float>(next);
    const float variance = (1.0F - cleaner) / (1.0F - noisy) * (1.0F - noisy / cleaner);
    const float spread = static_cast<float>(eta) * std::sqrt(std::max(variance, 0.0F));
    const float along = std::sqrt(std::max(1.0F - cleaner - spread * spread, 0.0F));
    torch::Tensor result = std::sqrt(next) * clean + along * direction;
    if (eta > 0.0 && noise.defined())
        result = result + spread * noise;
    return result;
}

torch::Tensor Ddim::cleanEstimate(
    const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample, const torch::Tensor &source) const
{
    const torch::Tensor clean = m_schedule.read(output, sample, m_schedule.level(timestep), source).clean;
    return m_schedule.config().clipSample ? clean.clamp(-1.0, 1.0) : clean;
}

DdimInverse::DdimInverse(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps)
    : m_schedule(std::move(schedule))
    , m_steps(steps)
    , m_timesteps(std::move(timesteps))
{
}

Result<DdimInverse> DdimInverse::create(const NoiseSchedule &schedule, int steps)
{
    CF_ASSIGN(auto timesteps, schedule.timesteps(steps));
    std::reverse(timesteps.begin(), timesteps.end());
    return DdimInverse(schedule, steps, std::move(timesteps));
}

torch::Tensor DdimInverse::step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample) const
{
    const double from = m_schedule.level(m_schedule.previous(timestep, m_steps));
    const double to = m_schedule.level(timestep);
    auto [clean, direction] = m_schedule.read(output, sample, from);
    if (m_schedule.config().clipSample)
        clean = clean.clamp(-1.0, 1.0);
    return std::sqrt(to) * clean + std::sqrt(1.0 - to) * direction;
}

} // namespace cf
