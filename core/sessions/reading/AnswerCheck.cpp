#include "core/sessions/reading/AnswerCheck.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace cf::sessions {

namespace {

constexpr double farthest = 1e6; ///< Pixels from the image's corner; no image is as large.
constexpr std::size_t longestText = 20'000; ///< Bytes: ten pages, more than anybody types beside a film.

bool numbersCompare(Comparison comparison, const std::string &left, const std::string &right)
{
    char *leftEnd = nullptr;
    char *rightEnd = nullptr;
    const double a = std::strtod(left.c_str(), &leftEnd);
    const double b = std::strtod(right.c_str(), &rightEnd);
    if (left.empty() || right.empty() || *leftEnd != '\0' || *rightEnd != '\0')
        return false;
    return comparison == Comparison::AtLeast ? a >= b : a <= b;
}

bool holds(const Condition &condition, const Answers &asked)
{
    const auto answer = asked.find(condition.question);
    if (answer == asked.end())
        return false;
    const std::string text = textOf(answer->second);
    switch (condition.comparison) {
    case Comparison::Answered:
        return true;
    case Comparison::Equals:
        return text == condition.value;
    case Comparison::Differs:
        return text != condition.value;
    case Comparison::AtLeast:
    case Comparison::AtMost:
        return numbersCompare(condition.comparison, text, condition.value);
    case Comparison::Includes:
        break;
    }
    const auto *chosen = std::get_if<std::vector<std::string>>(&answer->second);
    return chosen != nullptr && std::ranges::find(*chosen, condition.value) != chosen->end();
}

Result<> wrong(const Question &question, const std::string &what)
{
    return fail(ErrorCode::InvalidInput, "The answer to \"" + question.text.english + "\" " + what + ".");
}

bool hasChoice(const Question &question, const std::string &key)
{
    return std::ranges::any_of(question.choices, [&](const Choice &choice) { return choice.key == key; });
}

Result<> checkNumber(const Question &question, double value)
{
    if (!std::isfinite(value) || value < question.minimum || value > question.maximum)
        return wrong(question, "must lie between " + textOf(question.minimum) + " and " + textOf(question.maximum));
    const double steps = question.step > 0.0 ? (value - question.minimum) / question.step : 0.0;
    if (std::abs(steps - std::round(steps)) > 1e-6)
        return wrong(question, "must be a multiple of " + textOf(question.step));
    return {};
}

Result<> checkMarks(const Question &question, const std::vector<Mark> &marks, int panes)
{
    const int count = static_cast<int>(marks.size());
    if (count < question.minimumMarks || (question.maximumMarks > 0 && count > question.maximumMarks))
        return wrong(question, "has " + std::to_string(count) + " marks, which is not the number asked for");
    for (const Mark &mark : marks) {
        const std::size_t points = mark.points.size();
        const bool isWhole = mark.shape == MarkShape::Point ? points == 1
            : mark.shape == MarkShape::Box                  ? points == 2
                                                            : points >= 3;
        if (!isWhole || mark.image < 0 || mark.image >= panes)
            return wrong(question, "has a mark that is not whole");
        for (const MarkPoint &point : mark.points)
            if (!(std::abs(point.x) <= farthest && std::abs(point.y) <= farthest)) // No number is not below it, too.
                return wrong(question, "has a mark that is nowhere");
        if (std::ranges::find(question.shapes, mark.shape) == question.shapes.end())
            return wrong(question, "has a mark of a shape that is not asked for");
        if (!mark.type.empty() && !hasChoice(question, mark.type))
            return wrong(question, "has a mark of a type that does not exist");
        if (!question.choices.empty() && mark.type.empty())
            return wrong(question, "has a mark without a type");
        if (question.marksHaveConfidence != mark.confidence.has_value())
            return wrong(question,
                question.marksHaveConfidence ? "has a mark without its confidence"
                                             : "has a confidence that is not asked for");
        if (mark.confidence)
            CF_TRY(checkNumber(question, *mark.confidence));
    }
    return {};
}

struct KindCheck {
    const Question &question;
    int panes;

