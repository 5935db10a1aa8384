#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// A figure with its 95 % interval.
struct Interval {
    double mean = 0.0;
    double low = 0.0;
    double high = 0.0;
};

/// One value of one case, to be averaged within its patient first. `weight` counts in pooled ratios alone.
struct PatientValue {
    std::string patient;
    double value = 0.0;
    double weight = 1.0;
};

double meanOf(const std::vector<PatientValue> &values);
/// Mean over patients of their means, with a percentile bootstrap over patients (10,000 draws, fixed seed).
Interval bootstrapMean(const std::vector<PatientValue> &values);
/// Σ weight·value / Σ weight: a ratio of sums, not a mean of ratios; bootstrap over patients as above.
Interval bootstrapRatio(const std::vector<PatientValue> &values);
/// The value that `share` of the cases do not exceed (nearest rank). 0 for none.
double quantileOf(std::vector<double> values, double share);

} // namespace cf
