#include "core/diffusion/schedulers/Pndm.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>

namespace cf {

Pndm::Pndm(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps)
    : m_schedule(std::move(schedule))
    , m_steps(steps)
    , m_timesteps(std::move(timesteps))
{
}

Result<Pndm> Pndm::create(const NoiseSchedule &schedule, int steps)
{
    CF_ASSIGN(auto timesteps, schedule.timesteps(steps));
    if (timesteps.size() > 1)
        timesteps.insert(timesteps.begin() + 1, timesteps[1]);
    return Pndm(schedule, steps, std::move(timesteps));
}

torch::Tensor Pndm::move(
    const torch::Tensor &sample, const torch::Tensor &output, std::int64_t from, std::int64_t to) const
{
    const double level = m_schedule.level(from);
    const double next = m_schedule.level(to);
    // Equation 9 of the paper; v-prediction is turned into noise first.
    const torch::Tensor noise = m_schedule.config().output == NetworkOutput::Velocity
        ? std::sqrt(level) * output + std::sqrt(1.0 - level) * sample
        : output;
    const double denominator = level * std::sqrt(1.0 - next) + std::sqrt(level * (1.0 - level) * next);
    return std::sqrt(next / level) * sample - (next - level) / denominator * noise;
}

/// Adams–Bashforth over the outputs at hand.
torch::Tensor Pndm::blended(const torch::Tensor &output) const
{
    const auto past = [this](std::size_t back) { return m_outputs[m_outputs.size() - back]; };
    if (m_index == 0)
        return output;
    switch (m_outputs.size()) {
    case 1:
        return (output + past(1)) / 2.0;
    case 2:
        return (3.0 * past(1) - past(2)) / 2.0;
    case 3:
        return (23.0 * past(1) - 16.0 * past(2) + 5.0 * past(3)) / 12.0;
    default:
        return (55.0 * past(1) - 59.0 * past(2) + 37.0 * past(3) - 9.0 * past(4)) / 24.0;
    }
}

torch::Tensor Pndm::step(const torch::Tensor &output, const torch::Tensor &sample)
{
    if (m_index >= m_timesteps.size())
        return sample;
    std::int64_t from = m_timesteps[m_index];
    std::int64_t to = m_schedule.previous(from, m_steps);
    torch::Tensor start = sample;
    if (m_index == 1) {
        // The first move again, with the mean of the outputs at its two ends.
        to = from;
        from = m_timesteps[0];
        start = m_firstSample;
    } else {
        m_outputs.push_back(output);
        if (m_outputs.size() > 4)
            m_outputs.erase(m_outputs.begin());
    }
    if (m_index == 0)
        m_firstSample = sample;
    const torch::Tensor result = move(start, blended(output), from, to);
    ++m_index;
    return result;
}

} // namespace cf
