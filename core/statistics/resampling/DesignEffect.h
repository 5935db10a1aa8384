#pragma once

#include "core/statistics/resampling/ClusterBootstrap.h"

namespace cf {

/// How much answers of one cluster (a reader, a case) resemble each other, and what that costs.
struct DesignEffect {
    double trials = 0.0;
    std::size_t clusters = 0;
    double mean = 0.0;
    Number correlation; ///< ρ by analysis of variance.
    std::optional<Bounds> correlationInterval; ///< Exact F interval (Searle 1971).
    Number varianceWithin;
    Number varianceBetween;
    double meanSize = 0.0; ///< n0 of the analysis of variance.
    Number kish; ///< 1 + (N/K − 1) ρ.
    Number effectiveTrials;
    Number clusterError; ///< Standard error of the mean by linearisation over clusters.
    Number clusterEffect; ///< Its square against simple random sampling.
    std::optional<Bounds> normalInterval;
    std::optional<Bounds> studentInterval; ///< K − 1 degrees of freedom: for few clusters.
    Number momentCorrelation; ///< g/(1 + g) with g = (F(K − 1)/K − 1) K/N.
    Number momentEffect; ///< 1 + ρ_moment (Σn²/N − 1).
    Number fleissCuzick; ///< ρ of Fleiss and Cuzick (1979); of 0/1 outcomes.
    std::string reason;
};

/// Outcomes of each cluster. Clusters without outcomes are left out.
DesignEffect designEffect(const std::vector<std::vector<double>> &clusters, double confidence = usualConfidence);

} // namespace cf
