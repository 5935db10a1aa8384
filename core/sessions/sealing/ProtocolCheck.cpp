#include "core/sessions/sealing/ProtocolCheck.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/protocol/ProtocolKeys.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>

namespace cf::sessions {

namespace {

constexpr std::size_t longestName = 64; ///< Letters of a name: it is a column of exports.
constexpr int maxPanes = 8; ///< Images side by side that a screen shows in a size that can be read.

using Problems = std::vector<ProtocolProblem>;

std::string at(const char *list, std::size_t place, const char *field)
{
    return std::string(list) + "/" + std::to_string(place) + "/" + field;
}

tl::unexpected<Error> wrong(const std::string &text)
{
    return fail(ErrorCode::InvalidInput, text);
}

bool isName(const std::string &name)
{
    return !name.empty() && name.size() <= longestName && std::ranges::all_of(name, [](unsigned char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
            || letter == '_' || letter == '-';
    });
}

/// What is said of a bad name, and of one that stands twice; %1 is the name, %2 whose it is.
struct NameSentences {
    const char *isNone;
    const char *isTwice;
};
constexpr NameSentences armNames{ "The arm \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The arm \"%1\" stands twice." };
constexpr NameSentences questionNames{ "The question \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The question \"%1\" stands twice." };
constexpr NameSentences choiceNames{
    "The choice \"%1\" of question \"%2\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The choice \"%1\" of question \"%2\" stands twice."
};
constexpr NameSentences stageNames{ "The stage \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The stage \"%1\" stands twice." };
constexpr NameSentences askedNames{
    "The question \"%1\" of stage \"%2\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The question \"%1\" of stage \"%2\" stands twice."
};
constexpr NameSentences caseNames{ "The case \"%1\" is no name: letters, digits, \"-\" and \"_\", up to 64.",
    "The case \"%1\" stands twice." };

/// `fieldOf` gives the field of a place; `owner` whose names they are.
template <typename FieldOf>
void addNameProblems(Problems &problems, const NameSentences &sentences, const std::vector<std::string> &names,
    const FieldOf &fieldOf, const std::string &owner = {})
{
    std::set<std::string> seen;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (!isName(names[i]))
            problems.push_back({ fieldOf(i), sentences.isNone, { names[i], owner } });
        else if (!seen.insert(names[i]).second)
            problems.push_back({ fieldOf(i), sentences.isTwice, { names[i], owner } });
    }
}

template <typename Value, typename Name>
std::vector<std::string> namesOf(const std::vector<Value> &values, const Name &name)
{
    std::vector<std::string> names;
    for (const Value &value : values)
        names.push_back(name(value));
    return names;
}

bool isRising(const std::vector<Choice> &steps)
{
    for (std::size_t i = 1; i < steps.size(); ++i)
        if (std::atoi(steps[i].key.c_str()) <= std::atoi(steps[i - 1].key.c_str()))
            return false;
    return true;
}

void addScaleProblems(Problems &problems, const Question &question, std::size_t place)
{
    const auto add = [&](const char *field, const char *sentence) {
        problems.push_back({ at("questions", place, field), sentence, { question.id } });
    };
    const bool isNumber = question.kind == QuestionKind::Number || question.kind == QuestionKind::Confidence
        || question.marksHaveConfidence;
    if (isNumber && !(question.minimum < question.maximum))
        add("minimum", "Question \"%1\" has a minimum that is not below its maximum.");
    const bool isChoice = question.kind == QuestionKind::Likert || question.kind == QuestionKind::SingleChoice
        || question.kind == QuestionKind::MultipleChoice;
    if (isChoice && question.choices.size() < 2)
        add("choices", "Question \"%1\" needs at least two choices.");
    if (question.kind == QuestionKind::Likert && !isRising(question.choices))
        add("choices", "Question \"%1\" is a Likert scale, whose keys are rising whole numbers.");
    if (question.kind == QuestionKind::Mark && question.shapes.empty())
        add("shapes", "Question \"%1\" allows no shape of mark: point, box or contour.");
    if (question.maximumMarks > 0 && question.minimumMarks > question.maximumMarks)
        add("minimum_marks", "Question \"%1\" asks for more marks than it allows.");
    addNameProblems(
        problems, choiceNames, namesOf(question.choices, [](const Choice &choice) { return choice.key; }),
        [place](std::size_t) { return at("questions", place, "choices"); }, question.id);
}

void addQuestionProblems(Problems &problems, const Protocol &protocol)
{
    if (protocol.questions.empty())
        problems.push_back({ "questions", "The protocol asks nothing: it needs at least one question.", {} });
    addNameProblems(problems, questionNames, namesOf(protocol.questions, [](const Question &one) { return one.id; }),
        [](std::size_t i) { return at("questions", i, "id"); });
    for (std::size_t i = 0; i < protocol.questions.size(); ++i) {
        const Question &question = protocol.questions[i];
        if (question.text.english.empty())
            problems.push_back({ at("questions", i, "text"), "Question \"%1\" has no text.", { question.id } });
        addScaleProblems(problems, question, i);
        if (question.kind == QuestionKind::Pane && protocol.panes < 2)
            problems.push_back({ at("questions", i, "kind"),
                "Question \"%1\" chooses among images, but a case shows only one.", { question.id } });
    }
}

/// What a stage asks: questions that exist, each after those on which it depends.
void addAskedProblems(Problems &problems, const Protocol &protocol, std::size_t place)
{
    const Stage &stage = protocol.stages[place];
    const std::string field = at("stages", place, "questions");
    if (stage.questions.empty())
        problems.push_back({ field, "Stage \"%1\" asks nothing.", { stage.id } });
    addNameProblems(
        problems, askedNames, stage.questions, [&](std::size_t) { return field; }, stage.id);
    std::set<std::string> earlier;
    for (const std::string &id : stage.questions) {
        const auto question = std::ranges::find(protocol.questions, id, &Question::id);
        if (question == protocol.questions.end()) {
            problems.push_back(
                { field, "Stage \"%1\" asks \"%2\", which is no question of the protocol.", { stage.id, id } });
            continue;
        }
        for (const Condition &condition : question->shownIf)
            if (!earlier.contains(condition.question))
                problems.push_back({ at("questions", std::size_t(question - protocol.questions.begin()), "shown_if"),
                    "Question \"%1\" depends on \"%2\", which is not asked before it in stage \"%3\".",
                    { id, condition.question, stage.id } });
        earlier.insert(id);
    }
}

void addStageProblems(Problems &problems, const Protocol &protocol)
{
    if (protocol.stages.empty())
        problems.push_back({ "stages", "The protocol has no stage: it needs at least one.", {} });
    addNameProblems(problems, stageNames, namesOf(protocol.stages, [](const Stage &one) { return one.id; }),
        [](std::size_t i) { return at("stages", i, "id"); });
    for (std::size_t i = 0; i < protocol.stages.size(); ++i) {
        const Stage &stage = protocol.stages[i];
        addAskedProblems(problems, protocol, i);
        if (i == 0 && (stage.washoutDays > 0.0 || stage.follows == StageFollows::SameCase))
            problems.push_back({ at("stages", i, "follows"),
                "The first stage follows nothing: it has no washout and is no \"same-case\" stage.", {} });
        else if (stage.washoutDays < 0.0 || (stage.washoutDays > 0.0 && stage.follows == StageFollows::SameCase))
            problems.push_back({ at("stages", i, "washout_days"),
                "Stage \"%1\" has a washout that cannot be: it follows on the same case.", { stage.id } });
    }
}

bool hasKind(const Protocol &protocol, QuestionKind kind)
{
    return std::ranges::any_of(protocol.questions, [kind](const Question &one) { return one.kind == kind; });
}

void addDesignProblems(Problems &problems, const Protocol &protocol)
{
    const bool isSideBySide = protocol.design == Design::ForcedChoice || protocol.design == Design::Preference;
    if (isSideBySide && (protocol.panes < 2 || !hasKind(protocol, QuestionKind::Pane)))
        problems.push_back({ "design",
            "This design shows images side by side: it needs \"panes\" of 2 or more and a question of kind "
            "\"pane\".",
            {} });
    if (protocol.panes < 1 || protocol.panes > maxPanes)
        problems.push_back(
            { "panes", "A case shows 1 to 8 images; \"panes\" says %1.", { std::to_string(protocol.panes) } });
    const bool isLocalised = protocol.design == Design::LocalisationRoc || protocol.design == Design::FreeResponse;
    if (isLocalised && !hasKind(protocol, QuestionKind::Mark))
        problems.push_back({ "design", "This design asks for places: it needs a question of kind \"mark\".", {} });
    if (protocol.design == Design::PairedSessions) {
        const auto sessions = std::ranges::count_if(
            protocol.stages, [](const Stage &one) { return one.follows == StageFollows::WholeSet; });
        if (protocol.arms.size() < 2 || sessions != static_cast<std::ptrdiff_t>(protocol.arms.size()))
            problems.push_back({ "design",
                "Paired sessions need as many stages that follow the whole set as there are arms, at least "
                "two.",
                {} });
    }
}

} // namespace

