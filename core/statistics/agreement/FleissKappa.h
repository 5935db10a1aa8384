#pragma once

#include "core/base/Result.h"
#include "core/statistics/agreement/Ratings.h"

namespace cf {

/// One category against all others.
struct FleissCategory {
    double level = 0.0;
    Number kappa = {};
    Number z = {};
    Number p = {};
};

/// Fleiss's kappa (Psychological Bulletin 76:378, 1971) with the null standard error of Fleiss, Nee and Landis (1979).
struct FleissKappa {
    std::size_t units = 0; ///< Complete ones.
    std::size_t readers = 0;
    Number kappa;
    Number nullStandardError;
    Number z;
    Number p;
    std::vector<FleissCategory> categories; ///< Those that were used.
    Number congerExact; ///< Conger (1980): chance from each reader's own margins.
    std::string reason;
};

/// Units with a missing answer are left out; an error where none is left. For an interval, and for missing answers,
/// see GwetCoefficients.h.
Result<FleissKappa> fleissKappa(const Ratings &ratings);

} // namespace cf
