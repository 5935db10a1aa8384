#include "core/evaluation/probe/ListeningModel.h"

#include "core/evaluation/probe/ListenerFolder.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/sampling/NoisePredictor.h"
#include "core/editing/engine/networks/EditorNetworks.h"
#include "core/editing/engine/networks/ModelSettings.h"

#include <algorithm>
#include <map>
#include <utility>

namespace cf {

namespace {

/// Rows given to the network at once: enough to keep the processor busy, few enough for a large network's memory.
std::int64_t rowsAtOnce(const torch::nn::Module &unet)
{
    constexpr std::int64_t large = 100'000'000;
    std::int64_t weights = 0;
    for (const torch::Tensor &parameter : unet.parameters())
        weights += parameter.numel();
    return weights >= large ? 2 : 16;
}

class FolderModel final : public ListeningModel
{
public:
    explicit FolderModel(std::unique_ptr<EditorNetworks> networks)
        : m_networks(std::move(networks))
        , m_predictor(m_networks->unet, m_networks->schedule)
        , m_rowsAtOnce(rowsAtOnce(*m_networks->unet))
    {
    }

    int imageSize() const override { return m_networks->description.imageSize; }

    torch::Tensor encode(const GreyImage &square) override
    {
        const torch::NoGradGuard noGradient;
        return m_networks->encodeMean(square) * m_networks->latentScaling;
    }

    torch::Tensor withNoise(
        const torch::Tensor &latent, const torch::Tensor &noise, std::int64_t timestep) const override
    {
        return m_networks->schedule.addNoise(latent, noise, torch::full({ 1 }, timestep, torch::kInt64));
    }

    torch::Tensor noiseSaid(
        const torch::Tensor &noisy, std::int64_t timestep, const std::vector<std::string> &captions) override
    {
        const torch::NoGradGuard noGradient;
        std::vector<torch::Tensor> said;
        const auto all = static_cast<std::int64_t>(captions.size());
        for (std::int64_t from = 0; from < all; from += m_rowsAtOnce) {
            cancellationPoint();
            const std::int64_t rows = std::min(m_rowsAtOnce, all - from);
            std::vector<torch::Tensor> contexts;
            for (std::int64_t row = from; row < from + rows; ++row)
                contexts.push_back(contextOf(captions[static_cast<std::size_t>(row)]));
            said.push_back(
                m_predictor.predict(noisy.expand({ rows, -1, -1, -1 }).contiguous(), timestep, torch::cat(contexts)));
        }
        return torch::cat(said);
    }

private:
    /// Captions come again with every film and timestep.
    torch::Tensor contextOf(const std::string &caption)
    {
        constexpr std::size_t maximum = 2000; // At Stable Diffusion's size, half a gigabyte.
        if (m_contexts.size() >= maximum)
            m_contexts.clear();
        const auto found = m_contexts.find(caption);
        return found != m_contexts.end() ? found->second
                                         : m_contexts.emplace(caption, m_networks->encode(caption)).first->second;
    }

    std::unique_ptr<EditorNetworks> m_networks;
    UNetNoisePredictor m_predictor;
    std::int64_t m_rowsAtOnce = 1;
    std::map<std::string, torch::Tensor> m_contexts;
};

} // namespace

Result<LoadedListener> loadListener(
    const std::filesystem::path &modelFolder, Precision precision, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    return atTorchBorder("Loading the model", [&]() -> Result<LoadedListener> {
        CF_ASSIGN(const auto settings, readModelSettings(modelFolder));
        CF_ASSIGN(auto networks, loadNetworks(modelFolder, precision));
        if (networks->isPaired)
            return fail(ErrorCode::InvalidInput,
                "The model in " + modelFolder.string()
                    + " is given the source and an instruction; a probe asks text-to-image models, which are told "
                      "what a film shows.");
        LoadedListener loaded;
        loaded.imageSize = networks->description.imageSize;
        loaded.name = networks->description.name;
        loaded.sha256 = networks->description.sha256;
        if (settings.hasCard)
            loaded.grammar = networks->description.grammar;
        loaded.model = std::make_shared<FolderModel>(std::move(networks));
        return loaded;
    });
}

} // namespace cf
