#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"

#include <cstdint>

namespace cf {

/// Counterfactual minus original in stored units, signed and never wrapped.
struct DifferenceMap {
    StoredImage values;
    double noiseFloor = 0.0; ///< Stored units, of `noiseFloorOf`; smaller differences are not shown as changes.
    double minVisible = 0.0; ///< Stored units that make five grey levels of 255: less hardly stands out of grain.
    double range = 1.0; ///< Stored units at the ends of a symmetric colour scale: the 95th percentile of |difference|
                        ///< over changed pixels, at least 1, three noise floors, or three times `minVisible`, so
                        ///< that hardly any change never fills the scale.
    double largest = 0.0; ///< Largest |difference|.
    std::int64_t changed = 0; ///< Number of values that differ at all.
    int screenSign = 1; ///< −1 where a larger stored value is darker on the screen.

    /// −1 (darker on the screen) … 1 (brighter): place on a signed colour scale; 0 below the noise floor.
    double position(int x, int y) const;
    /// No value reaches three noise floors, nor what can be seen.
    bool showsHardlyAnyChange() const;
};

/// Of stored values alone: `minVisible` is 0 and larger values count as brighter. Errors: InvalidInput when the sizes
/// differ.
Result<DifferenceMap> differenceMap(
    const StoredImage &original, const StoredImage &counterfactual, double noiseFloor = 0.0);

/// The same, as `original` is displayed.
Result<DifferenceMap> differenceMap(
    const Radiograph &original, const StoredImage &counterfactual, double noiseFloor = 0.0);

/// What rebuilding alone changes, in stored units: the 95th percentile of |source − rebuilt| over all values that are
/// image. The one noise floor of a film and a model, whatever is edited. 0 where the sizes differ or nothing was
/// rebuilt.
double noiseFloorOf(const Radiograph &source, const StoredImage &rebuilt);

/// +1 where a larger stored value is brighter as `radiograph` is displayed, −1 where it is darker (MONOCHROME1, an
/// inverse Presentation LUT, a falling look-up table).
int screenSignOf(const Radiograph &radiograph);

} // namespace cf
