#pragma once

#include "core/base/Image.h"
#include "core/editing/SeedSpread.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Radiograph.h"

#include <cstdint>
#include <vector>

namespace cf {

/// Mean, deviation and agreement of decoded edits. `edited`: one a seed, display grey at the square's size, two or
/// more; `reconstruction`: the source decoded; `region`: at the source's size, greater than 0 where the edit may change
/// it.
SeedSpread spreadOverSeeds(const Radiograph &source, const Letterbox &letterbox,
    const std::vector<std::uint64_t> &seeds, const std::vector<GreyImage> &edited, const GreyImage &reconstruction,
    const MaskImage &region);

} // namespace cf
