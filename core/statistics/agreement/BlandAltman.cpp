#include "core/statistics/agreement/BlandAltman.h"

#include "core/statistics/Distributions.h"

#include <cmath>

namespace cf {

BlandAltman blandAltman(const Ratings &pair, double multiplier, double confidence)
{
    BlandAltman result;
    std::vector<double> differences;
    if (readersOf(pair) == 2)
        for (const auto &unit : completeUnits(pair))
            differences.push_back(unit[0] - unit[1]);
    result.pairs = differences.size();
    if (differences.empty()) {
        result.bias.reason = result.lower.reason = result.upper.reason = reasons::noSharedCases;
        return result;
    }
    const auto count = static_cast<double>(differences.size());
    double bias = 0.0;
    for (const double difference : differences)
        bias += difference / count;
    result.bias.value = bias;
    if (differences.size() < 2) {
        result.bias.reason = result.lower.reason = result.upper.reason = reasons::tooFewCases;
        return result;
    }
    double squares = 0.0;
    for (const double difference : differences)
        squares += std::pow(difference - bias, 2);
    const double deviation = std::sqrt(squares / (count - 1.0));
    const double t = studentDeviate(confidence, count - 1.0);
    const auto estimate = [&](double value, double error) {
        return Estimate{ value, error, Bounds{ value - t * error, value + t * error },
            deviation == 0.0 ? reasons::noSpread : "" };
    };
    result.deviation = deviation;
    result.bias = estimate(bias, deviation / std::sqrt(count));
    const double limitError = deviation * std::sqrt(3.0 / count);
    result.lower = estimate(bias - multiplier * deviation, limitError);
    result.upper = estimate(bias + multiplier * deviation, limitError);
    result.exactLimitError = deviation * std::sqrt(1.0 / count + multiplier * multiplier / (2.0 * (count - 1.0)));
    return result;
}

} // namespace cf
