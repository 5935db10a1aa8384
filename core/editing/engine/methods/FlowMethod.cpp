// The difference of two captions, integrated along noised copies of the source (arXiv 2412.08629); no inversion.

#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"

namespace cf {

namespace {

class FlowMethod final : public EditMethod
{
public:
    explicit FlowMethod(bool isPaired)
        : m_isPaired(isPaired)
    {
    }

    MethodDescription description() const override
    {
        // A paired network answers the caption without guidance; a text-to-image one needs to be led away.
        return { "flow", "Moves the source along the difference of the two captions; seeds give variety.", 15,
            { parameters::guidanceScale(m_isPaired ? 1.0 : 4.0), parameters::start(m_isPaired ? 1.0 : 0.85),
                { "noises_per_step", 1.0, 1.0, 64.0, "Noises averaged in each step; more is calmer and slower.", true },
                parameters::maskFrom(0.5) },
            true };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.schedule.levels(), input.steps, input.parameter("start"));
        FlowSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        settings.noisesPerStep = static_cast<int>(input.parameter("noises_per_step"));
        settings.mask = input.mask;
        settings.maskFrom = input.parameter("mask_from");
        CF_ASSIGN(auto latent,
            editFlow(network, grid, input.source.latent.expand({ input.request.seeds, -1, -1, -1 }),
                encodeCaptions(input), settings, input.noise, input.watch));
        return MethodOutput{ latent, {} };
    }

private:
    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makeFlowMethod(const EditorNetworks &networks)
{
    return std::make_unique<FlowMethod>(networks.isPaired);
}

} // namespace cf