std::string ProtocolProblem::text() const
{
    std::string filled;
    for (const char *letter = sentence; *letter != '\0'; ++letter) {
        const int number = *letter == '%' && letter[1] >= '1' && letter[1] <= '9' ? letter[1] - '0' : 0;
        if (number == 0) {
            filled += *letter;
            continue;
        }
        filled += values.at(static_cast<std::size_t>(number - 1));
        ++letter;
    }
    return filled;
}

std::vector<ProtocolProblem> protocolProblems(const Protocol &protocol)
{
    Problems problems;
    if (protocol.title.empty())
        problems.push_back({ "title", "The protocol has no title.", {} });
    if (protocol.arms.empty())
        problems.push_back({ "arms", "The protocol has no arm: it needs at least one.", {} });
    addNameProblems(problems, armNames, namesOf(protocol.arms, [](const Arm &one) { return one.key; }),
        [](std::size_t i) { return at("arms", i, "key"); });
    addQuestionProblems(problems, protocol);
    addStageProblems(problems, protocol);
    addDesignProblems(problems, protocol);
    for (const std::string &tool : protocol.tools)
        if (std::ranges::find(toolKeys(), tool) == toolKeys().end())
            problems.push_back({ "tools", "There is no tool \"%1\" for readers.", { tool } });
    if (protocol.order.patientGap < 0 || protocol.repeats.gap < 0 || protocol.breaks.afterCases < 0
        || protocol.breaks.afterMinutes < 0.0)
        problems.push_back({ "order", "A number of cases or minutes is negative.", {} });
    if (protocol.repeats.share < 0.0 || protocol.repeats.share > 1.0)
        problems.push_back({ "repeats", "The share of repeats lies outside 0 to 1.", {} });
    if (!nlohmann::json::accept(protocol.analysisPlan))
        problems.push_back({ "analysis_plan", "The analysis plan is no JSON.", {} });
    return problems;
}

