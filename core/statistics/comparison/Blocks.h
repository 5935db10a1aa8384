#pragma once

#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// Two treatments of a block design against each other.
struct TreatmentPair {
    std::size_t first = 0;
    std::size_t second = 0;
    double p = 1.0;
    double corrected = 1.0; ///< Holm over all pairs.
};

/// A test over blocks (cases) of whether treatments (methods, readers) differ.
struct BlockTest {
    std::size_t blocks = 0; ///< Complete ones.
    std::size_t treatments = 0;
    Number statistic;
    double degrees = 0.0;
    Number p;
    Number concordance; ///< Kendall's W.
    std::vector<double> meanRanks;
    std::vector<TreatmentPair> pairs;
    std::string reason;
};

/// Friedman (JASA 32:675, 1937), corrected for ties; pairs by Wilcoxon's signed-rank test (normal, corrected for
/// continuity). Rows are blocks, columns treatments; blocks with a missing value are left out.
BlockTest friedman(const Ratings &blocks);
/// Cochran's Q (Biometrika 37:256, 1950) of 0/1 outcomes; pairs by exact McNemar.
BlockTest cochranQ(const Ratings &blocks);

/// Kendall's coefficient of concordance of readers who rank units, corrected for ties.
struct KendallW {
    std::size_t units = 0;
    std::size_t readers = 0;
    Number w;
    Number chiSquared;
    double degrees = 0.0;
    Number p;
    std::string reason;
};
/// Rows are units, columns readers.
KendallW kendallW(const Ratings &ratings);

} // namespace cf
