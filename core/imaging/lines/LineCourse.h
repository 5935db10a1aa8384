#pragma once

// Inside core/imaging only: what is asked of a line, or of a picture, at a point.

#include "core/base/Image.h"
#include "core/imaging/lines/LineTracing.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace cf {

/// The pixel that lies nearest to a point; beyond the border, the border's.
inline float nearestValue(const GreyImage &image, LinePoint point)
{
    const int x = std::clamp(static_cast<int>(std::lround(point.x)), 0, image.width - 1);
    const int y = std::clamp(static_cast<int>(std::lround(point.y)), 0, image.height - 1);
    return image.at(x, y);
}

/// Points to both sides over which a direction is taken: a step of one pixel knows eight directions only.
inline constexpr std::ptrdiff_t directionReach = 3;

/// Where a line runs to at its point `i`, of length 1.
inline LinePoint directionAt(const std::vector<LinePoint> &points, std::ptrdiff_t i)
{
    const LinePoint &from = points[static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, i - directionReach))];
    const LinePoint &to = points[static_cast<std::size_t>(std::min(std::ssize(points) - 1, i + directionReach))];
    const float length = std::max(1e-6F, std::hypot(to.x - from.x, to.y - from.y));
    return { (to.x - from.x) / length, (to.y - from.y) / length };
}

} // namespace cf
