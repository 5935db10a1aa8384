#include "core/diffusion/inversion/NullTextInversion.h"

#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"

namespace cf {

namespace {

/// One outer step: the sample at level k is to land on `goal`.
struct OuterStep {
    const TimeGrid &grid;
    std::size_t k;
    torch::Tensor sample;
    torch::Tensor conditional; ///< ε under the caption; the same for all inner steps.
    torch::Tensor goal;

    torch::Tensor move(const torch::Tensor &unconditional, double guidance) const
    {
        const torch::Tensor noise = unconditional + guidance * (conditional - unconditional);
        return ddimMove(sample, noise, grid.levels[k], grid.levels[k - 1]);
    }
};

/// Improves `embedding` in place; the row of losses, each from before its update, goes to `losses`.
Result<> optimise(NoisePredictor &network, const OuterStep &step, torch::Tensor &embedding, int outer,
    const NullTextSettings &settings, NullText &result, const SamplingWatch &watch)
{
    const torch::AutoGradMode gradients(true);
    embedding = embedding.detach().clone().set_requires_grad(true);
    torch::optim::Adam adam({ embedding }, torch::optim::AdamOptions(settings.learningRate * (1.0 - outer / 100.0)));
    const int steps = step.grid.steps();
    for (int inner = 0; inner < settings.innerSteps; ++inner) {
        CF_TRY(watch.next("Null-text inversion", outer * settings.innerSteps + inner, steps * settings.innerSteps));
        const torch::Tensor unconditional = network.predict(step.sample, step.grid.timesteps[step.k - 1], embedding);
        const torch::Tensor loss = torch::mse_loss(step.move(unconditional, settings.guidance), step.goal);
        // Only the embedding is asked for: frozen or not, no gradient of a weight is formed.
        const torch::Tensor gradient = torch::autograd::grad({ loss }, { embedding }).front();
        if (!result.firstGradient.defined())
            result.firstGradient = gradient.clone();
        embedding.mutable_grad() = gradient;
        adam.step();
        result.losses.back().push_back(loss.item<double>());
        if (result.losses.back().back() < settings.stopLoss + outer * 2e-5)
            break;
    }
    embedding = embedding.detach();
    return {};
}

} // namespace

Result<NullText> invertNullText(NoisePredictor &network, const TimeGrid &grid,
    const std::vector<torch::Tensor> &inversion, const torch::Tensor &caption, const torch::Tensor &empty,
    const NullTextSettings &settings, const SamplingWatch &watch)
{
    return atTorchBorder("The null-text inversion", [&]() -> Result<NullText> {
        const torch::NoGradGuard noGradient;
        if (inversion.size() != grid.levels.size())
            return fail(ErrorCode::Internal, "The stored inversion does not belong to this grid.");
        NullText result;
        torch::Tensor sample = inversion.back();
        torch::Tensor embedding = empty;
        for (int outer = 0; outer < grid.steps(); ++outer) {
            CF_TRY(watch.next("Null-text inversion", outer * settings.innerSteps, grid.steps() * settings.innerSteps));
            const auto k = static_cast<std::size_t>(grid.steps() - outer);
            const std::int64_t timestep = grid.timesteps[k - 1];
            const OuterStep step{ grid, k, sample, network.predict(sample, timestep, caption), inversion[k - 1] };
            result.losses.emplace_back();
            CF_TRY(optimise(network, step, embedding, outer, settings, result, watch));
            result.embeddings.push_back(embedding);
            sample = step.move(network.predict(sample, timestep, embedding), settings.guidance);
        }
        return result;
    });
}

} // namespace cf
