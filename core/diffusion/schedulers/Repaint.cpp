#include "core/diffusion/schedulers/Repaint.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cf {

Repaint::Repaint(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps)
    : m_schedule(std::move(schedule))
    , m_steps(steps)
    , m_timesteps(std::move(timesteps))
{
}

Result<Repaint> Repaint::create(const NoiseSchedule &schedule, int steps, int jumpLength, int jumpSamples)
{
    const int train = schedule.config().trainTimesteps;
    if (steps < 1 || steps > train || jumpLength < 1 || jumpSamples < 1 || jumpSamples > 1000)
        return fail(ErrorCode::InvalidInput,
            "RePaint needs 1 to " + std::to_string(train)
                + " steps, jumps of at least 1 step and 1 to 1000 samples a jump.");
    std::map<int, int> jumps;
    for (int place = 0; place < steps - jumpLength; place += jumpLength)
        jumps[place] = jumpSamples - 1;
    std::vector<std::int64_t> timesteps;
    const int stride = train / steps;
    int place = steps;
    while (place >= 1) {
        timesteps.push_back(static_cast<std::int64_t>(--place) * stride);
        const auto jump = jumps.find(place);
        if (jump == jumps.end() || jump->second == 0)
            continue;
        --jump->second;
        for (int back = 0; back < jumpLength; ++back)
            timesteps.push_back(static_cast<std::int64_t>(++place) * stride);
    }
    return Repaint(schedule, steps, std::move(timesteps));
}

torch::Tensor Repaint::step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
    const torch::Tensor &original, const torch::Tensor &mask, const torch::Tensor &noise, double eta) const
{
    const std::int64_t previous = m_schedule.previous(timestep, m_steps);
    const double level = m_schedule.level(timestep);
    const double next = previous >= 0 ? m_schedule.level(previous) : 1.0;
    auto [clean, direction] = m_schedule.read(output, sample, level);
    if (m_schedule.config().clipSample)
        clean = clean.clamp(-1.0, 1.0);
    const double spread = eta * std::sqrt(std::max((1.0 - next) / (1.0 - level) * (1.0 - level / next), 0.0));
    torch::Tensor unknown =
        std::sqrt(next) * clean + std::sqrt(std::max(1.0 - next - spread * spread, 0.0)) * direction;
    if (timestep > 0 && eta > 0.0)
        unknown = unknown + spread * noise;
    const torch::Tensor known = std::sqrt(next) * original + std::sqrt(1.0 - next) * noise;
    return mask * known + (1.0 - mask) * unknown;
}

torch::Tensor Repaint::undo(std::int64_t timestep, const torch::Tensor &sample, const torch::Tensor &noises) const
{
    torch::Tensor result = sample;
    for (int draw = 0; draw < undoDraws(); ++draw) {
        const double beta =
            m_schedule.beta(std::min<std::int64_t>(timestep + draw, m_schedule.config().trainTimesteps - 1));
        result = std::sqrt(1.0 - beta) * result + std::sqrt(beta) * noises[draw];
    }
    return result;
}

} // namespace cf
