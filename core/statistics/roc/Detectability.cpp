#include "core/statistics/roc/Detectability.h"

#include "core/statistics/Distributions.h"

#include <cmath>

namespace cf {

namespace {

/// Chance that the signal exceeds m − 1 others: ∫ φ(x − d) Φ(x)^(m−1) dx, by Simpson's rule.
double chosen(double d, int alternatives)
{
    constexpr int steps = 2000;
    constexpr double reach = 10.0; // The density beyond is below 1e-22.
    const double width = 2.0 * reach / steps;
    double sum = 0.0;
    for (int step = 0; step <= steps; ++step) {
        const double x = d - reach + width * step;
        const double weight = step == 0 || step == steps ? 1.0 : step % 2 == 1 ? 4.0 : 2.0;
        sum += weight * normalDensity(x - d) * std::pow(normalCdf(x), alternatives - 1);
    }
    return sum * width / 3.0;
}

Number sensitivityOf(double share, int alternatives)
{
    if (!(share > 0.0 && share < 1.0))
        return std::nullopt;
    if (alternatives == 2)
        return std::sqrt(2.0) * normalQuantile(share);
    double low = -20.0;
    double high = 20.0;
    for (int step = 0; step < 100; ++step) {
        const double middle = 0.5 * (low + high);
        (chosen(middle, alternatives) < share ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace

Detectability detectability(Proportion hits, Proportion falseAlarms, double confidence)
{
    Detectability result;
    if (hits.trials < 1 || falseAlarms.trials < 1) {
        result.sensitivity.reason = "Undefined: cases of both kinds are needed.";
        return result;
    }
    const auto share = [](Proportion p) {
        return (static_cast<double>(p.successes) + 0.5) / (static_cast<double>(p.trials) + 1.0);
    };
    const double hit = normalQuantile(share(hits));
    const double alarm = normalQuantile(share(falseAlarms));
    result.sensitivity.value = hit - alarm;
    result.criterion = -0.5 * (hit + alarm);
    if (hits.trials < 2 || falseAlarms.trials < 2) {
        result.sensitivity.reason = reasons::tooFewCases;
        return result;
    }
    const auto variance = [&share](Proportion p, double z) {
        const double rate = share(p);
        return rate * (1.0 - rate) / (static_cast<double>(p.trials) * std::pow(normalDensity(z), 2));
    };
    const double error = std::sqrt(variance(hits, hit) + variance(falseAlarms, alarm));
    const double half = normalDeviate(confidence) * error;
    result.sensitivity.standardError = error;
    result.sensitivity.interval = Bounds{ hit - alarm - half, hit - alarm + half };
    return result;
}

ForcedChoice forcedChoice(Proportion correct, int alternatives, double confidence)
{
    ForcedChoice result;
    result.correct = wilson(correct, confidence);
    if (!result.correct.value || alternatives < 2) {
        result.reason = alternatives < 2 ? "Undefined: a choice needs two alternatives." : result.correct.reason;
        return result;
    }
    result.sensitivity = sensitivityOf(*result.correct.value, alternatives);
    result.low = sensitivityOf(result.correct.interval->low, alternatives);
    result.high = sensitivityOf(result.correct.interval->high, alternatives);
    if (!result.sensitivity)
        result.reason = "Infinite: every answer was right, or every one wrong.";
    return result;
}

} // namespace cf