    Result<> operator()(bool) const
    {
        if (question.kind == QuestionKind::YesNo)
            return {};
        return wrong(question, "is of the wrong kind");
    }
    Result<> operator()(double value) const
    {
        switch (question.kind) {
        case QuestionKind::Confidence:
        case QuestionKind::Number:
            return checkNumber(question, value);
        case QuestionKind::Likert:
            return hasChoice(question, textOf(value)) ? Result<>{} : wrong(question, "is no step of the scale");
        case QuestionKind::Pane:
            if ((value >= 0 && value < panes && value == std::floor(value)) || (question.allowsTie && value == -1.0))
                return {};
            return wrong(question, "names no image");
        default:
            return wrong(question, "is of the wrong kind");
        }
    }
    Result<> operator()(const std::string &value) const
    {
        if (question.kind == QuestionKind::Text && value.size() > longestText)
            return wrong(question,
                "has " + std::to_string(value.size()) + " bytes; " + std::to_string(longestText) + " are the most");
        if (question.kind == QuestionKind::Text)
            return {};
        if (question.kind == QuestionKind::SingleChoice)
            return hasChoice(question, value) ? Result<>{} : wrong(question, "is none of the choices");
        return wrong(question, "is of the wrong kind");
    }
    Result<> operator()(const std::vector<std::string> &values) const
    {
        if (question.kind != QuestionKind::MultipleChoice)
            return wrong(question, "is of the wrong kind");
        for (const std::string &value : values)
            if (!hasChoice(question, value) || std::ranges::count(values, value) > 1)
                return wrong(question, "is none of the choices, or names one twice");
        return {};
    }
    Result<> operator()(const std::vector<Mark> &marks) const
    {
        if (question.kind != QuestionKind::Mark)
            return wrong(question, "is of the wrong kind");
        return checkMarks(question, marks, panes);
    }
};

} // namespace

std::string textOf(const AnswerValue &value)
{
    if (const auto *yes = std::get_if<bool>(&value))
        return *yes ? "yes" : "no";
    if (const auto *number = std::get_if<double>(&value)) {
        if (*number == std::floor(*number) && std::abs(*number) < 1e15)
            return std::to_string(static_cast<long long>(*number));
        return nlohmann::json(*number).dump();
    }
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    std::string list;
    if (const auto *keys = std::get_if<std::vector<std::string>>(&value))
        for (const std::string &key : *keys)
            list += (list.empty() ? "" : "+") + key;
    return list;
}

std::vector<const Question *> askedQuestions(const Protocol &protocol, const Stage &stage, const Answers &answers)
{
    std::vector<const Question *> asked;
    Answers counted;
    for (const std::string &id : stage.questions) {
        const Question *question = protocol.question(id);
        if (question == nullptr || !std::ranges::all_of(question->shownIf, [&](const Condition &condition) {
                return holds(condition, counted);
            }))
            continue;
        asked.push_back(question);
        if (const auto answer = answers.find(id); answer != answers.end())
            counted.insert(*answer);
    }
    return asked;
}

std::vector<std::string> missingAnswers(const Protocol &protocol, const Stage &stage, const Answers &answers)
{
    std::vector<std::string> missing;
    for (const Question *question : askedQuestions(protocol, stage, answers)) {
        if (!question->required)
            continue;
        const auto answer = answers.find(question->id);
        const auto *text = answer == answers.end() ? nullptr : std::get_if<std::string>(&answer->second);
        if (answer == answers.end() || (text != nullptr && text->empty()))
            missing.push_back(question->id);
    }
    return missing;
}

Answers withoutUnasked(const Protocol &protocol, const Stage &stage, const Answers &answers)
{
    Answers kept;
    for (const Question *question : askedQuestions(protocol, stage, answers))
        if (const auto answer = answers.find(question->id); answer != answers.end())
            kept.insert(*answer);
    return kept;
}

Result<> checkAnswer(const Question &question, const AnswerValue &value, int panes)
{
    return std::visit(KindCheck{ question, panes }, value);
}

Result<> checkAnswers(const Protocol &protocol, const Stage &stage, const Answers &answers)
{
    for (const auto &[id, value] : answers) {
        const Question *question = protocol.question(id);
        if (question == nullptr || std::ranges::find(stage.questions, id) == stage.questions.end())
            return fail(ErrorCode::InvalidInput, "The stage \"" + stage.id + "\" asks no question \"" + id + "\".");
        CF_TRY(checkAnswer(*question, value, protocol.panes));
    }
    if (withoutUnasked(protocol, stage, answers).size() != answers.size())
        return fail(ErrorCode::InvalidInput, "An answer belongs to a question that is not asked after the others.");
    if (const auto missing = missingAnswers(protocol, stage, answers); !missing.empty())
        return fail(
            ErrorCode::InvalidInput, "Answer \"" + protocol.question(missing.front())->text.english + "\" to go on.");
    return {};
}

} // namespace cf::sessions
