#include "core/statistics/resampling/Bootstrap.h"

#include "core/base/RandomStream.h"
#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cf {

namespace {

using Units = std::vector<std::size_t>;

Units allOf(std::size_t count)
{
    Units units(count);
    std::iota(units.begin(), units.end(), std::size_t{ 0 });
    return units;
}

Number deviationOf(const std::vector<double> &values)
{
    if (values.size() < 2)
        return std::nullopt;
    const auto count = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
    double squares = 0.0;
    for (const double value : values)
        squares += std::pow(value - mean, 2);
    return std::sqrt(squares / (count - 1.0));
}

/// Skewness of the leave-one-out values; nothing where one is undefined.
Number accelerationOf(std::size_t units, const UnitStatistic &statistic)
{
    std::vector<double> values;
    for (std::size_t left = 0; left < units; ++left) {
        Units kept = allOf(units);
        kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(left));
        const Number value = statistic(kept);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    double squares = 0.0;
    double cubes = 0.0;
    for (const double value : values) {
        squares += std::pow(mean - value, 2);
        cubes += std::pow(mean - value, 3);
    }
    return squares > 0.0 ? cubes / (6.0 * std::pow(squares, 1.5)) : 0.0;
}

/// Ends of the BCa interval from ascending draws.
std::optional<Bounds> accelerate(
    const std::vector<double> &ascending, double value, double acceleration, double confidence)
{
    // Ties with the sample's value count half; sums in another order differ by rounding.
    const double rounding = 1e-12 * std::max(1.0, std::abs(value));
    const auto below = std::ranges::lower_bound(ascending, value - rounding) - ascending.begin();
    const auto upTo = std::ranges::upper_bound(ascending, value + rounding) - ascending.begin();
    const double share = 0.5 * static_cast<double>(below + upTo) / static_cast<double>(ascending.size());
    if (share <= 0.0 || share >= 1.0)
        return std::nullopt; // The sample's value lies outside its own draws: no correction for bias exists.
    const double bias = normalQuantile(share);
    const auto level = [&](double z) { return normalCdf(bias + (bias + z) / (1.0 - acceleration * (bias + z))); };
    const double z = normalDeviate(confidence);
    return Bounds{ quantileType6(ascending, level(-z)), quantileType6(ascending, level(z)) };
}

/// Standard error and percentile interval of the draws that were defined.
BootstrapResult summarise(Number value, std::vector<double> &draws, const BootstrapSettings &settings)
{
    BootstrapResult result;
    result.value = value;
    result.undefinedDraws = settings.draws - static_cast<int>(draws.size());
    // With fewer defined draws than this the tails are not there.
    constexpr double enough = 0.5;
    if (!value || static_cast<double>(draws.size()) < enough * settings.draws) {
        result.reason = value ? reasons::tooFewCases : reasons::noVariation;
        return result;
    }
    std::ranges::sort(draws);
    result.standardError = deviationOf(draws);
    const double tail = 0.5 * (1.0 - settings.confidence);
    result.percentile = Bounds{ quantileType6(draws, tail), quantileType6(draws, 1.0 - tail) };
    if (draws.front() == draws.back())
        result.reason = reasons::noSpread;
    return result;
}

BootstrapResult withAcceleration(BootstrapResult result, const std::vector<double> &draws, std::size_t units,
    const UnitStatistic &statistic, double confidence)
{
    if (!result.percentile || units < 2)
        return result;
    if (const Number acceleration = accelerationOf(units, statistic))
        result.accelerated = accelerate(draws, *result.value, *acceleration, confidence);
    return result;
}

} // namespace

double quantileType6(const std::vector<double> &ascending, double share)
{
    const auto count = static_cast<double>(ascending.size());
    const double place = std::clamp((count + 1.0) * share, 1.0, count);
    const auto below = static_cast<std::size_t>(place);
    if (below >= ascending.size())
        return ascending.back();
    const double rest = place - static_cast<double>(below);
    return ascending[below - 1] + rest * (ascending[below] - ascending[below - 1]);
}

BootstrapResult bootstrapUnits(std::size_t units, const UnitStatistic &statistic, const BootstrapSettings &settings)
{
    return bootstrapStrata(std::vector<int>(units, 0), statistic, settings);
}

BootstrapResult bootstrapStrata(
    const std::vector<int> &strata, const UnitStatistic &statistic, const BootstrapSettings &settings)
{
    if (strata.empty())
        return { .reason = reasons::tooFewCases };
    std::map<int, Units> members;
    for (std::size_t unit = 0; unit < strata.size(); ++unit)
        members[strata[unit]].push_back(unit);
    RandomStream stream(settings.seed, "bootstrap of units");
    std::vector<double> draws;
    Units sample(strata.size());
    for (int draw = 0; draw < settings.draws; ++draw) {
        std::size_t place = 0;
        for (const auto &[stratum, units] : members)
            for (std::size_t each = 0; each < units.size(); ++each)
                sample[place++] = units[static_cast<std::size_t>(stream.below(static_cast<int>(units.size())))];
        if (const Number value = statistic(sample))
            draws.push_back(*value);
    }
    BootstrapResult result = summarise(statistic(allOf(strata.size())), draws, settings);
    return withAcceleration(std::move(result), draws, strata.size(), statistic, settings.confidence);
}

BootstrapResult bootstrapReadersAndCases(
    std::size_t readers, std::size_t cases, const CrossedStatistic &statistic, const BootstrapSettings &settings)
{
    if (readers == 0 || cases == 0)
        return { .reason = reasons::tooFewCases };
    RandomStream stream(settings.seed, "bootstrap of readers and cases");
    Units drawnReaders(readers);
    Units drawnCases(cases);
    std::vector<double> draws;
    for (int draw = 0; draw < settings.draws; ++draw) {
        for (std::size_t &each : drawnReaders)
            each = static_cast<std::size_t>(stream.below(static_cast<int>(readers)));
        for (std::size_t &each : drawnCases)
            each = static_cast<std::size_t>(stream.below(static_cast<int>(cases)));
        if (const Number value = statistic(drawnReaders, drawnCases))
            draws.push_back(*value);
    }
    return summarise(statistic(allOf(readers), allOf(cases)), draws, settings);
}

} // namespace cf
