#pragma once

#include "core/statistics/Estimate.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace cf {

/// How a bootstrap is drawn. Equal settings give equal results on every machine.
struct BootstrapSettings {
    int draws = 10000;
    std::uint64_t seed = 1;
    double confidence = usualConfidence;
};

/// What a bootstrap says about a statistic.
struct BootstrapResult {
    Number value = {}; ///< Of the sample itself.
    Number standardError = {}; ///< Standard deviation of the draws.
    std::optional<Bounds> percentile = {}; ///< Quantiles of type 6 (Hyndman and Fan 1996), as Davison and Hinkley use.
    std::optional<Bounds> accelerated = {}; ///< BCa (Efron 1987), acceleration from the jackknife over the units.
    int undefinedDraws = 0; ///< Draws in which the statistic was undefined; they are left out.
    std::string reason = {};
};

/// A statistic of the units drawn (with repeats); nothing where it is undefined.
using UnitStatistic = std::function<Number(const std::vector<std::size_t> &)>;

/// Units with replacement, as many as there are.
BootstrapResult bootstrapUnits(
    std::size_t units, const UnitStatistic &statistic, const BootstrapSettings &settings = {});

/// Units with replacement within each stratum (`strata`: a label for each unit).
BootstrapResult bootstrapStrata(
    const std::vector<int> &strata, const UnitStatistic &statistic, const BootstrapSettings &settings = {});

/// A statistic of readers and cases drawn independently of each other.
using CrossedStatistic =
    std::function<Number(const std::vector<std::size_t> &readers, const std::vector<std::size_t> &cases)>;

/// Readers and cases, both with replacement (the pigeonhole bootstrap: Owen, Ann Appl Stat 1:386, 2007). Conservative:
/// it counts the residual variance three times. Percentile interval alone.
BootstrapResult bootstrapReadersAndCases(
    std::size_t readers, std::size_t cases, const CrossedStatistic &statistic, const BootstrapSettings &settings = {});

/// Quantile of type 6 of ascending values, at (n + 1)·share, between the extremes.
double quantileType6(const std::vector<double> &ascending, double share);

} // namespace cf
