#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"
#include "core/sessions/protocol/Protocol.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// One thing wrong with a protocol, and where.
struct ProtocolProblem {
    /// As the protocol's JSON names it, places in lists from 0: "title", "questions/2/choices",
    /// "stages/0/washout_days".
    std::string field;
    const char *sentence = ""; ///< English, with %1, %2 where `values` belong; windows translate it.
    std::vector<std::string> values;

    std::string text() const; ///< The sentence with its values.
};

/// Everything that is wrong: names used twice, a condition on a later question, a scale without steps, a stage that
/// asks nothing, a tool that does not exist … Empty: nothing.
std::vector<ProtocolProblem> protocolProblems(const Protocol &protocol);

/// The first of them as an error. Errors: InvalidInput, in words for the coordinator.
Result<> checkProtocol(const Protocol &protocol);

/// The same for cases under a protocol: number of images, arms that exist, both versions of a pair.
Result<> checkCases(const Protocol &protocol, const std::vector<Case> &cases);

/// Whether each case's truths can be answers to the questions that are compared with them: under "Yes" for "yes" every
/// answer would count as wrong. Errors: InvalidInput, naming case, question and what it takes.
Result<> checkTruths(const Protocol &protocol, const std::vector<Case> &cases);

} // namespace cf::sessions
