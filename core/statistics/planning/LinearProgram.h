#pragma once

#include <optional>
#include <vector>

namespace cf {

/// Maximise Σ gains·x subject to rows·x = limits and x ≥ 0. Limits must not be negative.
struct LinearProgram {
    std::vector<double> gains;
    std::vector<std::vector<double>> rows;
    std::vector<double> limits;
};

/// The maximum by the two-phase simplex method with Bland's rule; nothing where there is no solution or no bound. For
/// tables of some ten categories.
std::optional<double> maximum(const LinearProgram &program);

} // namespace cf
