#pragma once

#include "core/base/Result.h"
#include "core/statistics/roc/RatedCases.h"

namespace cf {

/// The binormal curve TPF = Φ(a − bζ), FPF = Φ(−ζ), by maximum likelihood over the ratings' categories
/// (Dorfman and Alf, J Math Psychol 6:487, 1969).
struct Binormal {
    double a = 0.0;
    double b = 1.0;
    Estimate area; ///< Φ(a/√(1 + b²)), delta method, normal interval clipped to 0…1.
    std::vector<double> thresholds;
    double negativeLogLikelihood = 0.0;
    double varianceA = 0.0;
    double varianceB = 0.0;
    double covariance = 0.0;
};

/// Refused where fewer than two operating points lie inside the ROC square: a and b cannot both be found then.
Result<Binormal> fitBinormal(const RatedCases &cases, double confidence = usualConfidence);

} // namespace cf
