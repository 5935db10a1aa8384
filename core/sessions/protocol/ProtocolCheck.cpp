#include "core/sessions/protocol/ProtocolCheck.h"

#include "core/sessions/protocol/ProtocolKeys.h"

#include <algorithm>
#include <map>
#include <set>

namespace cf::sessions {

namespace {

tl::unexpected<Error> wrong(const std::string &text)
{
    return fail(ErrorCode::InvalidInput, text);
}

bool isName(const std::string &name)
{
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](unsigned char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9')
            || letter == '_' || letter == '-';
    });
}

Result<> checkNames(const std::string &what, const std::vector<std::string> &names)
{
    std::set<std::string> seen;
    for (const std::string &name : names) {
        if (!isName(name))
            return wrong("The " + what + " \"" + name + "\" is no name: letters, digits, \"-\" and \"_\", up to 64.");
        if (!seen.insert(name).second)
            return wrong("The " + what + " \"" + name + "\" stands twice.");
    }
    return {};
}

template <typename Value, typename Name>
std::vector<std::string> namesOf(const std::vector<Value> &values, const Name &name)
{
    std::vector<std::string> names;
    for (const Value &value : values)
        names.push_back(name(value));
    return names;
}

Result<> checkScale(const Question &question)
{
    const std::string called = "Question \"" + question.id + "\"";
    const bool isNumber = question.kind == QuestionKind::Number || question.kind == QuestionKind::Confidence
        || question.marksHaveConfidence;
    if (isNumber && !(question.minimum < question.maximum))
        return wrong(called + " has a minimum that is not below its maximum.");
    const bool isChoice = question.kind == QuestionKind::Likert || question.kind == QuestionKind::SingleChoice
        || question.kind == QuestionKind::MultipleChoice;
    if (isChoice && question.choices.size() < 2)
        return wrong(called + " needs at least two choices.");
    if (question.kind == QuestionKind::Likert)
        for (std::size_t i = 1; i < question.choices.size(); ++i)
            if (std::atoi(question.choices[i].key.c_str()) <= std::atoi(question.choices[i - 1].key.c_str()))
                return wrong(called + " is a Likert scale, whose keys are rising whole numbers.");
    if (question.kind == QuestionKind::Mark && question.shapes.empty())
        return wrong(called + " allows no shape of mark: point, box or contour.");
    if (question.maximumMarks > 0 && question.minimumMarks > question.maximumMarks)
        return wrong(called + " asks for more marks than it allows.");
    return checkNames("choice of question \"" + question.id + "\"",
        namesOf(question.choices, [](const Choice &choice) { return choice.key; }));
}

Result<> checkQuestions(const Protocol &protocol)
{
    if (protocol.questions.empty())
        return wrong("The protocol asks nothing: it needs at least one question.");
    CF_TRY(checkNames("question", namesOf(protocol.questions, [](const Question &one) { return one.id; })));
    for (const Question &question : protocol.questions) {
        if (question.text.english.empty())
            return wrong("Question \"" + question.id + "\" has no text.");
        CF_TRY(checkScale(question));
        if (question.kind == QuestionKind::Pane && protocol.panes < 2)
            return wrong("Question \"" + question.id + "\" chooses among images, but a case shows only one.");
    }
    return {};
}

Result<> checkStages(const Protocol &protocol)
{
    if (protocol.stages.empty())
        return wrong("The protocol has no stage: it needs at least one.");
    CF_TRY(checkNames("stage", namesOf(protocol.stages, [](const Stage &one) { return one.id; })));
    for (const Stage &stage : protocol.stages) {
        if (stage.questions.empty())
            return wrong("Stage \"" + stage.id + "\" asks nothing.");
        CF_TRY(checkNames("question of stage \"" + stage.id + "\"", stage.questions));
        std::set<std::string> earlier;
        for (const std::string &id : stage.questions) {
            const Question *question = protocol.question(id);
            if (question == nullptr)
                return wrong("Stage \"" + stage.id + "\" asks \"" + id + "\", which is no question of the protocol.");
            for (const Condition &condition : question->shownIf)
                if (!earlier.contains(condition.question))
                    return wrong("Question \"" + id + "\" depends on \"" + condition.question
                        + "\", which is not asked before it in stage \"" + stage.id + "\".");
            earlier.insert(id);
        }
        if (stage.washoutDays < 0.0 || (stage.washoutDays > 0.0 && stage.follows == StageFollows::SameCase))
            return wrong("Stage \"" + stage.id + "\" has a washout that cannot be: it follows on the same case.");
    }
    if (protocol.stages.front().washoutDays > 0.0 || protocol.stages.front().follows == StageFollows::SameCase)
        return wrong("The first stage follows nothing: it has no washout and is no \"same-case\" stage.");
    return {};
}

