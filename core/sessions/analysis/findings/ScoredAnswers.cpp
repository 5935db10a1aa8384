#include "core/sessions/analysis/findings/ScoredAnswers.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/reading/AnswerCheck.h"

#include <algorithm>
#include <charconv>

namespace cf::sessions {

namespace {

Number numberIn(const std::string &text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? Number(value) : std::nullopt;
}

/// Of a preference nothing is right: one may like what one likes.
bool isPreference(const Protocol &protocol, const Question &question)
{
    return question.kind == QuestionKind::Pane && question.truth.empty()
        && (protocol.design == Design::Preference || question.allowsTie);
}

Number valueOf(const Protocol &protocol, const Question &question, const Case &item, const AnswerValue &answer)
{
    if (const bool *yes = std::get_if<bool>(&answer))
        return *yes ? 1.0 : 0.0;
    if (const double *number = std::get_if<double>(&answer)) {
        if (question.kind != QuestionKind::Pane)
            return *number;
        const auto pane = static_cast<int>(*number);
        if (pane < 0 || pane >= static_cast<int>(item.images.size()))
            return std::nullopt; // A tie says nothing for either.
        return static_cast<std::size_t>(pane) == imageToFind(protocol, item) ? 1.0 : 0.0;
    }
    if (const std::string *key = std::get_if<std::string>(&answer)) {
        if (question.kind != QuestionKind::SingleChoice)
            return std::nullopt;
        const auto place = std::ranges::find(question.choices, *key, &Choice::key) - question.choices.begin();
        return place < static_cast<std::ptrdiff_t>(question.choices.size()) ? Number(static_cast<double>(place))
                                                                            : std::nullopt;
    }
    return std::nullopt;
}

/// Whether an answer is right or wrong by being the truth's text or not. A number is near it or far; of free words and
/// marks nobody can say so by comparing letters.
bool isCompared(const Question &question, bool isNumber)
{
    switch (question.kind) {
    case QuestionKind::YesNo:
    case QuestionKind::SingleChoice:
    case QuestionKind::MultipleChoice:
        return true;
    case QuestionKind::Likert:
        return isNumber; // Else the truth is yes or no, and the scale a degree of it.
    default:
        return false;
    }
}

/// Truth of the case under the question's key; nothing where the question has none.
const std::string *truthOf(const Question &question, const Case &item)
{
    const auto found = item.truth.find(question.truth);
    return question.truth.empty() || found == item.truth.end() ? nullptr : &found->second;
}

} // namespace

std::vector<ScoredAnswer> answersTo(const AnalysisInput &input, const Question &question)
{
    const Protocol &protocol = input.study.protocol;
    std::vector<ScoredAnswer> rows;
    for (const Reading &reading : input.readings) {
        const Case *item = input.study.find(reading.key.caseId);
        const Reader *reader = input.study.reader(reading.key.reader);
        const auto answer = reading.answers.find(question.id);
        if (!item || item->isTraining || answer == reading.answers.end()
            || (reader && reader->role != ReaderRole::Reader))
            continue;
        ScoredAnswer row{ reading.key.reader, item->id, item->pair.empty() ? item->id : item->pair,
            armOf(protocol, *item), reading.key.stage, reading.key.attempt, reading.position, reading.activeSeconds,
            valueOf(protocol, question, *item, answer->second), {}, {} };
        if (const std::string *truth = truthOf(question, *item)) {
            if (*truth == "yes" || *truth == "no")
                row.truth = *truth == "yes";
            const Number known = numberIn(*truth);
            if (isCompared(question, known.has_value()))
                row.correct = textOf(answer->second) == *truth;
        }
        if (question.kind == QuestionKind::Pane) {
            row.correct.reset();
            if (row.value && !isPreference(protocol, question))
                row.correct = *row.value == 1.0;
        }
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(
        rows, {}, [](const ScoredAnswer &row) { return std::tie(row.reader, row.caseId, row.stage, row.attempt); });
    return rows;
}

bool isOrdered(const Question &question)
{
    return question.kind == QuestionKind::YesNo || question.kind == QuestionKind::Likert
        || question.kind == QuestionKind::Confidence || question.kind == QuestionKind::Number
        || question.kind == QuestionKind::Pane;
}

std::vector<double> levelsOf(const Question &question)
{
    std::vector<double> levels;
    if (question.kind == QuestionKind::YesNo || question.kind == QuestionKind::Pane)
        return { 0.0, 1.0 };
    if (question.kind == QuestionKind::Likert)
        for (const Choice &choice : question.choices)
            if (const Number level = numberIn(choice.key))
                levels.push_back(*level);
    if (question.kind == QuestionKind::SingleChoice)
        for (std::size_t place = 0; place < question.choices.size(); ++place)
            levels.push_back(static_cast<double>(place));
    std::ranges::sort(levels);
    return levels;
}

Bounds rangeOf(const Question &question, const std::vector<ScoredAnswer> &rows)
{
    const auto levels = levelsOf(question);
    if (!levels.empty())
        return { levels.front(), levels.back() };
    if (question.kind == QuestionKind::Confidence && question.maximum > question.minimum)
        return { question.minimum, question.maximum };
    Bounds range{ 0.0, 0.0 };
    bool first = true;
    for (const ScoredAnswer &row : rows)
        if (row.value) {
            range.low = first ? *row.value : std::min(range.low, *row.value);
            range.high = first ? *row.value : std::max(range.high, *row.value);
            first = false;
        }
    return range;
}

std::string unitOf(const Question &question)
{
    if (!question.unit.empty())
        return question.unit;
    return question.kind == QuestionKind::Likert || question.kind == QuestionKind::Confidence ? "points" : "";
}

} // namespace cf::sessions
