#pragma once

#include "core/anatomy/ThoraxGeometry.h"

namespace cf {

/// The cardiothoracic ratio by the landmarks: greatest widths of heart and chest. 0 without them.
double cardiothoracicRatio(const ThoraxGeometry &geometry);

} // namespace cf
