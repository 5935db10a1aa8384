#pragma once

#include "core/imaging/Windowing.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace cf {

/// `DisplayMap::storedFor` for whole images: sorts the map once, so that a pixel costs a binary search instead of a
/// walk through every stored value.
class StoredLookup
{
public:
    explicit StoredLookup(const DisplayMap &map);

    /// The stored value whose grey comes nearest to `grey`; of several the lowest, as `DisplayMap::storedFor` says.
    std::int32_t storedFor(double grey) const;

private:
    std::vector<std::pair<float, std::int32_t>> m_byGrey; ///< Rising; each grey once, with its lowest stored value.
};

} // namespace cf
