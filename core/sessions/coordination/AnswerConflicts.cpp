#include "core/sessions/coordination/AnswerConflicts.h"

#include "core/sessions/reading/AnswerCheck.h"

#include <algorithm>
#include <set>

namespace cf::sessions {

Result<std::vector<AnswerConflict>> answerConflicts(StudyStore &store, bool isOver)
{
    CF_ASSIGN(const auto others, store.conflicts());
    std::vector<AnswerConflict> found;
    if (others.empty())
        return found;
    CF_ASSIGN(const auto readings, store.readings(true, true));
    for (const auto &[other, source] : others) {
        // Beside the same revision, or the last one where there are not as many.
        const Reading *stored = nullptr;
        for (const Reading &one : readings)
            if (one.key == other.key && (stored == nullptr || stored->revision < other.revision))
                stored = &one;
        const Answers known = stored == nullptr ? Answers() : stored->answers;
        std::set<std::string> questions;
        for (const Answers *answers : { &known, &other.answers })
            for (const auto &[question, value] : *answers)
                questions.insert(question);
        for (const std::string &question : questions) {
            const auto words = [&question](const Answers &answers) {
                const auto answer = answers.find(question);
                return answer == answers.end() ? std::string() : textOf(answer->second);
            };
            const auto before = known.find(question);
            const auto after = other.answers.find(question);
            if (before != known.end() && after != other.answers.end() && before->second == after->second)
                continue;
            found.push_back({ other.key, question, isOver ? words(known) : std::string(),
                isOver ? words(other.answers) : std::string(), source });
        }
    }
    return found;
}

} // namespace cf::sessions
