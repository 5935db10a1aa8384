#pragma once

#include "core/base/Result.h"
#include "core/statistics/readers/ObuchowskiRockette.h"

namespace cf {

/// Obuchowski–Rockette components of two tests, from a pilot or entered.
struct PilotComponents {
    double cases = 0.0; ///< Of the pilot; errors shrink with pilot cases/planned cases.
    double varianceTestReader = 0.0; ///< Negative counts as 0.
    double errorVariance = 0.0;
    double cov1 = 0.0;
    double cov2 = 0.0;
    double cov3 = 0.0;
};
/// From an analysis with random readers and cases.
Result<PilotComponents> pilotComponents(const ObuchowskiRockette &pilot, std::size_t cases);

struct ReaderStudyPlan {
    double readers = 0.0;
    double cases = 0.0;
    double effect = 0.05; ///< Difference of the merits of two tests.
    double alpha = 0.05;
    Generalise generalise = Generalise::ReadersAndCases;
};

struct ReaderStudyPower {
    double power = 0.0;
    double noncentrality = 0.0;
    Number degrees; ///< Of the denominator; nothing: chi-squared.
    double critical = 0.0;
};
/// Hillis, Obuchowski and Berbaum (Acad Radiol 18:129, 2011). Refuses too few readers for the analysis, and components
/// without any variance.
Result<ReaderStudyPower> readerStudyPower(const PilotComponents &pilot, const ReaderStudyPlan &plan);

/// The smallest number of cases with the power (at least 2), and that power; nothing up to `maxCases`.
struct CasesForPower {
    std::optional<int> cases;
    double power = 0.0; ///< At `cases`, or at maxCases.
};
Result<CasesForPower> casesForPower(
    const PilotComponents &pilot, const ReaderStudyPlan &plan, double power, int maxCases = 2000);

} // namespace cf
