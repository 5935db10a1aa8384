// The new caption inside the mask, the source's own inversion outside (arXiv 2206.02779).

#include "core/diffusion/sampling/GuidedSampler.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"

namespace cf {

namespace {

class InpaintMethod final : public EditMethod
{
public:
    explicit InpaintMethod(bool isPaired)
        : m_isPaired(isPaired)
    {
    }

    MethodDescription description() const override
    {
        return { "inpaint", "Fills the brushed region anew from the caption; needs a mask.", 20,
            { parameters::guidanceScale(m_isPaired ? 1.0 : 7.5), parameters::start(1.0) } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        if (!input.mask.defined())
            return fail(ErrorCode::InvalidInput, "The method inpaint needs a mask: brush the region to be filled.");
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.schedule.levels(), input.steps, input.parameter("start"));
        const EditCaptions captions = encodeCaptions(input);
        KnownPart known;
        known.source = input.source.latent;
        CF_ASSIGN(known.inversion, invertedSource(input, network, grid, captions.source));
        InpaintSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        settings.mask = input.mask;
        const torch::Tensor start = noised(input.source.latent, input.noise(input.source.latent), grid.levels.back());
        CF_ASSIGN(auto latents, editInpaint(network, grid, start, known, captions, settings, input.noise, input.watch));
        return MethodOutput{ latents, {} };
    }

private:
    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makeInpaintMethod(const EditorNetworks &networks)
{
    return std::make_unique<InpaintMethod>(networks.isPaired);
}

} // namespace cf
