#pragma once

#include "core/statistics/resampling/Bootstrap.h"

namespace cf {

/// What one cluster (a reader, a case, a patient) adds to a ratio of sums.
struct ClusterSum {
    double outcomes = 0.0;
    double trials = 0.0;
};

/// Σ outcomes / Σ trials over whole clusters drawn with replacement.
BootstrapResult bootstrapClusters(const std::vector<ClusterSum> &clusters, const BootstrapSettings &settings = {});

/// The same without chance: every possible draw, weighted by its probability. Quantiles are those of the step function
/// (type 1); ties count half in the correction for bias.
struct EnumeratedBootstrap {
    double value = 0.0;
    double standardError = 0.0;
    Bounds percentile;
    Number bias; ///< z0; nothing where all draws lie on one side.
    double acceleration = 0.0;
    std::optional<Bounds> accelerated;
};

/// Nothing where there are more than `maxDraws` different draws, or none.
std::optional<EnumeratedBootstrap> enumerateClusters(
    const std::vector<ClusterSum> &clusters, double confidence = usualConfidence, double maxDraws = 1e6);

} // namespace cf
