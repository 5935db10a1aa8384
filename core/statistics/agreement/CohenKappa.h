#pragma once

#include "core/statistics/agreement/CategoryWeights.h"
#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// Cohen's kappa of two readers.
struct CohenKappa {
    double units = 0.0;
    Number observed; ///< Weighted agreement.
    Number expected; ///< Weighted agreement by chance.
    Estimate kappa; ///< Standard error of Fleiss, Cohen and Everitt (1969), normal interval, not clipped.
    Number nullStandardError; ///< Under kappa = 0.
    Number z;
    Number p; ///< Two-sided, of kappa = 0.
};

/// Rows: first reader, columns: second reader; counts.
CohenKappa cohenKappa(const SquareTable &counts, WeightKind weights, double confidence = usualConfidence);
/// `levels` is the study's whole scale, not what was seen; pairs with a missing answer are left out.
CohenKappa cohenKappa(
    const Ratings &pair, const std::vector<double> &levels, WeightKind weights, double confidence = usualConfidence);

/// Mean of Cohen's unweighted kappa over all pairs of readers (Light, Psychological Bulletin 76:365, 1971).
/// Units with a missing answer are left out. Nothing where a pair has none.
Number lightKappa(const Ratings &ratings, const std::vector<double> &levels);

} // namespace cf
