#include "core/diffusion/sampling/DirectSampler.h"

#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/sampling/MaskTurn.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

Result<> check(const TimeGrid &grid, const std::vector<torch::Tensor> &inversion, const DirectSettings &settings)
{
    if (inversion.size() != grid.timesteps.size() + 1)
        return fail(ErrorCode::Internal,
            "The stored inversion has " + std::to_string(inversion.size()) + " latents; its grid asks for "
                + std::to_string(grid.timesteps.size() + 1) + ".");
    if (settings.mask.defined() && settings.mask.sizes().slice(2) != inversion.front().sizes().slice(2))
        return fail(ErrorCode::InvalidInput, "The mask has another size than the latent.");
    return {};
}

struct StepNoise {
    torch::Tensor target; ///< With guidance.
    torch::Tensor source;
};

/// One network call on rows [guidance,] source, target.
class DirectStep
{
public:
    DirectStep(
        NoisePredictor &network, const EditCaptions &captions, const DirectSettings &settings, EditControl *control)
        : m_network(network)
        , m_captions(captions)
        , m_settings(settings)
        , m_control(control)
    {
    }

    StepNoise predict(
        int step, std::int64_t timestep, const torch::Tensor &source, const torch::Tensor &target, bool guided) const
    {
        if (m_control != nullptr)
            m_control->beginStep(step, guided ? ControlRows{ 1, { 2 } } : ControlRows{ 0, { 1 } });
        if (!guided) {
            const auto noise = m_network.predict(torch::cat({ source, target }), timestep,
                torch::cat({ m_captions.source, m_captions.target }), m_control);
            return { noise.narrow(0, 1, 1), noise.narrow(0, 0, 1) };
        }
        const torch::Tensor &slot =
            m_settings.slot == DirectSettings::Slot::Source ? m_captions.source : m_captions.empty;
        const auto noise = m_network.predict(torch::cat({ target, source, target }), timestep,
            torch::cat({ slot, m_captions.source, m_captions.target }), m_control);
        const auto away = noise.narrow(0, 0, 1);
        return { away + m_settings.guidance * (noise.narrow(0, 2, 1) - away), noise.narrow(0, 1, 1) };
    }

private:
    NoisePredictor &m_network;
    const EditCaptions &m_captions;
    const DirectSettings &m_settings;
    EditControl *m_control;
};

/// The deviation of the target from the stored source after the move from `from` to `to`.
torch::Tensor nextDeviation(const torch::Tensor &deviation, const StepNoise &noise, const torch::Tensor &source,
    const torch::Tensor &nextSource, double from, double to, const DirectSettings &settings)
{
    if (settings.offset == DirectSettings::Offset::None)
        return ddimMove(source + deviation, noise.target, from, to) - nextSource;
    const double variance = (1.0 - to) / (1.0 - from) * (1.0 - from / to); // Of the stochastic move's noise.
    const double kept = std::max(0.0, 1.0 - to - settings.eta * settings.eta * variance);
    const double factor = std::sqrt(kept) - std::sqrt(to * (1.0 - from) / from);
    return std::sqrt(to / from) * deviation + factor * (noise.target - noise.source);
}

} // namespace

std::vector<torch::Tensor> noisedCopies(
    const TimeGrid &grid, const torch::Tensor &source, const std::vector<torch::Tensor> &noise)
{
    std::vector<torch::Tensor> copies{ source };
    for (std::size_t k = 1; k < grid.levels.size(); ++k)
        copies.push_back(noised(source, noise[k - 1], grid.levels[k]));
    return copies;
}

Result<torch::Tensor> editDirect(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const EditCaptions &captions, const DirectSettings &settings,
    EditControl *control, const SamplingWatch &watch)
{
    return atTorchBorder("The edit", [&]() -> Result<torch::Tensor> {
        const torch::NoGradGuard noGradient;
        CF_TRY(check(grid, inversion, settings));
        const DirectStep step(network, captions, settings, control);
        const int steps = grid.steps();
        torch::Tensor deviation = torch::zeros_like(inversion.back());
        for (int done = 0; done < steps; ++done) {
            CF_TRY(watch.next("Editing", done, steps));
            const auto k = static_cast<std::size_t>(steps - done);
            const double place = static_cast<double>(done) / steps;
            const bool guided =
                settings.guidance != 1.0 && place >= settings.guidanceFirst && place < settings.guidanceLast;
            const torch::Tensor target = inversion[k] + deviation;
            const StepNoise noise = step.predict(done, grid.timesteps[k - 1], inversion[k], target, guided);
            if (watch.preview)
                watch.preview(cleanEstimate(target, noise.target, grid.levels[k]));
            deviation = nextDeviation(
                deviation, noise, inversion[k], inversion[k - 1], grid.levels[k], grid.levels[k - 1], settings);
            if (control != nullptr) {
                const torch::Tensor blended =
                    control->endStep(torch::cat({ inversion[k - 1], inversion[k - 1] + deviation }));
                deviation = blended.narrow(0, 1, 1) - inversion[k - 1];
            }
            if (settings.mask.defined() && maskActs(done, steps, settings.maskFrom))
                deviation = torch::where(settings.mask == 0, torch::zeros_like(deviation), deviation * settings.mask);
        }
        CF_TRY(watch.next("Editing", steps, steps));
        return inversion.front() + deviation;
    });
}

} // namespace cf
