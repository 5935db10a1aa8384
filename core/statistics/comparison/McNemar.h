#pragma once

#include "core/statistics/Estimate.h"

#include <cstdint>

namespace cf {

/// Paired yes-or-no outcomes.
struct PairedCounts {
    std::int64_t both = 0;
    std::int64_t onlyFirst = 0;
    std::int64_t onlySecond = 0;
    std::int64_t neither = 0;
};

/// McNemar's test (Psychometrika 12:153, 1947) and the difference that it tests.
struct McNemar {
    double exactP = 1.0; ///< Two-sided binomial over the discordant pairs; 1 without any.
    double midP = 1.0;
    Number chiSquared;
    Number chiSquaredP;
    Number corrected; ///< With correction for continuity; 0 where both counts are equal.
    Number correctedP;
    Estimate oddsRatio; ///< onlyFirst/onlySecond, exact conditional interval; its upper end may be infinite.
    Estimate difference; ///< Of the shares of yes, first − second; Wald.
    std::optional<Bounds> tango; ///< Score interval of the difference (Tango, Stat Med 17:891, 1998).
    std::string reason;
};

McNemar mcnemar(const PairedCounts &counts, double confidence = usualConfidence);

/// Two-sided exact p from the numbers of pairs with only one "yes".
double mcnemarP(int onlyFirst, int onlySecond);

} // namespace cf
