#pragma once

#include "core/evaluation/EditEvaluation.h"

#include <string>
#include <vector>

namespace cf {

/// Means by finding or device, direction and mask, with 95 % bootstrap intervals over cases (10 000 draws, fixed seed).
/// Errors are ratios of sums weighted equally by case; refused edits stay in the denominator.
std::string summaryJson(
    const std::vector<EvaluationCase> &cases, const ModelDescription &model, const EvaluationPlan &plan);
/// The same as a table for the terminal.
std::string summaryTable(const std::vector<EvaluationCase> &cases);

} // namespace cf
