#pragma once

#include "core/statistics/roc/RatedCases.h"

namespace cf {

/// One operating point; a case is called positive where its rating exceeds the threshold.
struct RocPoint {
    double falsePositive = 0.0;
    double truePositive = 0.0;
    double threshold = 0.0; ///< Halfway between neighbouring ratings; infinite at both ends.
};

/// The empirical curve from (0, 0) to (1, 1), one point for each distinct rating. Empty where a class has no case.
std::vector<RocPoint> rocCurve(const RatedCases &cases);

/// The points with the largest sensitivity + specificity − 1 (Youden 1950), ties included, by ascending threshold.
struct YoudenPoints {
    Number index; ///< Nothing where a class has no case.
    std::vector<RocPoint> points;
    std::string reason;
};
YoudenPoints youden(const RatedCases &cases);

/// Which axis a partial area is cut along.
enum class PartialAxis { Specificity, Sensitivity };

/// Area of the exact polyline over specificities (or sensitivities) from…to, not normalised.
struct PartialArea {
    Number area; ///< Nothing where a class has no case.
    Number corrected; ///< (1 + (A − min)/(max − min))/2 (McClish, Med Decis Making 9:190, 1989); nothing if A < min.
    std::string reason;
};
/// 0 ≤ from < to ≤ 1.
PartialArea partialArea(const RatedCases &cases, PartialAxis axis, double from, double to);

} // namespace cf
