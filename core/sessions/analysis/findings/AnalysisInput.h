#pragma once

#include "core/base/Result.h"
#include "core/sessions/StudyStore.h"
#include "core/sessions/store/Audit.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cf::sessions {

/// Everything of a study that an analysis reads.
struct AnalysisInput {
    Study study;
    std::vector<Reading> readings; ///< The revision that counts of each key; no training.
    std::vector<std::pair<Reading, std::string>> conflicts;
    std::vector<AuditRecord> audit;
    std::vector<Tampering> tampering;
    std::map<std::string, int> expected; ///< Reader → readings of their stored order, training left out.
    std::map<ReadingKey, int> places; ///< Of each reading in its reader's stored order.
    std::string head; ///< Of the audit, "57:ab12…".
    int revisions = 0; ///< Answers that were changed afterwards, where the protocol allows it.
};

/// Reads and verifies a study. Errors: as StudyStore.
Result<AnalysisInput> analysisInput(StudyStore &store);

/// What a report calls a reader: "Reader 3", or the name where the protocol names readers.
std::string shownName(const Study &study, const std::string &readerId);

} // namespace cf::sessions
