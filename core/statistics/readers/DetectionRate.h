#pragma once

#include "core/statistics/readers/ObuchowskiRockette.h"
#include "core/statistics/resampling/DesignEffect.h"

namespace cf {

/// Right or wrong, of one reader on one case (real or synthetic? which of two?).
struct DetectionAnswer {
    std::string reader;
    std::string caseId;
    bool correct = false;
};

/// How often readers were right, against chance; answers of one reader, and answers to one case, resemble each other.
struct DetectionRate {
    double chance = 0.5;
    std::size_t answers = 0;
    /// Mean over readers. Random readers and cases (Obuchowski–Rockette with Hillis's degrees of freedom); of one
    /// reader cases alone are random.
    Estimate rate;
    Number degrees;
    Number p; ///< Two-sided, of rate = chance.
    Estimate independent; ///< Wilson, as if all answers were independent: for comparison.
    DesignEffect byReader;
    DesignEffect byCase;
    std::optional<Bounds> bootstrap; ///< Percentiles over readers and cases: conservative.
    std::string reason;
};

/// Refuses two answers of a reader to one case. `chance` is 1/alternatives of a forced choice.
Result<DetectionRate> detectionRate(
    const std::vector<DetectionAnswer> &answers, double chance = 0.5, double confidence = usualConfidence);

} // namespace cf
