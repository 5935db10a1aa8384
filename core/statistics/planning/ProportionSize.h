#pragma once

#include "core/base/Result.h"

#include <cstdint>

namespace cf {

/// What a test of a proportion shall find.
struct BinomialPlan {
    double stated = 0.5; ///< The proportion to be excluded (chance).
    double truth = 0.6; ///< The proportion that is expected.
    double power = 0.8;
    double alpha = 0.05;
    bool twoSided = true;
};

/// Independent answers that a proportion needs.
struct BinomialSize {
    double effect = 0.0; ///< Cohen's h.
    double arcsine = 0.0; ///< n by the arcsine transform (Cohen 1988), unrounded.
    std::int64_t rounded = 0; ///< Rounded up.
    double normal = 0.0; ///< n with the variance under each hypothesis, unrounded.
    std::int64_t exactFirst = 0; ///< First n at which the exact test has the power (power is a saw-tooth).
    std::int64_t exactSafe = 0; ///< n from which on the exact power never falls below it (up to 2n + 60).
    std::int64_t lowCritical = -1; ///< At `rounded`: reject at or below (−1: never).
    std::int64_t highCritical = -1; ///< Reject at or above (−1: never).
    double exactSizeAtRounded = 0.0;
    double exactPowerAtRounded = 0.0;
};

/// Refuses proportions outside 0…1, equal ones, and levels outside 0…1.
Result<BinomialSize> binomialSize(const BinomialPlan &plan);

/// What clustering makes of it: n (1 + (m − 1) ρ) (Kish 1965).
struct ClusteredSize {
    double effect = 1.0;
    double answers = 0.0;
    std::int64_t rounded = 0;
    std::int64_t clusters = 0;
};
/// `clusterSize` answers of one reader (or on one case) resemble each other by `correlation`.
ClusteredSize clusteredSize(double independent, double clusterSize, double correlation);

/// Answers in each of two groups, so that two proportions differ (normal).
double twoProportionSize(double first, double second, double power, double alpha, bool twoSided = true);

} // namespace cf
