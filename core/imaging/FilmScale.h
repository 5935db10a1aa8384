#pragma once

#include <algorithm>

namespace cf {

/// Pixels to one of a film whose longer side has 512, the size in which lengths on films are stated; at least 1.
inline double filmScale(int width, int height)
{
    return std::max(1.0, std::max(width, height) / 512.0);
}

} // namespace cf
