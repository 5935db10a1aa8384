#pragma once

#include "core/sessions/StudyStore.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

/// Two readers who stand further apart on a case than the limit; what a third or a meeting said stands beside, never
/// instead.
struct Disagreement {
    std::string caseId;
    std::string stage;
    std::string question;
    std::string lowReader;
    std::string highReader;
    std::string low; ///< Their answers, as textOf().
    std::string high;
    double distance = 0.0;
    std::string sentTo; ///< The adjudicator or consensus who is to read it; empty: nobody yet.
    std::string verdict; ///< Their answer; empty: not read yet.
    bool operator==(const Disagreement &) const = default;
};

/// Cases on which the furthest two readers differ by more than `limit`, in the question's own unit; yes and no differ
/// by 1, and so do two choices of a list, two sets of several choices, and two images that were chosen. First attempts,
/// no training; `question`: that one alone; empty: all that have a value. In the order of cases. Errors: InvalidInput
/// while a reader has not finished, so that nobody's answers are known before, or for a limit that is not above 0.
Result<std::vector<Disagreement>> disagreements(StudyStore &store, double limit, const std::string &question = {});

/// Gives cases to an adjudicator or a consensus meeting (`judge.role`), who reads them as any reader does, without the
/// answers of others; after those that were given before, as often as wanted. Errors: InvalidInput for a role of
/// Reader, without cases, or for a reader of that name who has answered.
Result<> sendToAdjudication(StudyStore &store, const Reader &judge, const std::vector<std::string> &cases);

/// All of it as a table for people.
std::string adjudicationCsv(const std::vector<Disagreement> &found);

} // namespace cf::sessions
