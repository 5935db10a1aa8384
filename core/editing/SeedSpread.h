#pragma once

#include "core/base/Image.h"

#include <cstdint>
#include <vector>

namespace cf {

/// How much an edit depends on its seed: the same request under several seeds, at the source's size. Taken
/// from the model's own changes, before grain is laid on, which varies with the seed by design.
struct SeedSpread {
    std::vector<std::uint64_t> seeds;
    GreyImage meanChange; ///< Mean of counterfactual minus source, in stored units.
    GreyImage deviation; ///< Standard deviation over the seeds (of the sample: n − 1), in stored units.
    /// 0 … 1: share of the seeds whose change exceeds the noise floor with the sign of the mean change. 0.75 and
    /// above count as agreed.
    GreyImage agreement;
    double noiseFloor = 0.0; ///< In display grey, of the smoothed changes.
    double meanDeviation = 0.0; ///< Stored units, over the region of the change.
    double largestDeviation = 0.0; ///< Stored units: the 99.5th percentile there.
    /// Area agreed upon over the area that any seed changed: 1 where all seeds change the same place the same way;
    /// 0 where no seed changes anything.
    double regionAgreement = 0.0;
};

} // namespace cf
