#include "core/diffusion/sampling/NoisePredictor.h"

#include <cmath>
#include <utility>

namespace cf {

torch::Tensor NoisePredictor::predict(
    const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context, AttentionControl *control)
{
    m_rows += sample.size(0);
    return evaluate(sample, timestep, context, control);
}

UNetNoisePredictor::UNetNoisePredictor(UNet2DConditionModel network, PredictionType type, std::vector<double> alphas)
    : m_network(std::move(network))
    , m_type(type)
    , m_alphas(std::move(alphas))
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
    const double level = m_alphas.at(static_cast<std::size_t>(timestep));
    switch (m_type) {
    case PredictionType::Velocity:
        return std::sqrt(level) * output + std::sqrt(1.0 - level) * sample;
    case PredictionType::Clean:
        return (sample - std::sqrt(level) * output) / std::sqrt(1.0 - level);
    case PredictionType::Epsilon:
        break;
    }
    return output;
}

} // namespace cf
