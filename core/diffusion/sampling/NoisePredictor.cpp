#include "core/diffusion/sampling/NoisePredictor.h"

#include <utility>

namespace cf {

torch::Tensor NoisePredictor::predict(
    const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context, AttentionControl *control)
{
    m_rows += sample.size(0);
    return evaluate(sample, timestep, context, control);
}

UNetNoisePredictor::UNetNoisePredictor(UNet2DConditionModel network, NoiseSchedule schedule)
    : m_network(std::move(network))
    , m_schedule(std::move(schedule))
{
}

torch::Tensor UNetNoisePredictor::evaluate(
    const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context, AttentionControl *control)
{
    torch::Tensor input = sample;
    const std::int64_t missing = m_network->config.inChannels - sample.size(1);
    if (missing > 0)
        input =
            torch::cat({ sample, sample.new_zeros({ sample.size(0), missing, sample.size(2), sample.size(3) }) }, 1);
    const torch::Tensor timesteps = torch::full({ sample.size(0) }, timestep, sample.options().dtype(torch::kInt64));
    const torch::Tensor output = m_network->forward(input, timesteps, context, control);
    return m_schedule.read(output, sample, m_schedule.level(timestep)).noise;
}

} // namespace cf
