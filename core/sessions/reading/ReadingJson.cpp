#include "core/sessions/reading/ReadingJson.h"

#include "core/base/files/Sha256.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/protocol/ProtocolKeys.h"

namespace cf::sessions {

using nlohmann::json;

namespace {

const EnumKeys<ReaderRole> &roleKeys()
{
    static const EnumKeys<ReaderRole> keys{ { "reader", ReaderRole::Reader },
        { "adjudicator", ReaderRole::Adjudicator }, { "consensus", ReaderRole::Consensus } };
    return keys;
}

json markJson(const Mark &mark)
{
    json points = json::array();
    for (const MarkPoint &point : mark.points)
        points.push_back({ point.x, point.y });
    return { { "shape", keyOf(shapeKeys(), mark.shape) }, { "points", points }, { "image", mark.image },
        { "type", mark.type }, { "confidence", mark.confidence ? json(*mark.confidence) : json(nullptr) } };
}

Mark readMark(JsonObject &owner, const json &element, const std::string &place)
{
    Mark mark;
    JsonObject object(element, place);
    object.readEnum("shape", mark.shape, shapeKeys());
    std::vector<std::vector<double>> points;
    object.read("points", points);
    for (const auto &point : points) {
        if (point.size() == 2)
            mark.points.push_back({ point[0], point[1] });
        else
            object.complain("has a point that is not two numbers");
    }
    object.read("image", mark.image);
    object.read("type", mark.type);
    if (const json *confidence = object.take("confidence"); confidence != nullptr && confidence->is_number())
        mark.confidence = confidence->get<double>();
    if (const auto done = object.finish(); !done)
        owner.complain(done.error());
    return mark;
}

template <typename Value> Value readValue(JsonObject &object, const Question &question)
{
    Value value{};
    object.read(question.id.c_str(), value);
    return value;
}

AnswerValue readAnswer(JsonObject &object, const Question &question)
{
    switch (question.kind) {
    case QuestionKind::YesNo:
        return readValue<bool>(object, question);
    case QuestionKind::Confidence:
    case QuestionKind::Likert:
    case QuestionKind::Number:
    case QuestionKind::Pane:
        return readValue<double>(object, question);
    case QuestionKind::SingleChoice:
    case QuestionKind::Text:
        return readValue<std::string>(object, question);
    case QuestionKind::MultipleChoice:
        return readValue<std::vector<std::string>>(object, question);
    case QuestionKind::Mark:
        break;
    }
    std::vector<Mark> marks;
    object.readArray(question.id.c_str(), "mark",
        [&](const json &element, const std::string &place) { marks.push_back(readMark(object, element, place)); });
    return marks;
}

} // namespace

json toJson(const Answers &answers)
{
    json object = json::object();
    for (const auto &answer : answers) {
        const std::string &question = answer.first;
        const auto &value = answer.second;
        if (const auto *marks = std::get_if<std::vector<Mark>>(&value)) {
            json list = json::array();
            for (const Mark &mark : *marks)
                list.push_back(markJson(mark));
            object[question] = list;
        } else {
            std::visit(
                [&](const auto &plain) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(plain)>, std::vector<Mark>>)
                        object[question] = plain;
                },
                value);
        }
    }
    return object;
}

Result<Answers> answersFromJson(const Protocol &protocol, const json &value)
{
    Answers answers;
    JsonObject object(value, "the answers");
    for (const Question &question : protocol.questions) {
        if (!object.has(question.id.c_str())) {
            object.take(question.id.c_str());
            continue;
        }
        answers[question.id] = readAnswer(object, question);
    }
    CF_TRY(object.finish());
    return answers;
}

json toJson(const ReadingKey &key)
{
    return { { "reader", key.reader }, { "case", key.caseId }, { "stage", key.stage }, { "attempt", key.attempt } };
}

std::string describe(const ReadingKey &key)
{
    return key.reader + "/" + key.caseId + "/" + key.stage + "/" + std::to_string(key.attempt);
}

namespace {

json contentJson(const Reading &reading)
{
    json object = toJson(reading.key);
    object["revision"] = reading.revision;
    object["position"] = reading.position;
    object["answers"] = toJson(reading.answers);
    object["shown_at"] = reading.shownAt;
    object["active_seconds"] = reading.activeSeconds;
    object["paused_seconds"] = reading.pausedSeconds;
    object["display"] = json::parse(reading.display, nullptr, false);
    object["seal"] = reading.seal;
    return object;
}

} // namespace

std::string contentOf(const Reading &reading)
{
    return canonical(contentJson(reading));
}

std::string contentHash(const Reading &reading)
{
    Sha256 hash;
    const std::string content = contentOf(reading);
    hash.add(content.data(), content.size());
    return hash.finish();
}

json toJson(const Reading &reading)
{
    json object = contentJson(reading);
    object["stored_at"] = reading.storedAt;
    return object;
}

Result<Reading> readingFromJson(const Protocol &protocol, const json &value)
{
    Reading reading;
    JsonObject object(value, "the reading");
    object.read("reader", reading.key.reader);
    object.read("case", reading.key.caseId);
    object.read("stage", reading.key.stage);
    object.read("attempt", reading.key.attempt);
    object.read("revision", reading.revision);
    object.read("position", reading.position);
    if (const json *answers = object.take("answers")) {
        auto read = answersFromJson(protocol, *answers);
        if (read)
            reading.answers = std::move(*read);
        else
            object.complain(read.error());
    }
    object.read("shown_at", reading.shownAt);
    object.read("active_seconds", reading.activeSeconds);
    object.read("paused_seconds", reading.pausedSeconds);
    if (const json *display = object.take("display"))
        reading.display = canonical(*display);
    object.read("seal", reading.seal);
    object.read("stored_at", reading.storedAt);
    CF_TRY(object.finish());
    return reading;
}

json toJson(const Reader &reader)
{
    return { { "id", reader.id }, { "name", reader.name }, { "experience", reader.experience },
        { "role", keyOf(roleKeys(), reader.role) }, { "row", reader.row }, { "cases", reader.cases } };
}

Result<Reader> readerFromJson(const json &value)
{
    Reader reader;
    JsonObject object(value, "the reader");
    object.read("id", reader.id);
    object.read("name", reader.name);
    object.read("experience", reader.experience);
    object.readEnum("role", reader.role, roleKeys());
    object.read("row", reader.row);
    object.read("cases", reader.cases);
    CF_TRY(object.finish());
    return reader;
}

json toJson(const ReadingStep &step)
{
    return { { "position", step.position }, { "case", step.caseId }, { "stage", step.stage },
        { "attempt", step.attempt }, { "training", step.isTraining }, { "panes", step.panes } };
}

Result<ReadingStep> stepFromJson(const json &value)
{
    ReadingStep step;
    JsonObject object(value, "the step");
    object.read("position", step.position);
    object.read("case", step.caseId);
    object.read("stage", step.stage);
    object.read("attempt", step.attempt);
    object.read("training", step.isTraining);
    object.read("panes", step.panes);
    CF_TRY(object.finish());
    return step;
}

} // namespace cf::sessions
