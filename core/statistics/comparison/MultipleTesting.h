#pragma once

#include "core/statistics/Estimate.h"

#include <vector>

namespace cf {

/// Corrections of p-values for their number. They keep the order; missing values stay missing and do not count.
using PValues = std::vector<Number>;

/// Step-down (Holm, Scand J Stat 6:65, 1979): the one that reports use.
PValues holm(const PValues &p);
/// Step-up (Hochberg 1988).
PValues hochberg(const PValues &p);
PValues bonferroni(const PValues &p);
/// False discovery rate (Benjamini and Hochberg 1995).
PValues benjaminiHochberg(const PValues &p);

/// Holm's correction where no value is missing.
std::vector<double> holm(const std::vector<double> &p);

} // namespace cf
