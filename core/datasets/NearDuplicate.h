#pragma once

#include <string>

namespace cf {

/// Two films that look alike and are not said to be one patient's, in different splits.
struct NearDuplicate {
    std::string film;
    std::string split;
    std::string other;
    std::string otherSplit;
    int distance = 0; ///< Bits of the appearance hash that differ, of 512.
    bool operator==(const NearDuplicate &) const = default;
};

} // namespace cf
