#pragma once

#include "core/datasets/BatchRow.h"
#include "core/datasets/NearDuplicate.h"

#include <string>
#include <vector>

namespace cf {

/// The card of a synthetic data set as one HTML page: what was asked, counts by rule, status, split and reason, and the
/// seven questions of the FDA authors' scorecard for synthetic medical data (congruence, coverage, constraint,
/// completeness, compliance, comprehension, consistency), each with what the manifest can answer.
std::string dataSetCard(
    const std::vector<BatchRow> &rows, const std::vector<NearDuplicate> &duplicates, const std::string &planJson);

/// Every edit's picture by prompt, with status and reason: to look through.
std::string contactSheetPage(const std::vector<BatchRow> &rows);

} // namespace cf
