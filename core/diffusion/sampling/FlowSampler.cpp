#include "core/diffusion/sampling/FlowSampler.h"

#include "core/diffusion/runtime/TorchBorder.h"
#include "core/diffusion/sampling/MaskTurn.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>

namespace cf {

namespace {

torch::Tensor masked(const torch::Tensor &change, const torch::Tensor &mask)
{
    return mask.defined() ? torch::where(mask == 0, torch::zeros_like(change), change * mask) : change;
}

/// σ of the variance-exploding scale, in which z = x/√ā.
double sigmaOf(double level)
{
    return std::sqrt((1.0 - level) / level);
}

} // namespace

Result<torch::Tensor> editFlow(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, const FlowSettings &settings, const NoiseSource &noise, const SamplingWatch &watch)
{
    return atTorchBorder("The edit", [&]() -> Result<torch::Tensor> {
        const torch::NoGradGuard noGradient;
        const int steps = grid.steps();
        const std::int64_t rows = source.size(0);
        const torch::Tensor context =
            torch::cat({ captions.source, captions.target, captions.source }).repeat_interleave(rows, 0);
        torch::Tensor change = torch::zeros_like(source);
        for (int done = 0; done < steps; ++done) {
            const auto k = static_cast<std::size_t>(steps - done);
            const double level = grid.levels[k], sigma = sigmaOf(level);
            // The last move ends at the clean level itself: σ 0, not the schedule's first.
            const double nextSigma = k == 1 ? 0.0 : sigmaOf(grid.levels[k - 1]);
            torch::Tensor slope = torch::zeros_like(source);
            for (int draw = 0; draw < settings.noisesPerStep; ++draw) {
                CF_TRY(watch.next("Editing", done, steps));
                const torch::Tensor shared = sigma * noise(source);
                const torch::Tensor from = std::sqrt(level) * (source + shared);
                const torch::Tensor to = std::sqrt(level) * (source + change + shared);
                const auto predicted = network.predict(torch::cat({ to, to, from }), grid.timesteps[k - 1], context);
                const auto away = predicted.narrow(0, 0, rows);
                slope += away + settings.guidance * (predicted.narrow(0, rows, rows) - away)
                    - predicted.narrow(0, 2 * rows, rows);
            }
            slope /= settings.noisesPerStep;
            if (watch.preview)
                watch.preview((source + masked(change - sigma * slope, settings.mask)).narrow(0, 0, 1));
            change = change + (nextSigma - sigma) * slope;
            if (maskActs(done, steps, settings.maskFrom))
                change = masked(change, settings.mask);
        }
        CF_TRY(watch.next("Editing", steps, steps));
        return source + change;
    });
}

Result<torch::Tensor> editVirtual(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, const FlowSettings &settings, bool slotEmpty, const NoiseSource &noise,
    EditControl *control, const SamplingWatch &watch)
{
    return atTorchBorder("The edit", [&]() -> Result<torch::Tensor> {
        const torch::NoGradGuard noGradient;
        const int steps = grid.steps();
        const torch::Tensor context =
            torch::cat({ slotEmpty ? captions.empty : captions.source, captions.source, captions.target });
        torch::Tensor change = torch::zeros_like(source);
        for (int done = 0; done < steps; ++done) {
            CF_TRY(watch.next("Editing", done, steps));
            const auto k = static_cast<std::size_t>(steps - done);
            const double level = grid.levels[k];
            const torch::Tensor shared = noise(source);
            const torch::Tensor from = noised(source, shared, level);
            const torch::Tensor to = noised(source + change, shared, level);
            if (control != nullptr)
                control->beginStep(done, { 1, { 2 } });
            const auto predicted =
                network.predict(torch::cat({ to, from, to }), grid.timesteps[k - 1], context, control);
            const auto away = predicted.narrow(0, 0, 1);
            const torch::Tensor guided = away + settings.guidance * (predicted.narrow(0, 2, 1) - away);
            // (x_T − x_S)/√ā is the change so far; the rest is what the two predictions differ by.
            change = change - sigmaOf(level) * (guided - predicted.narrow(0, 1, 1));
            if (control != nullptr)
                change = control->endStep(torch::cat({ source, source + change })).narrow(0, 1, 1) - source;
            change = masked(change, settings.mask);
            if (watch.preview)
                watch.preview(source + change);
        }
        CF_TRY(watch.next("Editing", steps, steps));
        return source + change;
    });
}

} // namespace cf
