#include "core/statistics/roc/DiagnosticTable.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cf {

namespace {

BothIntervals both(std::int64_t successes, std::int64_t trials, double confidence)
{
    return { wilson({ successes, trials }, confidence), clopperPearson({ successes, trials }, confidence) };
}

/// (a/m)/(b/n) with the interval on the log scale.
Estimate ratioOf(std::int64_t a, std::int64_t m, std::int64_t b, std::int64_t n, double confidence)
{
    const auto hits = static_cast<double>(a);
    const auto others = static_cast<double>(b);
    Estimate ratio;
    const double value = hits / static_cast<double>(m) / (others / static_cast<double>(n));
    ratio.value = finite(value);
    if (!ratio.value) {
        ratio.reason = "Undefined or infinite: a count is 0.";
        return ratio;
    }
    if (value == 0.0) {
        ratio.interval = Bounds{ 0.0, std::numeric_limits<double>::infinity() };
        ratio.reason = "The upper end is undefined: a count is 0.";
        return ratio;
    }
    const double error = std::sqrt(
        std::max(0.0, 1.0 / hits - 1.0 / static_cast<double>(m) + 1.0 / others - 1.0 / static_cast<double>(n)));
    const double half = normalDeviate(confidence) * error;
    ratio.interval = Bounds{ value * std::exp(-half), value * std::exp(half) };
    return ratio;
}

} // namespace

DiagnosticTable diagnosticTable(std::int64_t truePositive, std::int64_t falseNegative, std::int64_t falsePositive,
    std::int64_t trueNegative, double confidence)
{
    DiagnosticTable table{ truePositive, falseNegative, falsePositive, trueNegative, {}, {}, {}, {}, {}, {}, {} };
    const std::int64_t positives = truePositive + falseNegative;
    const std::int64_t negatives = falsePositive + trueNegative;
    table.sensitivity = both(truePositive, positives, confidence);
    table.specificity = both(trueNegative, negatives, confidence);
    table.positivePredictive = both(truePositive, truePositive + falsePositive, confidence);
    table.negativePredictive = both(trueNegative, trueNegative + falseNegative, confidence);
    table.accuracy = both(truePositive + trueNegative, positives + negatives, confidence);
    table.positiveLikelihood = ratioOf(truePositive, positives, falsePositive, negatives, confidence);
    table.negativeLikelihood = ratioOf(falseNegative, positives, trueNegative, negatives, confidence);
    return table;
}

DiagnosticTable diagnosticTable(const RatedCases &cases, double threshold, double confidence)
{
    const auto called = [threshold](const std::vector<double> &ratings) {
        return static_cast<std::int64_t>(
            std::ranges::count_if(ratings, [threshold](double rating) { return rating >= threshold; }));
    };
    const std::int64_t hits = called(cases.positive);
    const std::int64_t alarms = called(cases.negative);
    return diagnosticTable(hits, static_cast<std::int64_t>(cases.positive.size()) - hits, alarms,
        static_cast<std::int64_t>(cases.negative.size()) - alarms, confidence);
}

} // namespace cf
