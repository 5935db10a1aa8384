#include "core/diffusion/inversion/DdimInversion.h"

#include "core/diffusion/runtime/Torch.h"
#include "core/diffusion/runtime/TorchBorder.h"

namespace cf {

Result<std::vector<torch::Tensor>> invertDdim(NoisePredictor &network, const TimeGrid &grid,
    const torch::Tensor &source, const torch::Tensor &caption, const DdimInversionSettings &settings,
    const SamplingWatch &watch)
{
    return atTorchBorder("The inversion", [&]() -> Result<std::vector<torch::Tensor>> {
        constexpr double settled = 1e-2;
        const torch::NoGradGuard noGradient;
        const int steps = grid.steps();
        std::vector<torch::Tensor> latents{ source };
        for (int step = 0; step < steps; ++step) {
            const auto k = static_cast<std::size_t>(step);
            const torch::Tensor &from = latents.back();
            torch::Tensor next = from;
            for (int iteration = 0; iteration <= settings.fixedPointIterations; ++iteration) {
                CF_TRY(watch.next("Inverting", step, steps));
                // The noise is looked up at the noisy side's timestep; its latent is only known by iteration.
                const torch::Tensor noise = network.predict(next, grid.timesteps[k], caption);
                const torch::Tensor moved = ddimMove(from, noise, grid.levels[k], grid.levels[k + 1]);
                const double change = ((moved - next).norm() / moved.norm()).item<double>();
                next = moved;
                if (iteration > 0 && change < settled)
                    break;
            }
            latents.push_back(next);
        }
        CF_TRY(watch.next("Inverting", steps, steps));
        return latents;
    });
}

} // namespace cf
