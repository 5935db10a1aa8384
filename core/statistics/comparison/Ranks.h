#pragma once

#include <cstdint>
#include <vector>

namespace cf {

/// Ranks from 1, ties sharing their mean.
std::vector<double> midranks(const std::vector<double> &values);
/// Σ t³ − t over groups of equal values.
double tieTerm(const std::vector<double> &values);

} // namespace cf
