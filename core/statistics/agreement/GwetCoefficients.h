#pragma once

#include "core/statistics/agreement/CategoryWeights.h"
#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// Coefficients of one family: (pa − pe)/(1 − pe). They differ in what agreement by chance is.
enum class ChanceModel {
    None, ///< Percent agreement: pe = 0.
    Gwet, ///< AC1 with identity weights, AC2 with others.
    Fleiss, ///< Fleiss' generalised kappa (Scott's pi).
    Conger, ///< From each reader's own margins.
    BrennanPrediger, ///< All categories alike.
    Krippendorff, ///< Alpha for categories, with Gwet's standard error.
};

struct ChanceCorrected {
    std::size_t units = 0; ///< With one answer or more.
    Number observed; ///< pa, over units with two answers or more.
    Number expected; ///< pe.
    Estimate coefficient; ///< Interval: Student's t with units − 1 degrees of freedom, upper end clipped at 1.
    Number p; ///< Two-sided, of coefficient = 0.
};

/// Gwet, Handbook of Inter-Rater Reliability (4th ed., 2014), chapters 2, 4, 5: all answers are used, units without
/// any are left out. `levels` is the study's whole scale, ascending.
ChanceCorrected chanceCorrected(const Ratings &ratings, const std::vector<double> &levels, WeightKind weights,
    ChanceModel model, double confidence = usualConfidence);

} // namespace cf
