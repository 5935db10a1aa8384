#include "core/statistics/resampling/DesignEffect.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

struct Squares {
    double between = 0.0;
    double within = 0.0;
    double sizes = 0.0; ///< Σ n².
    double linearised = 0.0; ///< Σ (Σ_cluster (y − mean))².
    double mixed = 0.0; ///< Σ y(n − y)/n, of 0/1 outcomes.
};

Squares squaresOf(const std::vector<std::vector<double>> &clusters, double mean)
{
    Squares squares;
    for (const auto &cluster : clusters) {
        const auto size = static_cast<double>(cluster.size());
        const double sum = std::accumulate(cluster.begin(), cluster.end(), 0.0);
        squares.sizes += size * size;
        squares.between += size * std::pow(sum / size - mean, 2);
        squares.linearised += std::pow(sum - size * mean, 2);
        squares.mixed += sum * (size - sum) / size;
        for (const double outcome : cluster)
            squares.within += std::pow(outcome - sum / size, 2);
    }
    return squares;
}

/// The part that takes clusters for a sample: the mean's error by linearisation, and its intervals.
void addClusterError(DesignEffect &result, const Squares &squares, double confidence)
{
    const auto count = static_cast<double>(result.clusters);
    result.meanSize = (result.trials - squares.sizes / result.trials) / (count - 1.0);
    const double error = std::sqrt(count / (count - 1.0) * squares.linearised) / result.trials;
    result.clusterError = error;
    const auto within = [&result, error](double deviate) {
        return Bounds{ result.mean - deviate * error, result.mean + deviate * error };
    };
    result.normalInterval = within(normalDeviate(confidence));
    result.studentInterval = within(studentDeviate(confidence, count - 1.0));
}

/// ρ by analysis of variance and what follows from it; needs a cluster with two outcomes, and outcomes that vary.
void addCorrelation(DesignEffect &result, const Squares &squares, double confidence)
{
    const double trials = result.trials;
    const auto count = static_cast<double>(result.clusters);
    const double between = squares.between / (count - 1.0);
    const double within = squares.within / (trials - count);
    const double rho = (between - within) / (between + (result.meanSize - 1.0) * within);
    result.varianceWithin = within;
    result.varianceBetween = (between - within) / result.meanSize;
    result.correlation = rho;
    result.kish = 1.0 + (trials / count - 1.0) * rho;
    result.effectiveTrials = finite(trials / *result.kish);
    if (within > 0.0) {
        const double f = between / within;
        const double upper = 0.5 + 0.5 * confidence;
        const double low = f / fisherQuantile(upper, count - 1.0, trials - count);
        const double high = f / fisherQuantile(1.0 - upper, count - 1.0, trials - count);
        result.correlationInterval =
            Bounds{ (low - 1.0) / (low + result.meanSize - 1.0), (high - 1.0) / (high + result.meanSize - 1.0) };
        const double g = (f * (count - 1.0) / count - 1.0) * count / trials;
        result.momentCorrelation = g / (1.0 + g);
    } else {
        result.correlationInterval = Bounds{ 1.0, 1.0 };
        result.momentCorrelation = 1.0;
    }
    result.momentEffect = 1.0 + (squares.sizes / trials - 1.0) * *result.momentCorrelation;
    if (result.mean > 0.0 && result.mean < 1.0)
        result.fleissCuzick = 1.0 - squares.mixed / ((trials - count) * result.mean * (1.0 - result.mean));
}

} // namespace

DesignEffect designEffect(const std::vector<std::vector<double>> &given, double confidence)
{
    std::vector<std::vector<double>> clusters;
    std::ranges::copy_if(given, std::back_inserter(clusters), [](const auto &cluster) { return !cluster.empty(); });
    DesignEffect result;
    result.clusters = clusters.size();
    double sum = 0.0;
    for (const auto &cluster : clusters) {
        result.trials += static_cast<double>(cluster.size());
        sum += std::accumulate(cluster.begin(), cluster.end(), 0.0);
    }
    const double trials = result.trials;
    const auto count = static_cast<double>(clusters.size());
    if (trials == 0.0) {
        result.reason = "Undefined: there is no outcome.";
        return result;
    }
    result.mean = sum / trials;
    if (clusters.size() < 2) {
        result.reason = reasons::tooFewCases;
        return result;
    }
    const Squares squares = squaresOf(clusters, result.mean);
    addClusterError(result, squares, confidence);
    const double all = squares.between + squares.within;
    if (all <= 1e-24 * trials) {
        result.reason = reasons::noVariation;
        return result;
    }
    // A survey's "simple random sampling with replacement" has the variance with n − 1.
    result.clusterEffect = std::pow(*result.clusterError, 2) / (all / (trials - 1.0) / trials);
    if (trials <= count) {
        result.reason = "Undefined: every cluster has one outcome.";
        return result;
    }
    addCorrelation(result, squares, confidence);
    return result;
}

} // namespace cf
