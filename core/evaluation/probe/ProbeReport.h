#pragma once

#include "core/base/Result.h"
#include "core/evaluation/probe/EditProbe.h"
#include "core/evaluation/probe/ProbeSummary.h"

#include <filesystem>
#include <string>

namespace cf {

/// What stands above a report.
struct ProbeTitle {
    std::string model;
    std::string modelSha256;
    std::string films; ///< Where they come from, in words.
    std::string judge; ///< Part of a model's folder that says what edits moved; empty: no edits were made.
    std::string judgeSha256;
    std::string judgeWarning;
    std::string method; ///< Of the edits.
};

/// A contrafact.json for the folder: all members of the one that it has, but for the proposed grammar, and the evidence
/// as member "probe". Without a mark of the command. Errors: a contrafact.json that cannot be read.
Result<std::string> proposedCard(const std::filesystem::path &modelFolder, const ProbeSummary &summary,
    const ProbePlan &plan, const Entanglement &entanglement, const ProbeTitle &title);

/// Whether these films tell the best template from the second.
bool isBestTold(const ProbeSummary &summary);

/// For the terminal.
std::string probeTable(const ProbeSummary &summary, const Entanglement &entanglement, const ProbeTitle &title);
/// The section of the page (page/EvaluationPage.h).
std::string probeSection(const ProbeSummary &summary, const Entanglement &entanglement, const ProbeTitle &title);

/// The matrix as a table of a page: rows act, columns move.
std::string entanglementTable(const Entanglement &entanglement);

} // namespace cf
