#pragma once

#include "core/statistics/comparison/Proportion.h"
#include "core/statistics/roc/RatedCases.h"

namespace cf {

/// A proportion with both of its usual intervals.
struct BothIntervals {
    Estimate wilson;
    Estimate exact; ///< Clopper–Pearson.
};

/// Calls against truth at one threshold.
struct DiagnosticTable {
    std::int64_t truePositive = 0;
    std::int64_t falseNegative = 0;
    std::int64_t falsePositive = 0;
    std::int64_t trueNegative = 0;
    BothIntervals sensitivity;
    BothIntervals specificity;
    BothIntervals positivePredictive;
    BothIntervals negativePredictive;
    BothIntervals accuracy;
    Estimate positiveLikelihood; ///< Interval by the log method (Simel 1991).
    Estimate negativeLikelihood;
};

DiagnosticTable diagnosticTable(std::int64_t truePositive, std::int64_t falseNegative, std::int64_t falsePositive,
    std::int64_t trueNegative, double confidence = usualConfidence);
/// A case is called positive where its rating is at least the threshold.
DiagnosticTable diagnosticTable(const RatedCases &cases, double threshold, double confidence = usualConfidence);

} // namespace cf
