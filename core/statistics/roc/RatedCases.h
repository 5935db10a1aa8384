#pragma once

#include "core/statistics/Estimate.h"

#include <vector>

namespace cf {

/// Ratings of cases whose truth is known; higher means "positive".
struct RatedCases {
    std::vector<double> positive;
    std::vector<double> negative;
    bool hasBoth() const { return !positive.empty() && !negative.empty(); }
};

/// Splits by truth; cases without a rating are left out. Both lists have one length.
RatedCases ratedCases(const std::vector<bool> &truth, const std::vector<Number> &ratings);

/// Ratings of the same cases by two readers or methods; a case belongs to both.
struct PairedCases {
    RatedCases first;
    RatedCases second;
};
/// Cases without both ratings are left out.
PairedCases pairedCases(
    const std::vector<bool> &truth, const std::vector<Number> &first, const std::vector<Number> &second);

/// How a positive compares with a negative: 1 higher, ½ equal, 0 lower.
inline double wins(double positive, double negative)
{
    return positive > negative ? 1.0 : positive == negative ? 0.5 : 0.0;
}

} // namespace cf
