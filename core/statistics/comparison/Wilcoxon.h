#pragma once

#include "core/statistics/Estimate.h"

#include <cstddef>
#include <vector>

namespace cf {

/// One way to treat differences of 0.
struct SignedRankScore {
    Number z;
    Number p; ///< Normal, without correction for continuity.
    Number exactP; ///< All sign patterns given the ranks; up to 200 differences.
};

/// Wilcoxon's signed-rank test of paired differences (Biometrics Bulletin 1:80, 1945).
struct SignedRank {
    std::size_t count = 0;
    std::size_t zeros = 0;
    std::size_t used = 0; ///< Differences that are not 0.
    Number positive; ///< W+, zeros dropped.
    Number negative;
    Number correctedP; ///< Normal with corrections for ties and continuity, two-sided.
    Number correctedGreater;
    Number correctedLess;
    SignedRankScore dropped; ///< Zeros dropped (Wilcoxon).
    SignedRankScore ranked; ///< Zeros ranked, then dropped (Pratt, JASA 54:655, 1959).
    Number shift; ///< Hodges–Lehmann: median of all pairwise means.
    std::optional<Bounds> normalInterval; ///< Of the shift, by inverting the corrected normal test.
    std::optional<Bounds> exactInterval; ///< Where there are no ties and no zeros, below 50 differences.
    Number exactShift; ///< Beside it.
    Number rankBiserial; ///< (W+ − W−)/(W+ + W−).
    std::string reason;
};

SignedRank wilcoxonSignedRank(const std::vector<double> &differences, double confidence = usualConfidence);

/// Two-sided p: exact up to 25 differences without ties or zeros, else normal with correction for ties and continuity.
/// 1 where nothing differs.
double wilcoxonP(const std::vector<double> &differences);
/// The median of all pairwise means of the differences; 0 for none.
double hodgesLehmann(const std::vector<double> &differences);

/// Two independent groups (Mann and Whitney 1947).
struct MannWhitney {
    double u = 0.0; ///< Of the second group: how often it is greater; ties half.
    Number area; ///< u/(n0 n1).
    Number p; ///< Normal, corrected for ties.
    Number correctedP; ///< And for continuity.
    Number exactP; ///< All ways to divide the ranks, two-sided; up to 400 values.
    std::string reason;
};
MannWhitney mannWhitney(const std::vector<double> &first, const std::vector<double> &second);

} // namespace cf
