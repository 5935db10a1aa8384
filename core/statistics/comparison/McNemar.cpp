#include "core/statistics/comparison/McNemar.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/comparison/Proportion.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cf {

namespace {

/// Tango's score of a difference `delta`; falls as delta grows.
double tangoScore(double onlyFirst, double onlySecond, double count, double delta)
{
    const double a = 2.0 * count;
    const double b = -onlyFirst - onlySecond + (2.0 * count - onlyFirst + onlySecond) * delta;
    const double c = -onlySecond * delta * (1.0 - delta);
    const double second = (std::sqrt(std::max(0.0, b * b - 4.0 * a * c)) - b) / (2.0 * a);
    const double variance = count * (2.0 * second + delta * (1.0 - delta));
    const double distance = onlyFirst - onlySecond - count * delta;
    if (variance <= 0.0)
        return distance == 0.0 ? 0.0 : std::copysign(std::numeric_limits<double>::infinity(), distance);
    return distance / std::sqrt(variance);
}

/// The difference at which the score is `wanted`.
double tangoEnd(double onlyFirst, double onlySecond, double count, double wanted)
{
    double low = -1.0;
    double high = 1.0;
    for (int step = 0; step < 200; ++step) {
        const double middle = 0.5 * (low + high);
        (tangoScore(onlyFirst, onlySecond, count, middle) > wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

Estimate oddsRatio(const PairedCounts &counts, double confidence)
{
    const auto first = static_cast<double>(counts.onlyFirst);
    const auto second = static_cast<double>(counts.onlySecond);
    Estimate ratio;
    if (counts.onlyFirst + counts.onlySecond == 0) {
        ratio.interval = Bounds{ 0.0, std::numeric_limits<double>::infinity() };
        ratio.reason = "Undefined: no pair differs (0/0).";
        return ratio;
    }
    ratio.value = finite(first / second);
    if (!ratio.value)
        ratio.reason = "Infinite: no pair has only the second.";
    const Bounds share =
        *clopperPearson({ counts.onlyFirst, counts.onlyFirst + counts.onlySecond }, confidence).interval;
    const auto odds = [](double p) { return p >= 1.0 ? std::numeric_limits<double>::infinity() : p / (1.0 - p); };
    ratio.interval = Bounds{ odds(share.low), odds(share.high) };
    return ratio;
}

} // namespace

McNemar mcnemar(const PairedCounts &counts, double confidence)
{
    McNemar result;
    const std::int64_t discordant = counts.onlyFirst + counts.onlySecond;
    const auto count = static_cast<double>(counts.both + counts.neither + discordant);
    const auto first = static_cast<double>(counts.onlyFirst);
    const auto second = static_cast<double>(counts.onlySecond);
    result.oddsRatio = oddsRatio(counts, confidence);
    if (discordant > 0) {
        const std::int64_t fewer = std::min(counts.onlyFirst, counts.onlySecond);
        const double below = binomialCdf(fewer, discordant, 0.5);
        result.exactP = std::min(1.0, 2.0 * below);
        result.midP = counts.onlyFirst == counts.onlySecond
            ? 1.0
            : std::min(1.0, 2.0 * below - binomialDensity(fewer, discordant, 0.5));
        result.chiSquared = std::pow(first - second, 2) / (first + second);
        // R's correction leaves equal counts at 0 instead of 1/(b + c).
        const double step = first == second ? 0.0 : std::abs(first - second) - 1.0;
        result.corrected = step * step / (first + second);
        result.chiSquaredP = chiSquaredUpper(*result.chiSquared, 1.0);
        result.correctedP = chiSquaredUpper(*result.corrected, 1.0);
    } else {
        result.reason = "Undefined: no pair differs (0/0); nothing speaks for a difference.";
    }
    if (count == 0.0) {
        result.difference.reason = "Undefined: there is no pair.";
        return result;
    }
    const double difference = (first - second) / count;
    const double error = std::sqrt(std::max(0.0, first + second - std::pow(first - second, 2) / count)) / count;
    const double z = normalDeviate(confidence);
    result.difference = { difference, error, Bounds{ difference - z * error, difference + z * error },
        error == 0.0 ? reasons::noSpread : "" };
    result.tango = Bounds{ tangoEnd(first, second, count, z), tangoEnd(first, second, count, -z) };
    return result;
}

double mcnemarP(int onlyFirst, int onlySecond)
{
    return mcnemar({ .onlyFirst = onlyFirst, .onlySecond = onlySecond }).exactP;
}

} // namespace cf
