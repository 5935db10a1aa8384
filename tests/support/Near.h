#pragma once

#include <cmath>
#include <optional>

namespace cf {

inline bool near(std::optional<double> value, double wanted, double tolerance = 1e-9)
{
    return value && std::abs(*value - wanted) <= tolerance;
}

} // namespace cf
