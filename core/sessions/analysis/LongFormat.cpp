#include "core/sessions/analysis/LongFormat.h"

#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"

#include <nlohmann/json.hpp>

#include <functional>

namespace cf::sessions {

namespace {

using nlohmann::json;

const char *roleName(ReaderRole role)
{
    return role == ReaderRole::Reader ? "reader" : role == ReaderRole::Adjudicator ? "adjudicator" : "consensus";
}

const char *kindName(QuestionKind kind)
{
    switch (kind) {
    case QuestionKind::YesNo:
        return "yes-no";
    case QuestionKind::Confidence:
        return "confidence";
    case QuestionKind::Likert:
        return "scale";
    case QuestionKind::SingleChoice:
        return "choice";
    case QuestionKind::MultipleChoice:
        return "choices";
    case QuestionKind::Number:
        return "number";
    case QuestionKind::Text:
        return "text";
    case QuestionKind::Mark:
        return "marks";
    case QuestionKind::Pane:
        return "pane";
    }
    return "";
}

/// One answer with everything around it; the cell's own value as JSON.
json rowOf(const AnalysisInput &input, const Reading &reading, const Question &question, const AnswerValue &answer)
{
    const Case *item = input.study.find(reading.key.caseId);
    const Reader *reader = input.study.reader(reading.key.reader);
    json row = json::object();
    row["reader"] = shownName(input.study, reading.key.reader);
    row["role"] = roleName(reader ? reader->role : ReaderRole::Reader);
    row["case"] = reading.key.caseId;
    row["pair"] = item ? item->pair : "";
    row["arm"] = item && !item->images.empty() ? item->arm() : "";
    row["stage"] = reading.key.stage;
    row["attempt"] = reading.key.attempt;
    row["position"] = reading.position;
    row["question"] = question.id;
    row["kind"] = kindName(question.kind);
    row["answer"] = toJson(Answers{ { question.id, answer } })[question.id];
    const auto truth = item ? item->truth.find(question.truth) : std::map<std::string, std::string>::const_iterator();
    const bool known = item && !question.truth.empty() && truth != item->truth.end();
    row["truth"] = known ? json(truth->second) : json(nullptr);
    row["correct"] = known && textOf(answer) == truth->second;
    if (!known)
        row["correct"] = nullptr;
    row["seconds"] = input.study.protocol.recordsTime ? json(reading.activeSeconds) : json(nullptr);
    row["paused_seconds"] = input.study.protocol.recordsTime ? json(reading.pausedSeconds) : json(nullptr);
    row["shown_at"] = reading.shownAt;
    row["stored_at"] = reading.storedAt;
    row["seal"] = reading.seal;
    return row;
}

void forEachAnswer(const AnalysisInput &input, const std::function<void(const json &)> &take)
{
    for (const Reading &reading : input.readings)
        for (const Question &question : input.study.protocol.questions) {
            const auto answer = reading.answers.find(question.id);
            if (answer != reading.answers.end())
                take(rowOf(input, reading, question, answer->second));
        }
}

/// A cell as RFC 4180 wants it. A text that a spreadsheet would take for a formula is led by an apostrophe.
std::string cellOf(const json &value)
{
    if (value.is_null())
        return {};
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    if (value.is_string() && !text.empty() && std::string("=+-@").find(text.front()) != std::string::npos)
        text.insert(text.begin(), '\'');
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char character : text) {
        if (character == '"')
            quoted += '"';
        quoted += character;
    }
    return quoted + '"';
}

constexpr const char *columns[] = { "reader", "role", "case", "pair", "arm", "stage", "attempt", "position", "question",
    "kind", "answer", "truth", "correct", "seconds", "paused_seconds", "shown_at", "stored_at", "seal" };

} // namespace

std::string longCsv(const AnalysisInput &input)
{
    std::string csv;
    for (const char *column : columns)
        csv += std::string(csv.empty() ? "" : ",").append(column);
    csv += "\r\n";
    forEachAnswer(input, [&csv](const json &row) {
        bool first = true;
        for (const char *column : columns) {
            csv += first ? "" : ",";
            csv += cellOf(row[column]);
            first = false;
        }
        csv += "\r\n";
    });
    return csv;
}

json longJson(const AnalysisInput &input)
{
    json rows = json::array();
    forEachAnswer(input, [&rows](const json &row) { rows.push_back(row); });
    return rows;
}

} // namespace cf::sessions
