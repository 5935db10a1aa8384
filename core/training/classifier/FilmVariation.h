#pragma once

#include "core/base/RandomStream.h"

#include <torch/types.h>

namespace cf {

/// [films, 1, size, size], grey 0…1, all changed alike, as films differ: ±7°, ±5 %, scale 0.92–1.08, grey curve
/// 0.8–1.25, contrast and brightness ±15 %, a little noise (from torch's generator); no mirroring, since sides matter.
torch::Tensor variedFilms(const torch::Tensor &films, RandomStream &stream);

} // namespace cf
