#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <optional>

namespace cf::sessions {

/// How many answers a study will have.
struct PlannedReading {
    int readers = 2;
    int cases = 40; ///< Serious ones that each reader reads.
};

/// Shall it be found out whether readers tell real from synthetic?
struct DetectionPlan {
    double chance = 0.5; ///< 1/m of an m-AFC.
    double truth = 0.6; ///< Share of right answers that shall not be missed.
    double power = 0.8;
    double alpha = 0.05;
    bool twoSided = true;
    double correlation = 0.05; ///< By which answers of one reader resemble each other.
};
struct DetectionSize {
    std::int64_t independent = 0; ///< Answers needed, if none resembled another.
    double designEffect = 1.0; ///< 1 + (m − 1) ρ for m cases a reader (Kish 1965).
    std::int64_t needed = 0; ///< Answers needed with it.
    std::int64_t planned = 0;
    int readersNeeded = 0; ///< Readers of so many cases each.
    bool isEnough = false;
};
/// Errors: InvalidInput for shares, levels or a correlation outside of 0 … 1.
Result<DetectionSize> detectionSize(const PlannedReading &reading, const DetectionPlan &plan);

/// How narrow will an agreement between two readers be known?
struct AgreementPlan {
    double observed = 0.8; ///< Share of equal answers that is expected.
    double expected = 0.5; ///< Of it by chance.
    double halfWidth = 0.15; ///< Of the 95 % interval of kappa that is wanted.
};
struct AgreementSize {
    double kappa = 0.0;
    double halfWidth = 0.0; ///< With the cases planned.
    std::int64_t needed = 0; ///< Cases for the width wanted.
    bool isEnough = false;
};
Result<AgreementSize> agreementSize(const PlannedReading &reading, const AgreementPlan &plan);

/// Will a difference between areas under the curve be found, with random readers and cases? Components of variance
/// after Obuchowski and Rockette, of a pilot or entered; the ones given here are of the Van Dyke data (114 cases) as
/// MRMCaov has them.
struct MrmcPlan {
    double difference = 0.05;
    double power = 0.8;
    double alpha = 0.05;
    double pilotCases = 114.0;
    double varianceTestReader = 0.00020;
    double errorVariance = 0.00080;
    double cov1 = 0.00035;
    double cov2 = 0.00034;
    double cov3 = 0.00024;
};
struct MrmcSize {
    double power = 0.0; ///< With the readers and cases planned.
    std::optional<int> casesNeeded; ///< With the readers planned; nothing: not with 2000 cases.
    bool isEnough = false;
};
/// Errors: InvalidInput for one reader, or components without variance.
Result<MrmcSize> mrmcSize(const PlannedReading &reading, const MrmcPlan &plan);

} // namespace cf::sessions
