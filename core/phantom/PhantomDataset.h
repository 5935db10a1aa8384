#pragma once

#include "core/base/Result.h"
#include "core/phantom/values/Abnormality.h"

#include <cstdint>
#include <vector>

namespace cf {

/// What one row of a data set of phantom pairs shows.
struct PhantomCase {
    std::vector<Abnormality> base; ///< Unrelated to `turned`: findings and devices are drawn independently.
    Abnormality turned; ///< Balanced over target, side and severity.
};

PhantomCase samplePhantomCase(std::uint64_t seed);

/// A random patient with random switches, and one switch turned; deterministic in the seed.
/// Errors: a size outside 64…4096.
Result<CounterfactualPair> samplePhantomPair(std::uint64_t seed, int size);

} // namespace cf
