#pragma once

// Inside core/editing only: the remover network on pictures of any size.

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/diffusion/models/Remover.h"
#include "core/editing/engine/removal/RemovalSettings.h"
#include "core/jobs/JobContext.h"
#include "core/language/PromptLanguage.h"

#include <cstdint>
#include <vector>

namespace cf {

/// What the network is told of these instructions: 1 for each kind that it knows, [1, kinds].
torch::Tensor kindsOf(const Remover &network, const std::vector<EditInstruction> &edits);

/// True where every instruction removes something that the network was taught to remove.
bool canRemove(const Remover &network, const std::vector<EditInstruction> &edits);

/// The change, in display grey at the picture's own size, that takes away what lies under `mask` (greater than 0): 0
/// wherever the mask is 0. A large film is first seen small, as a whole chest, which removes what is smooth or wide;
/// then at its own pixels, in overlapping tiles, which removes the edges that are left. Throws what LibTorch throws.
/// Errors: Cancelled.
Result<GreyImage> removalChange(Remover &network, const GreyImage &picture, const MaskImage &mask,
    const torch::Tensor &kinds, const RemovalSettings &settings, const JobContext &job);

} // namespace cf
