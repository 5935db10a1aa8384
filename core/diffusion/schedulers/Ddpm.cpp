#include "core/diffusion/schedulers/Ddpm.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

Ddpm::Ddpm(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps)
    : m_schedule(std::move(schedule))
    , m_steps(steps)
    , m_timesteps(std::move(timesteps))
{
}

Result<Ddpm> Ddpm::create(const NoiseSchedule &schedule, int steps)
{
    CF_ASSIGN(auto timesteps, schedule.timesteps(steps));
    return Ddpm(schedule, steps, std::move(timesteps));
}

torch::Tensor Ddpm::step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
    const torch::Tensor &noise, const torch::Tensor &source) const
{
    const std::int64_t previous = m_schedule.previous(timestep, m_steps);
    const double level = m_schedule.level(timestep);
    const double next = previous >= 0 ? m_schedule.level(previous) : 1.0;
    const double kept = level / next;
    torch::Tensor clean = m_schedule.read(output, sample, level, source).clean;
    if (m_schedule.config().clipSample)
        clean = clean.clamp(-1.0, 1.0);
    torch::Tensor result = std::sqrt(next) * (1.0 - kept) / (1.0 - level) * clean
        + std::sqrt(kept) * (1.0 - next) / (1.0 - level) * sample;
    if (timestep > 0 && noise.defined())
        result = result + std::sqrt(std::max((1.0 - next) / (1.0 - level) * (1.0 - kept), 1e-20)) * noise;
    return result;
}

} // namespace cf
