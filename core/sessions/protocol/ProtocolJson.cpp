#include "core/sessions/protocol/ProtocolJson.h"

#include "core/sessions/protocol/ProtocolKeys.h"
#include "core/sessions/values/JsonObject.h"

namespace cf::sessions {

using nlohmann::json;

namespace {

json textJson(const LocalText &text)
{
    if (text.japanese.empty())
        return text.english;
    return { { "en", text.english }, { "ja", text.japanese } };
}

void readText(JsonObject &object, const char *name, LocalText &text)
{
    const json *member = object.take(name);
    if (member == nullptr)
        return;
    if (member->is_string()) {
        text = { member->get<std::string>(), {} };
        return;
    }
    JsonObject languages(*member, std::string("the text \"") + name + "\"");
    languages.read("en", text.english);
    languages.read("ja", text.japanese);
    if (const auto done = languages.finish(); !done)
        object.complain(done.error());
}

json choiceJson(const Choice &choice)
{
    return { { "key", choice.key }, { "label", textJson(choice.label) } };
}

/// A choice may be typed as its key alone.
Choice readChoice(JsonObject &owner, const json &element, const std::string &place)
{
    Choice choice;
    if (element.is_string())
        return { element.get<std::string>(), { element.get<std::string>(), {} } };
    JsonObject object(element, place);
    object.read("key", choice.key);
    readText(object, "label", choice.label);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return choice;
}

json conditionJson(const Condition &condition)
{
    return { { "question", condition.question }, { "is", keyOf(comparisonKeys(), condition.comparison) },
        { "value", condition.value } };
}

json questionJson(const Question &question)
{
    json shapes = json::array();
    for (const MarkShape shape : question.shapes)
        shapes.push_back(keyOf(shapeKeys(), shape));
    json choices = json::array();
    for (const Choice &choice : question.choices)
        choices.push_back(choiceJson(choice));
    json conditions = json::array();
    for (const Condition &condition : question.shownIf)
        conditions.push_back(conditionJson(condition));
    return { { "id", question.id }, { "text", textJson(question.text) }, { "hint", textJson(question.hint) },
        { "kind", keyOf(questionKeys(), question.kind) }, { "required", question.required }, { "choices", choices },
        { "minimum", question.minimum }, { "maximum", question.maximum }, { "step", question.step },
        { "unit", question.unit }, { "allows_tie", question.allowsTie }, { "shapes", shapes },
        { "minimum_marks", question.minimumMarks }, { "maximum_marks", question.maximumMarks },
        { "marks_have_confidence", question.marksHaveConfidence }, { "shown_if", conditions },
        { "truth", question.truth } };
}

Question readQuestion(JsonObject &owner, const json &element, const std::string &place)
{
    Question question;
    JsonObject object(element, place);
    object.read("id", question.id);
    readText(object, "text", question.text);
    readText(object, "hint", question.hint);
    object.readEnum("kind", question.kind, questionKeys());
    object.read("required", question.required);
    object.readArray("choices", "choice",
        [&](const json &one, const std::string &at) { question.choices.push_back(readChoice(object, one, at)); });
    object.read("minimum", question.minimum);
    object.read("maximum", question.maximum);
    object.read("step", question.step);
    object.read("unit", question.unit);
    object.read("allows_tie", question.allowsTie);
    object.readArray("shapes", "shape", [&](const json &one, const std::string &) {
        question.shapes.push_back(object.enumOf(one, "shapes", MarkShape::Point, shapeKeys()));
    });
    object.read("minimum_marks", question.minimumMarks);
    object.read("maximum_marks", question.maximumMarks);
    object.read("marks_have_confidence", question.marksHaveConfidence);
    object.readArray("shown_if", "condition", [&](const json &one, const std::string &at) {
        Condition condition;
        JsonObject parts(one, at);
        parts.read("question", condition.question);
        parts.readEnum("is", condition.comparison, comparisonKeys());
        parts.read("value", condition.value);
        if (const auto done = parts.finish(); !done)
            object.complain(done.error());
        question.shownIf.push_back(condition);
    });
    object.read("truth", question.truth);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return question;
}

json stageJson(const Stage &stage)
{
    return { { "id", stage.id }, { "title", textJson(stage.title) }, { "notice", textJson(stage.notice) },
        { "questions", stage.questions }, { "follows", keyOf(followsKeys(), stage.follows) },
        { "washout_days", stage.washoutDays }, { "shows_difference", stage.showsDifference } };
}

Stage readStage(JsonObject &owner, const json &element, const std::string &place)
{
    Stage stage;
    JsonObject object(element, place);
    object.read("id", stage.id);
    readText(object, "title", stage.title);
    readText(object, "notice", stage.notice);
    object.read("questions", stage.questions);
    object.readEnum("follows", stage.follows, followsKeys());
    object.read("washout_days", stage.washoutDays);
    object.read("shows_difference", stage.showsDifference);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return stage;
}

Arm readArm(JsonObject &owner, const json &element, const std::string &place)
{
    Arm arm;
    JsonObject object(element, place);
    object.read("key", arm.key);
    object.readEnum("kind", arm.kind, armKeys());
    object.read("method", arm.method);
    object.read("label", arm.label);
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return arm;
}

/// Reads a nested object of plain members.
template <typename Fill> void readPart(JsonObject &owner, const char *name, const Fill &fill)
{
    if (const json *member = owner.take(name)) {
        JsonObject part(*member, std::string("the part \"") + name + "\"");
        fill(part);
        if (const auto done = part.finish(); !done)
            owner.complain(done.error());
    }
}

void readRules(JsonObject &object, Protocol &protocol)
{
    readPart(object, "order", [&](JsonObject &part) {
        part.read("seed", protocol.order.seed);
        part.read("patient_gap", protocol.order.patientGap);
        part.read("same_for_all", protocol.order.sameForAll);
    });
    readPart(object, "repeats", [&](JsonObject &part) {
        part.read("share", protocol.repeats.share);
        part.read("gap", protocol.repeats.gap);
    });
    readPart(object, "breaks", [&](JsonObject &part) {
        part.read("after_cases", protocol.breaks.afterCases);
        part.read("after_minutes", protocol.breaks.afterMinutes);
    });
    object.read("training_feedback", protocol.trainingFeedback);
    object.read("may_go_back", protocol.mayGoBack);
    object.read("records_time", protocol.recordsTime);
    object.read("records_display", protocol.recordsDisplay);
    object.read("tools", protocol.tools);
    object.read("names_readers", protocol.namesReaders);
    object.read("adjudicate_above", protocol.adjudicateAbove);
}

} // namespace

std::string canonical(const json &value)
{
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

json toJson(const Protocol &protocol)
{
    json arms = json::array();
    for (const Arm &arm : protocol.arms)
        arms.push_back({ { "key", arm.key }, { "kind", keyOf(armKeys(), arm.kind) }, { "method", arm.method },
            { "label", arm.label } });
    json questions = json::array();
    for (const Question &question : protocol.questions)
        questions.push_back(questionJson(question));
    json stages = json::array();
    for (const Stage &stage : protocol.stages)
        stages.push_back(stageJson(stage));
    json written{ { "format", "contrafact study protocol 1" }, { "title", protocol.title },
        { "design", keyOf(designKeys(), protocol.design) }, { "panes", protocol.panes }, { "arms", arms },
        { "questions", questions }, { "stages", stages },
        { "order",
            { { "seed", protocol.order.seed }, { "patient_gap", protocol.order.patientGap },
                { "same_for_all", protocol.order.sameForAll } } },
        { "repeats", { { "share", protocol.repeats.share }, { "gap", protocol.repeats.gap } } },
        { "breaks",
            { { "after_cases", protocol.breaks.afterCases }, { "after_minutes", protocol.breaks.afterMinutes } } },
        { "training_feedback", protocol.trainingFeedback }, { "may_go_back", protocol.mayGoBack },
        { "records_time", protocol.recordsTime }, { "records_display", protocol.recordsDisplay },
        { "tools", protocol.tools }, { "names_readers", protocol.namesReaders },
        { "adjudicate_above", protocol.adjudicateAbove },
        { "analysis_plan", json::parse(protocol.analysisPlan, nullptr, false) } };
    if (!(protocol.consent == LocalText())) // Protocols that were sealed before there was one keep their hashes.
        written["consent"] = textJson(protocol.consent);
    return written;
}

Result<Protocol> protocolFromJson(const json &value)
{
    Protocol protocol;
    JsonObject object(value, "the protocol");
    std::string format = "contrafact study protocol 1";
    object.read("format", format);
    if (format != "contrafact study protocol 1")
        object.complain("has the format \"" + format
            + "\", which this version does not read; it reads \"contrafact study protocol 1\"");
    object.read("title", protocol.title);
    object.readEnum("design", protocol.design, designKeys());
    object.read("panes", protocol.panes);
    object.readArray("arms", "arm",
        [&](const json &one, const std::string &at) { protocol.arms.push_back(readArm(object, one, at)); });
    object.readArray("questions", "question",
        [&](const json &one, const std::string &at) { protocol.questions.push_back(readQuestion(object, one, at)); });
    object.readArray("stages", "stage",
        [&](const json &one, const std::string &at) { protocol.stages.push_back(readStage(object, one, at)); });
    readRules(object, protocol);
    readText(object, "consent", protocol.consent);
    if (const json *plan = object.take("analysis_plan"))
        protocol.analysisPlan = canonical(*plan);
    CF_TRY(object.finish());
    return protocol;
}

Result<Protocol> protocolFromText(const std::string &text)
{
    CF_ASSIGN(const json value, parseJson(text, "The protocol"));
    return protocolFromJson(value);
}

} // namespace cf::sessions
