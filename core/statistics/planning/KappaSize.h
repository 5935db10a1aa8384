#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <vector>

namespace cf {

/// What a kappa of `cases` answers will look like: √(po(1 − po)/(n(1 − pe)²)) (Cohen 1960).
struct KappaPrecision {
    double kappa = 0.0;
    double standardError = 0.0;
    double halfWidth = 0.0;
};
KappaPrecision kappaPrecision(double cases, double observed, double expected, double confidence = 0.95);
/// Cases for an interval no wider than ± `halfWidth`.
std::int64_t casesForKappaWidth(double observed, double expected, double halfWidth, double confidence = 0.95);

struct KappaTest {
    double expectedKappa = 0.7; ///< k1
    double statedKappa = 0.5; ///< k0
    double alpha = 0.05;
    double power = 0.8;
    bool twoSided = false;
};
struct KappaSize {
    std::int64_t cases = 0;
    bool possible = true; ///< False where no table of answers with these rates has such a kappa: choose other values.
};
/// Cases that distinguish two readers' kappa of a yes-or-no answer from the stated one (Cantor, Psychol Methods 1:150,
/// 1996). Rates: how often each says yes.
Result<KappaSize> kappaSize(double firstRate, double secondRate, const KappaTest &test);
/// The same for more categories with equal margins, with the least favourable table (Flack et al., Psychometrika
/// 53:321, 1988). Refuses values that no table has.
Result<KappaSize> kappaSize(const std::vector<double> &margins, const KappaTest &test);

} // namespace cf
