#include "core/statistics/agreement/KrippendorffAlpha.h"

#include "core/statistics/agreement/CategoryWeights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

/// Squared distance of every two levels under the metric; `counts`: how often each level was used.
SquareTable distances(AlphaMetric metric, const std::vector<double> &levels, const std::vector<double> &counts)
{
    SquareTable table(levels.size());
    for (std::size_t low = 0; low < levels.size(); ++low)
        for (std::size_t high = low + 1; high < levels.size(); ++high) {
            double distance = 1.0;
            if (metric == AlphaMetric::Interval)
                distance = levels[high] - levels[low];
            if (metric == AlphaMetric::Ratio) {
                const double sum = levels[high] + levels[low];
                distance = sum == 0.0 ? 0.0 : (levels[high] - levels[low]) / sum;
            }
            if (metric == AlphaMetric::Ordinal) {
                const auto first = counts.begin() + static_cast<std::ptrdiff_t>(low);
                const auto last = counts.begin() + static_cast<std::ptrdiff_t>(high) + 1;
                distance = std::accumulate(first, last, 0.0) - 0.5 * (counts[low] + counts[high]);
            }
            table.at(low, high) = table.at(high, low) = distance * distance;
        }
    return table;
}

/// Counts by level of every unit that has two answers or more.
std::vector<std::vector<double>> pairableUnits(const Ratings &ratings, const std::vector<double> &levels)
{
    std::vector<std::vector<double>> units;
    for (const auto &unit : ratings) {
        auto counts = countsOf(unit, levels);
        if (std::accumulate(counts.begin(), counts.end(), 0.0) >= 2.0)
            units.push_back(std::move(counts));
    }
    return units;
}

Number alphaOf(
    const std::vector<const std::vector<double> *> &units, const std::vector<double> &levels, AlphaMetric metric)
{
    SquareTable coincidences(levels.size());
    for (const auto *unit : units) {
        const double answers = std::accumulate(unit->begin(), unit->end(), 0.0);
        for (std::size_t row = 0; row < levels.size(); ++row)
            for (std::size_t column = 0; column < levels.size(); ++column)
                coincidences.at(row, column) +=
                    (*unit)[row] * ((*unit)[column] - (row == column ? 1.0 : 0.0)) / (answers - 1.0);
    }
    const auto counts = coincidences.rowSums();
    const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
    const SquareTable distance = distances(metric, levels, counts);
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t row = 0; row < levels.size(); ++row)
        for (std::size_t column = 0; column < levels.size(); ++column) {
            observed += coincidences.at(row, column) * distance.at(row, column);
            expected += counts[row] * counts[column] * distance.at(row, column);
        }
    return expected > 0.0 ? finite(1.0 - (total - 1.0) * observed / expected) : std::nullopt;
}

std::vector<const std::vector<double> *> pointersTo(const std::vector<std::vector<double>> &units)
{
    std::vector<const std::vector<double> *> pointers;
    for (const auto &unit : units)
        pointers.push_back(&unit);
    return pointers;
}

} // namespace

Number krippendorffAlphaValue(const Ratings &ratings, AlphaMetric metric)
{
    const auto levels = levelsSeen(ratings);
    const auto units = pairableUnits(ratings, levels);
    return alphaOf(pointersTo(units), levels, metric);
}

Estimate krippendorffAlpha(const Ratings &ratings, AlphaMetric metric, const BootstrapSettings &settings)
{
    const auto levels = levelsSeen(ratings);
    const auto units = pairableUnits(ratings, levels);
    const auto pointers = pointersTo(units);
    Estimate estimate;
    estimate.value = alphaOf(pointers, levels, metric);
    if (readersOf(ratings) < 2)
        estimate.reason = reasons::needsTwoReaders;
    else if (units.empty())
        estimate.reason = reasons::noSharedCases;
    else if (!estimate.value)
        estimate.reason = reasons::noVariation;
    else if (units.size() < 3)
        estimate.reason = reasons::tooFewCases;
    if (!estimate.reason.empty())
        return estimate;
    const auto statistic = [&](const std::vector<std::size_t> &drawn) {
        std::vector<const std::vector<double> *> sample;
        for (const std::size_t unit : drawn)
            sample.push_back(pointers[unit]);
        return alphaOf(sample, levels, metric);
    };
    const BootstrapResult bootstrap = bootstrapUnits(units.size(), statistic, settings);
    estimate.standardError = bootstrap.standardError;
    estimate.interval = bootstrap.percentile;
    if (!estimate.interval)
        estimate.reason = reasons::tooFewCases;
    return estimate;
}

} // namespace cf
