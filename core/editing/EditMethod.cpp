#include "core/editing/EditMethod.h"

#include "core/language/Captions.h"

#include <torch/torch.h>

#include <utility>

namespace cf {

EditorNoisePredictor::EditorNoisePredictor(EditorNetworks &networks, torch::Tensor condition)
    : m_networks(networks)
    , m_condition(std::move(condition))
{
}

torch::Tensor EditorNoisePredictor::evaluate(
    const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context, AttentionControl *control)
{
    const torch::Tensor source = m_condition.expand({ sample.size(0), -1, -1, -1 });
    const torch::Tensor input = m_networks.isPaired ? torch::cat({ sample, source }, 1) : sample;
    const torch::Tensor timesteps = torch::full({ sample.size(0) }, timestep, torch::kInt64);
    const torch::Tensor output = m_networks.unet->forward(input, timesteps, context, control);
    return m_networks.schedule.read(output, sample, m_networks.schedule.level(timestep), source).noise;
}

EditCaptions encodeCaptions(const MethodInput &input)
{
    const CaptionPair &captions = input.request.captions;
    EditorNetworks &networks = input.networks;
    const std::string source =
        captions.source.empty() ? doNothingCaption(networks.description.grammar) : captions.source;
    return { networks.encode(source), networks.encode(captions.target), networks.encode("") };
}

} // namespace cf
