#pragma once

#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// The six forms of Shrout and Fleiss (Psychological Bulletin 86:420, 1979).
enum class IccForm { OneSingle, TwoSingle, ThreeSingle, OneMean, TwoMean, ThreeMean };
/// "ICC(2,1)", "ICC(3,k)" …
const char *nameOf(IccForm form);

struct IntraclassCorrelation {
    std::size_t units = 0; ///< Complete ones.
    std::size_t readers = 0;
    Estimate icc; ///< Negative values stay negative.
    Number f; ///< Of ICC = 0.
    double numeratorDegrees = 0.0;
    double denominatorDegrees = 0.0;
    Number p;
};

/// Units with a missing answer are left out. (1,·) and (3,·) have exact F intervals, (2,1) Satterthwaite's, (2,k) the
/// Spearman–Brown transform of its ends.
IntraclassCorrelation intraclassCorrelation(const Ratings &ratings, IccForm form, double confidence = usualConfidence);

} // namespace cf
