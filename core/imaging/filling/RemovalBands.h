#pragma once

#include "core/base/Image.h"

#include <cstdint>
#include <vector>

namespace cf {

/// What lies bright on a picture, by its width: the parts of white top-hats (Serra 1982) between one radius, in pixels,
/// and the next, and last what stands above the surroundings of `mask` beyond them. Each is 0 or negative, what would
/// be added to the picture to take that part away; their sum takes away all that is bright. In the picture's units; at
/// least one radius, ascending. Pictures of one size.
std::vector<GreyImage> removalBands(
    const GreyImage &picture, const MaskImage &mask, const std::vector<std::int64_t> &radii);

/// The picture with what `mask` covers (greater than 0) replaced by what surrounds it, smoothly.
GreyImage filledFromAround(const GreyImage &picture, const MaskImage &mask);

} // namespace cf
