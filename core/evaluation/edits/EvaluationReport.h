#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/edits/EvaluationCase.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// What stands above a report.
struct EvaluationTitle {
    std::string model;
    std::string modelSha256;
    std::string classifierSha256; ///< Empty without one.
    std::string origin; ///< "phantom" or "insertion".
};

/// Means by finding or device, action, mask and method, and over all, each with its 95 % bootstrap interval over
/// patients; comparisons of methods. Refused edits stay in the denominators.
std::string evaluationJson(const std::vector<EvaluationCase> &cases, const EvaluationTitle &title);
/// One line a case, RFC 4180.
std::string evaluationCsv(const std::vector<EvaluationCase> &cases);
/// For the terminal: means; an interval for the error inside alone.
std::string evaluationTable(const std::vector<EvaluationCase> &cases);
/// The section of the page (page/EvaluationPage.h): tables, comparisons, and the best, median and worst case of each
/// group as pictures from `pictures` (left out where there are none).
std::string evaluationSection(
    const std::vector<EvaluationCase> &cases, const EvaluationTitle &title, const std::filesystem::path &pictures);

} // namespace cf