Result<> checkProtocol(const Protocol &protocol)
{
    const Problems problems = protocolProblems(protocol);
    if (!problems.empty())
        return wrong(problems.front().text());
    return {};
}

Result<> checkCases(const Protocol &protocol, const std::vector<Case> &cases)
{
    if (std::ranges::none_of(cases, [](const Case &one) { return !one.isTraining; }))
        return wrong("The study has no case to be read.");
    Problems names;
    addNameProblems(names, caseNames, namesOf(cases, [](const Case &one) { return one.id; }),
        [](std::size_t i) { return at("cases", i, "id"); });
    if (!names.empty())
        return wrong(names.front().text());
    std::map<std::string, std::set<std::string>> pairs;
    for (const Case &one : cases) {
        if (static_cast<int>(one.images.size()) != protocol.panes)
            return wrong("Case \"" + one.id + "\" has " + std::to_string(one.images.size())
                + " images; the protocol shows " + std::to_string(protocol.panes) + ".");
        for (const CaseImage &image : one.images)
            if (protocol.arm(image.arm) == nullptr)
                return wrong(
                    "Case \"" + one.id + "\" is of arm \"" + image.arm + "\", which the protocol does not have.");
        if (protocol.design != Design::PairedSessions || one.isTraining)
            continue;
        if (one.pair.empty() || !pairs[one.pair].insert(armOf(protocol, one)).second)
            return wrong("Case \"" + one.id
                + "\" needs a \"pair\" of its own arm: paired sessions show each pair once "
                  "in every arm.");
    }
    for (const Arm &arm : protocol.arms) {
        const auto isOfArm = [&](const CaseImage &image) { return image.arm == arm.key; };
        if (std::ranges::none_of(
                cases, [&](const Case &one) { return !one.isTraining && std::ranges::any_of(one.images, isOfArm); }))
            return wrong(
                "Arm \"" + arm.key + "\" has no case to be read. Add some, or take the arm out of the protocol.");
    }
    for (const auto &[pair, arms] : pairs)
        if (arms.size() != protocol.arms.size())
            return wrong("Pair \"" + pair + "\" does not have a case in every arm.");
    return {};
}

