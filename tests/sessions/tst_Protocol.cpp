// A protocol as text, what is wrong with one, and which answers it asks for.

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolTemplates.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/sealing/ProtocolCheck.h"

#include "tests/sessions/StudyBench.h"

#include <nlohmann/json.hpp>

using namespace cf;
using namespace cf::test;

namespace {

void checkRefused(const Result<> &result, const std::string &word)
{
    if (!result && result.error().message.find(word) != std::string::npos)
        return;
    std::fprintf(
        stderr, "expected \"%s\", got: %s\n", word.c_str(), result ? "nothing" : result.error().message.c_str());
    std::exit(EXIT_FAILURE);
}

Question marks()
{
    Question question;
    question.id = "where";
    question.text = { "Mark what looks wrong.", "不自然な部位に印をつけてください。" };
    question.kind = QuestionKind::Mark;
    question.required = false;
    question.shapes = { MarkShape::Box, MarkShape::Contour };
    question.choices = { { "blur", { "blur", "ぼけ" } }, { "seam", { "seam", "継ぎ目" } } };
    question.maximumMarks = 2;
    question.marksHaveConfidence = true;
    return question;
}

/// From a seed that everybody knows a reader could compute the arms of their order and which image of a case is real.
void noSeedIsGuessed()
{
    const std::string without = R"({"title":"T","order":{"patient_gap":2}})";
    const Protocol first = need(protocolOfFile(without));
    const Protocol second = need(protocolOfFile(without));
    CF_CHECK(first.order.seed != Protocol().order.seed && first.order.seed != second.order.seed);
    CF_EQUAL(first.order.patientGap, 2);
    CF_EQUAL(need(protocolOfFile(without, 77)).order.seed, std::uint64_t(77)); // That of the study which it changes.
    CF_EQUAL(need(protocolOfFile(R"({"title":"T","order":{"seed":5}})")).order.seed, std::uint64_t(5));
    CF_EQUAL(need(protocolOfFile(R"({"title":"T"})", 77)).order.seed, std::uint64_t(77));
    CF_CHECK(!protocolOfFile("[]") && !protocolOfFile("{"));
}

/// Under a truth that no answer can be, every answer would count as wrong.
void truthsCanBeAnswers()
{
    Question several = yesNo("several", "Which of these?");
    several.kind = QuestionKind::MultipleChoice;
    several.choices = { { "b", { "b", {} } }, { "a", { "a", {} } } };
    Question one = several;
    one.id = "one";
    one.kind = QuestionKind::SingleChoice;
    Question pane = yesNo("pane", "Which image?");
    pane.kind = QuestionKind::Pane;
    Question sure = yesNo("sure", "How sure?");
    sure.kind = QuestionKind::Confidence;
    Protocol protocol = twoArms();
    protocol.questions = { yesNo("there", "Is it there?"), several, one, pane, sure, twoArms().questions[2] };
    for (Question &question : protocol.questions)
        question.truth = question.id;
    Case given;
    given.id = "C1";
    given.images = { { "x", "real", {} }, { "y", "flow", {} } };
    const auto check = [&](const std::string &question, const std::string &truth) {
        given.truth = { { question, truth }, { "prompt", "of no question" } };
        return checkTruths(protocol, { given });
    };
    for (const auto &[question, truth] : std::vector<std::pair<std::string, std::string>>{ { "there", "yes" },
             { "there", "no" }, { "several", "a+b" }, { "several", "b" }, { "one", "a" }, { "pane", "0" },
             { "pane", "1" }, { "sure", "yes" }, { "sure", "62.5" }, { "synthetic", "no" }, { "synthetic", "4" } })
        need(check(question, truth));
    checkRefused(check("there", "Yes"), "it takes yes or no.");
    checkRefused(
        check("there", "1"), "Case \"C1\" gives \"1\" for the truth \"there\", which question \"there\" cannot");
    checkRefused(check("several", "b+a"), "alphabetical order");
    checkRefused(check("several", "a+a"), "alphabetical order");
    checkRefused(check("several", ""), "alphabetical order");
    checkRefused(check("one", "c"), "one of its choices");
    checkRefused(check("pane", "2"), "number of an image");
    checkRefused(check("pane", "flow"), "number of an image");
    checkRefused(check("sure", "high"), "yes, no or a number");
    checkRefused(check("synthetic", "6"), "a step of its scale");
}

void textAndBack()
{
    Protocol protocol = twoArms();
    protocol.questions.push_back(marks());
    protocol.stages[0].questions.push_back("where");
    protocol.analysisPlan = "{\"primary\":\"auc\"}";
    need(checkProtocol(protocol));
    const std::string text = canonical(toJson(protocol));
    const Protocol back = need(protocolFromText(text));
    CF_CHECK(back == protocol && canonical(toJson(back)) == text);
    // What a person types: short forms and defaults.
    const Protocol typed = need(protocolFromText(
        "{\"title\":\"T\",\"arms\":[{\"key\":\"a\"}],\"questions\":[{\"id\":\"q\",\"text\":\"Q?\",\"kind\":"
        "\"single-choice\",\"choices\":[\"left\",\"right\"]}],\"stages\":[{\"id\":\"s\",\"questions\":[\"q\"]}]}"));
    need(checkProtocol(typed));
    CF_CHECK(typed.questions[0].choices[1].key == "right" && typed.recordsTime);
    const auto mistyped = protocolFromText("{\"title\":\"T\",\"order\":{\"patient_gab\":4}}");
    CF_CHECK(!mistyped && mistyped.error().message.find("patient_gab") != std::string::npos);
    CF_CHECK(!protocolFromText("{\"title\":5}") && !protocolFromText("{") && !protocolFromText("[]"));
    CF_CHECK(!protocolFromText("{\"format\":\"contrafact study protocol 9\"}"));
    // A plan of analysis may be any JSON. One without an end was read, and ended the program when it was written.
    const auto planned = [](int levels) {
        return protocolFromText(
            "{\"title\":\"[[\\\"[\",\"analysis_plan\":" + std::string(levels, '[') + std::string(levels, ']') + "}");
    };
    CF_CHECK(planned(50) && !planned(200) && !planned(1'000'000));
}

void faultsHaveWords()
{
    const auto with = [](const std::function<void(Protocol &)> &change) {
        Protocol protocol = twoArms();
        change(protocol);
        return checkProtocol(protocol);
    };
    need(with([](Protocol &) {}));
    checkRefused(with([](Protocol &one) { one.title.clear(); }), "no title");
    checkRefused(with([](Protocol &one) { one.arms[1].key = "real"; }), "stands twice");
    checkRefused(with([](Protocol &one) { one.questions[0].id = "a b"; }), "is no name");
    checkRefused(with([](Protocol &one) { one.stages[0].questions = { "confidence", "effusion" }; }), "depends on");
    checkRefused(with([](Protocol &one) { one.stages[0].questions.push_back("nothing"); }), "no question");
    checkRefused(with([](Protocol &one) { one.stages[0].washoutDays = 3; }), "first stage");
    checkRefused(with([](Protocol &one) { one.questions[1].minimum = 100; }), "minimum");
    checkRefused(
        with([](Protocol &one) { std::swap(one.questions[2].choices[0], one.questions[2].choices[1]); }), "rising");
    checkRefused(with([](Protocol &one) { one.design = Design::ForcedChoice; }), "side by side");
    checkRefused(with([](Protocol &one) { one.design = Design::FreeResponse; }), "places");
    checkRefused(with([](Protocol &one) { one.design = Design::PairedSessions; }), "Paired sessions");
    checkRefused(with([](Protocol &one) { one.tools = { "ruler" }; }), "no tool");
    checkRefused(with([](Protocol &one) { one.analysisPlan = "kappa"; }), "no JSON");
    // All of them at once, each at its field.
    Protocol wrong = twoArms();
    wrong.title.clear();
    wrong.questions[2].choices.resize(1);
    wrong.stages[0].questions.push_back("nothing");
    const auto problems = protocolProblems(wrong);
    CF_EQUAL(problems.size(), 3);
    CF_CHECK(problems[0].field == "title" && problems[1].field == "questions/2/choices"
        && problems[2].field == "stages/0/questions");
    CF_EQUAL(problems[2].text(), "Stage \"main\" asks \"nothing\", which is no question of the protocol.");
    auto cases = someCases(4).cases;
    need(checkCases(twoArms(), cases));
    for (Case &one : cases)
        one.isTraining = one.images[0].arm == "flow"; // Training cases are not compared.
    checkRefused(checkCases(twoArms(), cases), "Arm \"flow\" has no case");
    for (Case &one : cases)
        one.isTraining = false;
    cases[2].images[0].arm = "other";
    checkRefused(checkCases(twoArms(), cases), "does not have");
    cases[2].images.clear();
    checkRefused(checkCases(twoArms(), cases), "0 images");
}

void answersThatCannotBeAreRefused()
{
    Question text = yesNo("comment", "Comment");
    text.kind = QuestionKind::Text;
    need(checkAnswer(text, std::string(20'000, 'x'), 1));
    checkRefused(checkAnswer(text, std::string(20'001, 'x'), 1), "20001 bytes");
    checkRefused(checkAnswer(text, std::string(10'000'000, 'x'), 1), "20000 are the most");
    Question several = yesNo("signs", "Signs");
    several.kind = QuestionKind::MultipleChoice;
    several.choices = { { "a", {} }, { "b", {} } };
    need(checkAnswer(several, std::vector<std::string>{ "b", "a" }, 1));
    checkRefused(checkAnswer(several, std::vector<std::string>{ "a", "a" }, 1), "names one twice");
    Question where = yesNo("where", "Where?");
    where.kind = QuestionKind::Mark;
    where.shapes = { MarkShape::Point };
    const auto at = [](double x) { return std::vector<Mark>{ { MarkShape::Point, { { x, 1.0 } }, 0, {}, {} } }; };
    need(checkAnswer(where, at(17.0), 1));
    checkRefused(checkAnswer(where, at(1e300), 1), "nowhere");
    checkRefused(checkAnswer(where, at(-std::numeric_limits<double>::infinity()), 1), "nowhere");
}

void conditionsDecideWhatIsAsked()
{
    const Protocol protocol = twoArms();
    const Stage &stage = protocol.stages[0];
    Answers answers{ { "effusion", false }, { "synthetic", 2.0 } };
    CF_EQUAL(askedQuestions(protocol, stage, answers).size(), 2);
    need(checkAnswers(protocol, stage, answers));
    answers["effusion"] = true;
    CF_EQUAL(missingAnswers(protocol, stage, answers), std::vector<std::string>{ "confidence" });
    checkRefused(checkAnswers(protocol, stage, answers), "How sure?");
    answers["confidence"] = 101.0;
    checkRefused(checkAnswers(protocol, stage, answers), "between 0 and 100");
    answers["confidence"] = 55.0;
    need(checkAnswers(protocol, stage, answers));
    // An answer left behind by a changed mind neither counts nor hides.
    answers["effusion"] = false;
    checkRefused(checkAnswers(protocol, stage, answers), "not asked");
    CF_CHECK(!withoutUnasked(protocol, stage, answers).contains("confidence"));
}

void marksAreWhole()
{
    const Question question = marks();
    Mark box{ MarkShape::Box, { { 1.5, 2 }, { 30, 40 } }, 0, "blur", 70.0 };
    need(checkAnswer(question, std::vector<Mark>{ box }, 1));
    const auto with = [&](const std::function<void(Mark &)> &change) {
        Mark changed = box;
        change(changed);
        return checkAnswer(question, std::vector<Mark>{ changed }, 1);
    };
    checkRefused(with([](Mark &one) { one.points.pop_back(); }), "not whole");
    checkRefused(with([](Mark &one) { one.image = 1; }), "not whole");
    checkRefused(with([](Mark &one) { one.type = "ghost"; }), "does not exist");
    checkRefused(with([](Mark &one) { one.type.clear(); }), "without a type");
    checkRefused(with([](Mark &one) { one.confidence.reset(); }), "without its confidence");
    checkRefused(with([](Mark &one) { one = { MarkShape::Point, { { 1, 1 } }, 0, "blur", 1.0 }; }), "shape");
    checkRefused(with([](Mark &one) { one.points[0].x = std::numeric_limits<double>::quiet_NaN(); }), "nowhere");
    checkRefused(checkAnswer(question, std::vector<Mark>{ box, box, box }, 1), "3 marks");
    // To JSON and back to the point.
    Protocol protocol = twoArms();
    protocol.questions.push_back(question);
    const Answers answers{ { "effusion", true }, { "where", std::vector<Mark>{ box } } };
    CF_EQUAL(need(answersFromJson(protocol, toJson(answers))), answers);
    CF_CHECK(!answersFromJson(protocol, nlohmann::json{ { "effusion", "maybe" } }));
    CF_CHECK(!answersFromJson(protocol, nlohmann::json{ { "unknown", 1 } }));
}

} // namespace

int main()
{
    textAndBack();
    noSeedIsGuessed();
    truthsCanBeAnswers();
    faultsHaveWords();
    answersThatCannotBeAreRefused();
    conditionsDecideWhatIsAsked();
    marksAreWhole();
}
