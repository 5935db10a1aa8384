#pragma once

#include "core/base/Result.h"
#include "core/statistics/roc/RatedCases.h"

namespace cf {

/// Empirical area under the ROC curve: the chance that a positive is rated higher than a negative, ties half. Never
/// flipped: below 0.5 stays below.
struct AreaUnderCurve {
    std::size_t positives = 0;
    std::size_t negatives = 0;
    double area = 0.0;
    Number variance; ///< DeLong, DeLong and Clarke-Pearson (Biometrics 44:837, 1988).
    Estimate estimate; ///< With DeLong's error; normal interval clipped to 0…1.
    Number jackknifeError; ///< One case left out at a time, factor (N − 1)/N.
    Number unbiasedError; ///< U-statistic (Gallas, Acad Radiol 13:353, 2006); nothing where its variance is negative.
};

/// An error where one class has no case.
Result<AreaUnderCurve> areaUnderCurve(const RatedCases &cases, double confidence = usualConfidence);
/// The area alone, in O(n log n); both classes must have a case.
double areaValue(const RatedCases &cases);

/// Two areas from the same cases.
struct AreaComparison {
    double first = 0.0;
    double second = 0.0;
    Number firstVariance;
    Number secondVariance;
    Number covariance;
    Estimate difference; ///< first − second; DeLong's error, normal interval.
    Number z;
    Number p;
};
Result<AreaComparison> compareAreas(const PairedCases &cases, double confidence = usualConfidence);

/// Two areas from different cases: t with Satterthwaite's degrees of freedom.
struct UnpairedAreas {
    double first = 0.0;
    double second = 0.0;
    Estimate difference;
    Number t;
    Number degrees;
    Number p;
};
Result<UnpairedAreas> compareUnpairedAreas(
    const RatedCases &first, const RatedCases &second, double confidence = usualConfidence);

} // namespace cf
