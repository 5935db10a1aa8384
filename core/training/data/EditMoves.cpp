#include "core/training/data/EditMoves.h"

#include "core/diffusion/sampling/TimeGrid.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

NoiseSchedule editSchedule()
{
    ScheduleConfig config;
    config.output = NetworkOutput::SourceResidual;
    return NoiseSchedule(config);
}

torch::Tensor editLatents(UNet2DConditionModel &unet, const NoiseSchedule &schedule, const torch::Tensor &source,
    const torch::Tensor &context, int moves)
{
    const TimeGrid grid = trailingGrid(schedule.levels(), moves);
    torch::Tensor noisy = torch::randn_like(source);
    torch::Tensor clean;
    for (int move = moves; move >= 1; --move) {
        const auto index = static_cast<std::size_t>(move);
        const torch::Tensor output = unet->forward(torch::cat({ noisy, source }, 1),
            torch::full({ source.size(0) }, grid.timesteps[index - 1], torch::kInt64), context);
        const CleanAndNoise said = schedule.read(output, noisy, grid.levels[index], source);
        clean = said.clean;
        noisy = noised(said.clean, said.noise, grid.levels[index - 1]);
    }
    return clean;
}

} // namespace cf
