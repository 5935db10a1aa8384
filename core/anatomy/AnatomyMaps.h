#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Image.h"

namespace cf {

/// The outlines of a geometry filled: 1 inside, 0 outside. "Right" and "left" are the patient's.
struct AnatomyMaps {
    MaskImage lungRight;
    MaskImage lungLeft;
    MaskImage heart; ///< Between its right and its left border.
    MaskImage mediastinum; ///< All that lies between the lungs, heart included, where a row meets both.
};

/// Empty outlines give empty maps.
AnatomyMaps anatomyMaps(const ThoraxGeometry &geometry, int width, int height);

} // namespace cf
