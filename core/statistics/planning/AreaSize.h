#pragma once

#include "core/base/Result.h"
#include "core/statistics/roc/RatedCases.h"

namespace cf {

struct AreaCounts {
    double positives = 0.0; ///< Unrounded.
    double negatives = 0.0;
};

/// Cases for an area under the curve that differs from 0.5, two-sided (Obuchowski, Radiology 203:867... variance of
/// the binormal model; null variance 0.0792(1 + 1/ratio)). `negativesPerPositive` > 0.
Result<AreaCounts> areaSize(double area, double power, double alpha, double negativesPerPositive);
/// The power of such a study.
Result<double> areaPower(double area, const AreaCounts &counts, double alpha);

/// Variances and covariance of two areas of the same cases, from a pilot.
enum class PilotVariance {
    DeLong,
    Binormal, ///< Obuchowski and McClish (Stat Med 16:1529, 1997), from a straight line in normal deviates.
};
/// Cases for the difference of two readers or methods that the pilot shows, in its ratio of negatives to positives.
Result<AreaCounts> twoAreaSize(const PairedCases &pilot, PilotVariance variance, double power, double alpha);
/// The power of a study as large as the pilot.
Result<double> twoAreaPower(const PairedCases &pilot, PilotVariance variance, double alpha);

} // namespace cf
