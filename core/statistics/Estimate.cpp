#include "core/statistics/Estimate.h"

#include <cmath>

namespace cf {

Number finite(double value)
{
    return std::isfinite(value) ? Number(value) : std::nullopt;
}

} // namespace cf
