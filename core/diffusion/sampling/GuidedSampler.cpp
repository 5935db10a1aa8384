#include "core/diffusion/sampling/GuidedSampler.h"

#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"

namespace cf {

namespace {

/// ε under classifier-free guidance for all rows at once; without the unconditional rows where they cannot matter.
torch::Tensor guidedNoise(NoisePredictor &network, const torch::Tensor &latents, std::int64_t timestep,
    const torch::Tensor &unconditional, const torch::Tensor &conditional, double guidance, AttentionControl *control)
{
    const std::int64_t rows = latents.size(0);
    const torch::Tensor away = unconditional.expand({ rows, -1, -1 });
    const auto noise =
        network.predict(torch::cat({ latents, latents }), timestep, torch::cat({ away, conditional }), control);
    const auto empty = noise.narrow(0, 0, rows);
    return empty + guidance * (noise.narrow(0, rows, rows) - empty);
}

/// Source and targets in the second half of the batch.
ControlRows conditionalRows(std::int64_t rows)
{
    ControlRows result{ rows, {} };
    for (std::int64_t row = 1; row < rows; ++row)
        result.targets.push_back(rows + row);
    return result;
}

void remember(std::vector<torch::Tensor> *trajectory, const torch::Tensor &latents)
{
    if (trajectory != nullptr)
        trajectory->push_back(latents.clone());
}

} // namespace

Result<torch::Tensor> sampleGuided(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &start,
    const torch::Tensor &conditional, const std::vector<torch::Tensor> &unconditional, const GuidedSettings &settings,
    EditControl *control, const SamplingWatch &watch)
{
    return atTorchBorder("The edit", [&]() -> Result<torch::Tensor> {
        const torch::NoGradGuard noGradient;
        const int steps = grid.steps();
        if (unconditional.size() != 1 && unconditional.size() != grid.timesteps.size())
            return fail(ErrorCode::Internal, "There must be one unconditional embedding, or one for each step.");
        const std::int64_t rows = conditional.size(0);
        torch::Tensor latents = start.expand({ rows, -1, -1, -1 }).clone();
        remember(settings.trajectory, latents);
        for (int done = settings.firstStep; done < steps; ++done) {
            CF_TRY(watch.next("Editing", done, steps));
            const auto k = static_cast<std::size_t>(steps - done);
            const auto &empty = unconditional[unconditional.size() == 1 ? 0 : static_cast<std::size_t>(done)];
            if (control != nullptr)
                control->beginStep(done, conditionalRows(rows));
            const torch::Tensor noise =
                guidedNoise(network, latents, grid.timesteps[k - 1], empty, conditional, settings.guidance, control);
            if (watch.preview)
                watch.preview(cleanEstimate(latents, noise, grid.levels[k]).narrow(0, rows - 1, 1));
            latents = ddimMove(latents, noise, grid.levels[k], grid.levels[k - 1]);
            if (settings.correct)
                latents = settings.correct(done, latents);
            if (control != nullptr)
                latents = control->endStep(latents);
            remember(settings.trajectory, latents);
        }
        CF_TRY(watch.next("Editing", steps, steps));
        return latents;
    });
}

Result<torch::Tensor> editSdEdit(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &source,
    const EditCaptions &captions, double guidance, const NoiseSource &noise, const SamplingWatch &watch)
{
    torch::Tensor start;
    CF_TRY(atTorchBorder("The edit", [&]() -> Result<> {
        start = noised(source, noise(source), grid.levels.back());
        return {};
    }));
    GuidedSettings settings;
    settings.guidance = guidance;
    return sampleGuided(network, grid, start, captions.target, { captions.empty }, settings, nullptr, watch);
}

Result<torch::Tensor> editInpaint(NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &start,
    const KnownPart &known, const EditCaptions &captions, const InpaintSettings &settings, const NoiseSource &noise,
    const SamplingWatch &watch)
{
    if (!settings.mask.defined())
        return fail(ErrorCode::InvalidInput, "The method inpaint needs a mask: brush the region to be filled.");
    if (!known.inversion.empty() && known.inversion.size() != grid.levels.size())
        return fail(ErrorCode::Internal, "The stored inversion does not belong to this grid.");
    GuidedSettings guided;
    guided.guidance = settings.guidance;
    guided.firstStep = settings.firstStep;
    guided.trajectory = settings.trajectory;
    guided.correct = [&](int step, torch::Tensor latents) {
        const auto after = static_cast<std::size_t>(grid.steps() - step - 1);
        const auto level = known.level == KnownPart::Level::AfterMove ? after : after + 1;
        torch::Tensor outside = known.inversion.empty() ? known.source : known.inversion[level];
        if (known.inversion.empty() && (level > 0 || !known.endsClean))
            outside = noised(known.source, noise(known.source), grid.levels[level]);
        return torch::where(settings.mask == 0, outside, latents * settings.mask + (1.0 - settings.mask) * outside);
    };
    return sampleGuided(network, grid, start, captions.target, { captions.empty }, guided, nullptr, watch);
}

} // namespace cf