bool hasKind(const Protocol &protocol, QuestionKind kind)
{
    return std::ranges::any_of(protocol.questions, [kind](const Question &one) { return one.kind == kind; });
}

Result<> checkDesign(const Protocol &protocol)
{
    const bool isSideBySide = protocol.design == Design::ForcedChoice || protocol.design == Design::Preference;
    if (isSideBySide && (protocol.panes < 2 || !hasKind(protocol, QuestionKind::Pane)))
        return wrong("This design shows images side by side: it needs \"panes\" of 2 or more and a question of kind "
                     "\"pane\".");
    if (protocol.panes < 1 || protocol.panes > 8)
        return wrong("A case shows 1 to 8 images; \"panes\" says " + std::to_string(protocol.panes) + ".");
    const bool isLocalised = protocol.design == Design::LocalisationRoc || protocol.design == Design::FreeResponse;
    if (isLocalised && !hasKind(protocol, QuestionKind::Mark))
        return wrong("This design asks for places: it needs a question of kind \"mark\".");
    if (protocol.design == Design::PairedSessions) {
        const auto sessions = std::ranges::count_if(
            protocol.stages, [](const Stage &one) { return one.follows == StageFollows::WholeSet; });
        if (protocol.arms.size() < 2 || sessions != static_cast<std::ptrdiff_t>(protocol.arms.size()))
            return wrong("Paired sessions need as many stages that follow the whole set as there are arms, at least "
                         "two.");
    }
    return {};
}

} // namespace

Result<> checkProtocol(const Protocol &protocol)
{
    if (protocol.title.empty())
        return wrong("The protocol has no title.");
    if (protocol.arms.empty())
        return wrong("The protocol has no arm: it needs at least one.");
    CF_TRY(checkNames("arm", namesOf(protocol.arms, [](const Arm &one) { return one.key; })));
    CF_TRY(checkQuestions(protocol));
    CF_TRY(checkStages(protocol));
    CF_TRY(checkDesign(protocol));
    for (const std::string &tool : protocol.tools)
        if (std::ranges::find(toolKeys(), tool) == toolKeys().end())
            return wrong("There is no tool \"" + tool + "\" for readers.");
    if (protocol.order.patientGap < 0 || protocol.repeats.gap < 0 || protocol.breaks.afterCases < 0
        || protocol.breaks.afterMinutes < 0.0)
        return wrong("A number of cases or minutes is negative.");
    if (protocol.repeats.share < 0.0 || protocol.repeats.share > 1.0)
        return wrong("The share of repeats lies outside 0 to 1.");
    return {};
}

Result<> checkCases(const Protocol &protocol, const std::vector<Case> &cases)
{
    if (std::ranges::none_of(cases, [](const Case &one) { return !one.isTraining; }))
        return wrong("The study has no case to be read.");
    CF_TRY(checkNames("case", namesOf(cases, [](const Case &one) { return one.id; })));
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
        if (one.pair.empty() || !pairs[one.pair].insert(one.arm()).second)
            return wrong("Case \"" + one.id
                + "\" needs a \"pair\" of its own arm: paired sessions show each pair once "
                  "in every arm.");
    }
    for (const auto &[pair, arms] : pairs)
        if (arms.size() != protocol.arms.size())
            return wrong("Pair \"" + pair + "\" does not have a case in every arm.");
    return {};
}

} // namespace cf::sessions