namespace {

bool isNumber(const std::string &text)
{
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
}

bool isYesOrNo(const std::string &text)
{
    return text == "yes" || text == "no";
}

bool isChoice(const Question &question, const std::string &key)
{
    return std::ranges::find(question.choices, key, &Choice::key) != question.choices.end();
}

/// As answers to it are stored: in alphabetical order, each once.
bool areChoices(const Question &question, const std::string &text)
{
    std::vector<std::string> keys;
    std::istringstream parts(text);
    for (std::string key; std::getline(parts, key, '+');)
        keys.push_back(key);
    return !keys.empty() && std::ranges::is_sorted(keys) && std::ranges::adjacent_find(keys) == keys.end()
        && std::ranges::all_of(keys, [&](const std::string &key) { return isChoice(question, key); });
}

/// What a question takes for its truth, where `truth` is none; nothing where it is one.
const char *otherTruth(const Question &question, const Case &one, const std::string &truth)
{
    switch (question.kind) {
    case QuestionKind::YesNo:
        return isYesOrNo(truth) ? nullptr : "yes or no";
    case QuestionKind::Likert:
        return isYesOrNo(truth) || isChoice(question, truth) ? nullptr : "yes, no or a step of its scale";
    case QuestionKind::Confidence:
    case QuestionKind::Number:
        return isYesOrNo(truth) || isNumber(truth) ? nullptr : "yes, no or a number";
    case QuestionKind::SingleChoice:
        return isChoice(question, truth) ? nullptr : "the key of one of its choices";
    case QuestionKind::MultipleChoice:
        return areChoices(question, truth) ? nullptr : "keys of its choices in alphabetical order, joined by +";
    case QuestionKind::Pane:
        return imageNamed(one, question.truth) ? nullptr : "the number of an image, from 0";
    case QuestionKind::Text:
    case QuestionKind::Mark:
        break;
    }
    return nullptr;
}

} // namespace

Result<> checkTruths(const Protocol &protocol, const std::vector<Case> &cases)
{
    for (const Case &one : cases)
        for (const Question &question : protocol.questions) {
            const auto truth = one.truth.find(question.truth);
            if (question.truth.empty() || truth == one.truth.end())
                continue;
            if (const char *wanted = otherTruth(question, one, truth->second))
                return wrong("Case \"" + one.id + "\" gives \"" + truth->second + "\" for the truth \"" + truth->first
                    + "\", which question \"" + question.id + "\" cannot have: it takes " + wanted + ".");
        }
    return {};
}

} // namespace cf::sessions
