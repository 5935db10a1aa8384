#pragma once

#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// Limits of agreement of two measurements (Bland and Altman, Lancet 327:307, 1986).
struct BlandAltman {
    std::size_t pairs = 0;
    Estimate bias; ///< Mean of first − second, Student's t interval.
    Number deviation; ///< Standard deviation of the differences.
    Estimate lower; ///< bias − 1.96 SD; standard error s·√(3/n).
    Estimate upper;
    Number exactLimitError; ///< √(s²(1/n + z²/(2(n − 1)))) (Bland and Altman 1999).
};

/// Pairs with a missing value are left out.
BlandAltman blandAltman(const Ratings &pair, double multiplier = 1.96, double confidence = usualConfidence);

} // namespace cf
