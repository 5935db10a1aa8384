#pragma once

#include "core/statistics/agreement/Ratings.h"
#include "core/statistics/resampling/Bootstrap.h"

namespace cf {

/// How far apart two answers are.
enum class AlphaMetric { Nominal, Ordinal, Interval, Ratio };

/// Krippendorff's alpha ("Computing Krippendorff's Alpha-Reliability", 2011): missing answers are left out, units with
/// fewer than two answers do not count. Its interval is a percentile bootstrap over units and needs three or more.
Estimate krippendorffAlpha(
    const Ratings &ratings, AlphaMetric metric, const BootstrapSettings &settings = { .draws = 2000 });
/// The coefficient alone, for those who draw themselves; nothing where it is undefined.
Number krippendorffAlphaValue(const Ratings &ratings, AlphaMetric metric);

} // namespace cf
