#pragma once

#include <array>
#include <cstdio>
#include <string>

namespace cf {

/// A number as reports and sentences show it: "0.55".
inline std::string twoPlaces(double value)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.2f", value);
    return text.data();
}

} // namespace cf
