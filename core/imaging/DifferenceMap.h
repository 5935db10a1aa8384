#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"

#include <cstdint>

namespace cf {

/// Counterfactual minus original in stored units, signed and never wrapped.
struct DifferenceMap {
    StoredImage values;
    double noiseFloor = 0.0; ///< Stored units; smaller differences are not shown as changes.
    double range = 1.0; ///< Stored units at the ends of a symmetric colour scale: the 99.5th percentile of |difference|
                        ///< over changed pixels, at least 1.
    std::int64_t changed = 0; ///< Number of values that differ at all.

    /// −1…1: place on a signed colour scale; 0 below the noise floor.
    double position(int x, int y) const;
};

/// Errors: InvalidInput when the sizes differ.
Result<DifferenceMap> differenceMap(
    const StoredImage &original, const StoredImage &counterfactual, double noiseFloor = 0.0);

} // namespace cf
