#pragma once

#include <cstdint>

namespace cf {

struct RemovalSettings {
    double grain = 1.0; ///< Share of the grain that is put back where the network's answer lacks it.
    std::uint64_t grainSeed = 0;
};

} // namespace cf
