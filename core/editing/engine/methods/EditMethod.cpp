#include "core/editing/engine/methods/EditMethod.h"

#include "core/diffusion/inversion/DdimInversion.h"
#include "core/editing/engine/methods/CaptionWords.h"

#include "core/diffusion/runtime/Torch.h"

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
    const torch::Tensor output = m_networks.answer(input, timestep, context, control);
    return m_networks.schedule.read(output, sample, m_networks.schedule.level(timestep), source).noise;
}

EditCaptions encodeCaptions(const MethodInput &input)
{
    EditorNetworks &networks = input.networks;
    return { networks.encode(sourceCaption(input)), networks.encode(input.request.captions.target),
        networks.encode("") };
}

Result<std::vector<torch::Tensor>> invertedSource(
    const MethodInput &input, NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &caption)
{
    return input.inversions.obtain(sourceCaption(input), "ddim, " + spellingOf(grid),
        [&] { return invertDdim(network, grid, input.source.latent, caption, {}, input.watch); });
}

} // namespace cf
