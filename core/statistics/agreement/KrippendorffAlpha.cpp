#include "core/statistics/agreement/KrippendorffAlpha.h"

#include <algorithm>

namespace cf {

namespace {

/// One unit's answers: which level how often; at least two answers.
struct Unit {
    std::vector<std::pair<std::size_t, double>> uses;
    double answers = 0.0;
};

/// Squared distance of two levels under the metric. `below`: for each level how often lower ones were used.
double distanceOf(AlphaMetric metric, const std::vector<double> &levels, const std::vector<double> &counts,
    const std::vector<double> &below, std::size_t first, std::size_t second)
{
    if (first == second)
        return 0.0;
    const std::size_t low = std::min(first, second);
    const std::size_t high = std::max(first, second);
    double distance = 1.0;
    if (metric == AlphaMetric::Interval)
        distance = levels[high] - levels[low];
    if (metric == AlphaMetric::Ratio) {
        const double sum = levels[high] + levels[low];
        distance = sum == 0.0 ? 0.0 : (levels[high] - levels[low]) / sum;
    }
    if (metric == AlphaMetric::Ordinal)
        distance = below[high] + counts[high] - below[low] - 0.5 * (counts[low] + counts[high]);
    return distance * distance;
}

std::vector<Unit> pairableUnits(const Ratings &ratings, const std::vector<double> &levels)
{
    std::vector<Unit> units;
    for (const auto &answers : ratings) {
        Unit unit;
        const auto counts = countsOf(answers, levels);
        for (std::size_t level = 0; level < counts.size(); ++level)
            if (counts[level] > 0.0) {
                unit.uses.emplace_back(level, counts[level]);
                unit.answers += counts[level];
            }
        if (unit.answers >= 2.0)
            units.push_back(std::move(unit));
    }
    return units;
}

/// Σ over all pairs of answers of their squared distance.
double expectedDistance(AlphaMetric metric, const std::vector<double> &levels, const std::vector<double> &counts,
    const std::vector<double> &below, double total)
{
    double sum = 0.0;
    if (metric == AlphaMetric::Interval) {
        // About the mean, so that large values do not cancel.
        double mean = 0.0;
        for (std::size_t level = 0; level < levels.size(); ++level)
            mean += counts[level] * levels[level] / total;
        for (std::size_t level = 0; level < levels.size(); ++level)
            sum += 2.0 * total * counts[level] * (levels[level] - mean) * (levels[level] - mean);
        return sum;
    }
    for (std::size_t first = 0; first < levels.size(); ++first)
        for (std::size_t second = first + 1; counts[first] > 0.0 && second < levels.size(); ++second)
            sum += 2.0 * counts[first] * counts[second] * distanceOf(metric, levels, counts, below, first, second);
    return sum;
}

Number alphaOf(const std::vector<const Unit *> &units, const std::vector<double> &levels, AlphaMetric metric)
{
    std::vector<double> counts(levels.size(), 0.0);
    std::vector<double> below(levels.size(), 0.0);
    double total = 0.0;
    for (const Unit *unit : units)
        for (const auto &[level, uses] : unit->uses) {
            counts[level] += uses;
            total += uses;
        }
    for (std::size_t level = 1; level < levels.size(); ++level)
        below[level] = below[level - 1] + counts[level - 1];
    if (std::ranges::count_if(counts, [](double count) { return count > 0.0; }) < 2)
        return std::nullopt;
    double observed = 0.0;
    for (const Unit *unit : units)
        for (std::size_t first = 0; first < unit->uses.size(); ++first)
            for (std::size_t second = first + 1; second < unit->uses.size(); ++second)
                observed += 2.0 * unit->uses[first].second * unit->uses[second].second / (unit->answers - 1.0)
                    * distanceOf(metric, levels, counts, below, unit->uses[first].first, unit->uses[second].first);
    const double expected = expectedDistance(metric, levels, counts, below, total);
    return expected > 0.0 ? finite(1.0 - (total - 1.0) * observed / expected) : std::nullopt;
}

std::vector<const Unit *> pointersTo(const std::vector<Unit> &units)
{
    std::vector<const Unit *> pointers;
    for (const Unit &unit : units)
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
        std::vector<const Unit *> sample;
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
