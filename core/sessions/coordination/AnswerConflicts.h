#pragma once

#include "core/sessions/StudyStore.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// One question to which a merged file has another answer than the store. Both are kept; nothing is chosen.
struct AnswerConflict {
    ReadingKey key;
    std::string question;
    std::string stored; ///< As answers are named in words; empty: not answered, or not shown yet.
    std::string other;
    std::string source; ///< The file of the other one.
};

/// By reader, case and question. Answers are left empty until results may be shown (`isOver`), so that nobody who
/// merges files reads a running study. Errors: as StudyStore.
Result<std::vector<AnswerConflict>> answerConflicts(StudyStore &store, bool isOver);

} // namespace cf::sessions
