#pragma once

// Inside core/editing only.

#include "core/base/Image.h"

namespace cf {

/// What the level within `place` (0 or 1) lacks beside what surrounds it: display grey to be added, at the picture's
/// size, coarser than a rib, and not ending at the place's rim. Empty where it is little: what a network drew of ribs
/// is no shade, and stays.
GreyImage missingLevel(const GreyImage &picture, const MaskImage &place);

} // namespace cf
