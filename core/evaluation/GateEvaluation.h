#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// How the gates by a segmenter's eye are measured.
struct GateEvaluationPlan {
    std::filesystem::path model; ///< A folder with segmenter/.
    std::vector<std::filesystem::path> radiographs; ///< Films of held-back patients are drawn from these.
    std::filesystem::path deviceTable; ///< With the places of printed marks; empty: marks are not measured.
    int count = 100; ///< Insertions; each is judged as an addition and as a removal.
    int imageSize = 512;
};

/// How many were judged and how many refused.
struct GateCount {
    int judged = 0;
    int refused = 0;
    std::map<std::string, int> reasons{}; ///< Why, in the gates' sentences; one edit may have several.
};

struct GateFigures {
    /// By kind, then by target: "truth" (shall pass); "blurred", "faded", "cut", "mirrored", "doubled" (shall not).
    std::map<std::string, std::map<std::string, GateCount>> kinds;
    int marks = 0; ///< Printed marks of the table on held-back films.
    int marksCovered = 0; ///< Of these, such that protection covers the place that the table names.
    double coveredShare = 0.0; ///< Mean share of a film that is protected.
    GateCount whole(const std::string &kind) const;
};

/// Exact insertions into films of held-back patients, as they are and spoilt, held against the gates. Only targets that
/// the segmenter is trusted with are judged.
Result<GateFigures> evaluateGates(const GateEvaluationPlan &plan, const JobContext &job);

/// A table in plain text, with the reasons for which exact edits were refused.
std::string gateTable(const GateFigures &figures);

} // namespace cf
