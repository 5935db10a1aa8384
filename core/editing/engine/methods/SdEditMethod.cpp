// The generic Stable Diffusion baseline (arXiv 2108.01073): noise the source, denoise it with the new caption.

#include "core/diffusion/sampling/GuidedSampler.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

namespace {

class SdEditMethod final : public EditMethod
{
public:
    explicit SdEditMethod(bool isPaired)
        : m_isPaired(isPaired)
    {
    }

    MethodDescription description() const override
    {
        return { "sdedit", "Noises the source and denoises it with the new caption; the generic baseline.", 20,
            { parameters::guidanceScale(m_isPaired ? 1.0 : 7.5),
                { "strength", 0.65, 0.01, 1.0, "Share of noise that is laid on the film; more changes more." } } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.schedule.levels(), input.steps, input.parameter("strength"));
        CF_ASSIGN(auto latent,
            editSdEdit(network, grid, input.source.latent, encodeCaptions(input), input.parameter("guidance_scale"),
                input.noise, input.watch));
        if (input.mask.defined())
            latent = torch::where(input.mask > 0, latent, input.source.latent);
        return MethodOutput{ latent, {} };
    }

private:
    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makeSdEditMethod(const EditorNetworks &networks)
{
    return std::make_unique<SdEditMethod>(networks.isPaired);
}

} // namespace cf
