#pragma once

#include "core/diffusion/models/UNet.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"

#include <torch/types.h>

namespace cf {

/// The schedule of a network that edits by instruction: it says the residual.
NoiseSchedule editSchedule();

/// `moves` DDIM moves of a network that edits by instruction, from noise (torch's generator) to the edited latents.
/// source: [rows, channels, height, width]; context: [rows, tokens, width].
torch::Tensor editLatents(UNet2DConditionModel &unet, const NoiseSchedule &schedule, const torch::Tensor &source,
    const torch::Tensor &context, int moves);

} // namespace cf
