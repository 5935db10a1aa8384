#include "core/statistics/resampling/ClusterBootstrap.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

Number ratioOf(const std::vector<ClusterSum> &clusters, const std::vector<std::size_t> &drawn)
{
    ClusterSum sum;
    for (const std::size_t cluster : drawn) {
        sum.outcomes += clusters[cluster].outcomes;
        sum.trials += clusters[cluster].trials;
    }
    return sum.trials > 0.0 ? Number(sum.outcomes / sum.trials) : std::nullopt;
}

/// A possible value and its probability.
struct Weighted {
    double value = 0.0;
    double probability = 0.0;
};

/// All ways to draw `left` more clusters from `first` on.
void enumerate(const std::vector<ClusterSum> &clusters, std::size_t first, std::size_t left, ClusterSum sum,
    double logWays, std::vector<Weighted> &all)
{
    const auto total = static_cast<double>(clusters.size());
    if (first + 1 == clusters.size()) {
        const auto times = static_cast<double>(left);
        sum.outcomes += times * clusters[first].outcomes;
        sum.trials += times * clusters[first].trials;
        if (sum.trials > 0.0)
            all.push_back(
                { sum.outcomes / sum.trials, std::exp(logWays - std::lgamma(times + 1.0) - total * std::log(total)) });
        return;
    }
    for (std::size_t times = 0; times <= left; ++times) {
        const auto count = static_cast<double>(times);
        enumerate(clusters, first + 1, left - times,
            { sum.outcomes + count * clusters[first].outcomes, sum.trials + count * clusters[first].trials },
            logWays - std::lgamma(count + 1.0), all);
    }
}

double stepQuantile(const std::vector<Weighted> &ascending, double share)
{
    double below = 0.0;
    for (const Weighted &each : ascending) {
        below += each.probability;
        // Probabilities are sums of rounded terms.
        if (below >= share - 1e-12)
            return each.value;
    }
    return ascending.back().value;
}

double jackknifeAcceleration(const std::vector<ClusterSum> &clusters)
{
    std::vector<double> values;
    for (std::size_t left = 0; left < clusters.size(); ++left) {
        std::vector<std::size_t> kept;
        for (std::size_t each = 0; each < clusters.size(); ++each)
            if (each != left)
                kept.push_back(each);
        values.push_back(ratioOf(clusters, kept).value_or(0.0));
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

} // namespace

BootstrapResult bootstrapClusters(const std::vector<ClusterSum> &clusters, const BootstrapSettings &settings)
{
    return bootstrapUnits(
        clusters.size(), [&clusters](const auto &drawn) { return ratioOf(clusters, drawn); }, settings);
}

std::optional<EnumeratedBootstrap> enumerateClusters(
    const std::vector<ClusterSum> &clusters, double confidence, double maxDraws)
{
    const auto count = static_cast<double>(clusters.size());
    const double different = std::exp(std::lgamma(2.0 * count) - std::lgamma(count + 1.0) - std::lgamma(count));
    if (clusters.size() < 2 || different > maxDraws)
        return std::nullopt;
    std::vector<std::size_t> every(clusters.size());
    std::iota(every.begin(), every.end(), std::size_t{ 0 });
    const Number value = ratioOf(clusters, every);
    if (!value)
        return std::nullopt;
    std::vector<Weighted> all;
    enumerate(clusters, 0, clusters.size(), {}, std::lgamma(count + 1.0), all);
    std::ranges::sort(all, {}, &Weighted::value);
    EnumeratedBootstrap result;
    result.value = *value;
    double mean = 0.0;
    double below = 0.0;
    for (const Weighted &each : all) {
        mean += each.probability * each.value;
        const bool tie = std::abs(each.value - *value) < 1e-12;
        below += each.probability * (tie ? 0.5 : each.value < *value ? 1.0 : 0.0);
    }
    double variance = 0.0;
    for (const Weighted &each : all)
        variance += each.probability * std::pow(each.value - mean, 2);
    result.standardError = std::sqrt(variance);
    const double tail = 0.5 * (1.0 - confidence);
    result.percentile = { stepQuantile(all, tail), stepQuantile(all, 1.0 - tail) };
    result.acceleration = jackknifeAcceleration(clusters);
    result.bias = finite(normalQuantile(below));
    if (result.bias) {
        const auto level = [&](double z) {
            const double shifted = *result.bias + z;
            return normalCdf(*result.bias + shifted / (1.0 - result.acceleration * shifted));
        };
        const double z = normalDeviate(confidence);
        result.accelerated = Bounds{ stepQuantile(all, level(-z)), stepQuantile(all, level(z)) };
    }
    return result;
}

} // namespace cf
