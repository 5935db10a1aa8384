#include "core/insertion/findings/CardiothoracicRatio.h"

#include <algorithm>

namespace cf {

double cardiothoracicRatio(const ThoraxGeometry &geometry)
{
    if (geometry.lungLeft.empty() || geometry.lungRight.empty() || geometry.heartLeft.empty()
        || geometry.heartRight.empty())
        return 0.0;
    const double chest =
        std::ranges::max(geometry.lungLeft, {}, &Point::x).x - std::ranges::min(geometry.lungRight, {}, &Point::x).x;
    const double heart =
        std::ranges::max(geometry.heartLeft, {}, &Point::x).x - std::ranges::min(geometry.heartRight, {}, &Point::x).x;
    return chest > 0.0 ? heart / chest : 0.0;
}

} // namespace cf
