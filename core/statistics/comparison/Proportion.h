#pragma once

#include "core/statistics/Estimate.h"

#include <cstdint>

namespace cf {

/// Successes out of trials.
struct Proportion {
    std::int64_t successes = 0;
    std::int64_t trials = 0;
};

/// Score interval without continuity correction (Wilson, JASA 22:209, 1927). No value for 0 trials.
Estimate wilson(Proportion proportion, double confidence = usualConfidence);
/// Exact interval (Clopper and Pearson, Biometrika 26:404, 1934): never shorter than the stated confidence.
Estimate clopperPearson(Proportion proportion, double confidence = usualConfidence);
/// Adjusted Wald interval (Agresti and Coull, Am Stat 52:119, 1998), not clipped to 0…1.
Estimate agrestiCoull(Proportion proportion, double confidence = usualConfidence);

/// A proportion against a stated one. All probabilities are exact.
struct BinomialTest {
    double twoSided = 1.0; ///< Sum over all outcomes that are not more likely than the observed one.
    double less = 1.0;
    double greater = 1.0;
    double midLess = 1.0; ///< Half of the observed outcome's probability: less conservative.
    double midGreater = 1.0;
    Number z; ///< Normal score with the variance under the stated proportion; nothing where that has none, at 0 and 1.
};

/// Nothing for 0 trials or a stated proportion outside 0…1 (both excluded).
std::optional<BinomialTest> binomialTest(Proportion proportion, double stated);

} // namespace cf
