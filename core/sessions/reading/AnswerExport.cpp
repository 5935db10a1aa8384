#include "core/sessions/reading/AnswerExport.h"

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"

#include <nlohmann/json.hpp>

namespace cf::sessions {

using nlohmann::json;

namespace {

std::string valueText(const std::string &question, const AnswerValue &value)
{
    if (std::holds_alternative<std::vector<Mark>>(value))
        return canonical(toJson(Answers{ { question, value } })[question]);
    return textOf(value);
}

std::string quoted(const std::string &text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string field = "\"";
    for (const char letter : text)
        field += letter == '"' ? std::string("\"\"") : std::string(1, letter);
    return field + "\"";
}

json rowJson(const ExportRow &row)
{
    return { { "reader", row.reader }, { "case", row.caseId }, { "arm", row.arm }, { "pair", row.pair },
        { "stage", row.stage }, { "attempt", row.attempt }, { "revision", row.revision }, { "position", row.position },
        { "question", row.question }, { "answer", row.answer }, { "truth", row.truth }, { "shown_at", row.shownAt },
        { "stored_at", row.storedAt }, { "active_seconds", row.activeSeconds }, { "seal", row.seal } };
}

} // namespace

std::vector<ExportRow> exportRows(const Study &study, const std::vector<Reading> &readings)
{
    std::vector<ExportRow> rows;
    for (const Reading &reading : readings) {
        const Case *one = study.find(reading.key.caseId);
        const Reader *reader = study.reader(reading.key.reader);
        ExportRow row;
        row.reader = study.protocol.namesReaders && reader != nullptr && !reader->name.empty() ? reader->name
                                                                                               : reading.key.reader;
        row.caseId = reading.key.caseId;
        row.arm = one != nullptr ? one->arm() : "";
        row.pair = one != nullptr ? one->pair : "";
        row.stage = reading.key.stage;
        row.attempt = reading.key.attempt;
        row.revision = reading.revision;
        row.position = reading.position;
        row.shownAt = reading.shownAt;
        row.storedAt = reading.storedAt;
        row.activeSeconds = reading.activeSeconds;
        row.seal = reading.seal;
        for (const auto &[question, value] : reading.answers) {
            row.question = question;
            row.answer = valueText(question, value);
            const Question *asked = study.protocol.question(question);
            const auto truth = one != nullptr && asked != nullptr ? one->truth.find(asked->truth) : one->truth.end();
            row.truth = one != nullptr && truth != one->truth.end() ? truth->second : "";
            rows.push_back(row);
        }
    }
    return rows;
}

std::string toCsv(const std::vector<ExportRow> &rows)
{
    const char *columns[] = { "reader", "case", "arm", "pair", "stage", "attempt", "revision", "position", "question",
        "answer", "truth", "shown_at", "stored_at", "active_seconds", "seal" };
    std::string text;
    for (const char *column : columns)
        text += (text.empty() ? "" : ",") + std::string(column);
    text += "\r\n";
    for (const ExportRow &row : rows) {
        const json values = rowJson(row);
        std::string line;
        for (const char *column : columns) {
            const json &value = values[column];
            line +=
                (column == columns[0] ? "" : ",") + quoted(value.is_string() ? value.get<std::string>() : value.dump());
        }
        text += line + "\r\n";
    }
    return text;
}

json toJson(const std::vector<ExportRow> &rows)
{
    json all = json::array();
    for (const ExportRow &row : rows)
        all.push_back(rowJson(row));
    return all;
}

} // namespace cf::sessions
