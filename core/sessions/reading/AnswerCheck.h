#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/reading/Reading.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// The questions that a stage asks after these answers, in order: those whose conditions hold. An answer to a question
/// that is not asked counts as none for the conditions after it.
std::vector<const Question *> askedQuestions(const Protocol &protocol, const Stage &stage, const Answers &answers);

/// Ids of the required questions that are asked and not answered, in order.
std::vector<std::string> missingAnswers(const Protocol &protocol, const Stage &stage, const Answers &answers);

/// The answers without those to questions that are not asked (typed, and then an earlier answer was changed).
Answers withoutUnasked(const Protocol &protocol, const Stage &stage, const Answers &answers);

/// Whether one answer fits its question: a choice that exists, a number in range and on a step, marks of allowed shape
/// and number. Errors: InvalidInput, in words for the reader.
Result<> checkAnswer(const Question &question, const AnswerValue &value, int panes);

/// All of it for a reading that is about to be stored.
Result<> checkAnswers(const Protocol &protocol, const Stage &stage, const Answers &answers);

/// The answer as a condition or a truth names it: "yes", "no", a key, a number.
std::string textOf(const AnswerValue &value);

} // namespace cf::sessions
