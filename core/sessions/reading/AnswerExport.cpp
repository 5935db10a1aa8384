#include "core/sessions/reading/AnswerExport.h"

#include "core/base/text/CsvTable.h"
#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::sessions {

using nlohmann::json;

namespace {

std::string valueText(const std::string &question, const AnswerValue &value)
{
    if (std::holds_alternative<std::vector<Mark>>(value))
        return canonical(toJson(Answers{ { question, value } })[question]);
    return textOf(value);
}

/// Nothing where the case is gone, or has no truth for the question.
std::string truthOf(const Case *one, const Question *question)
{
    if (one == nullptr || question == nullptr)
        return {};
    const auto truth = one->truth.find(question->truth);
    return truth == one->truth.end() ? std::string() : truth->second;
}

/// The name, where the protocol names readers and no other has it; else the id.
std::string exportedName(const Study &study, const std::string &id)
{
    const Reader *reader = study.reader(id);
    if (!study.protocol.namesReaders || reader == nullptr || reader->name.empty())
        return id;
    const bool isShared = std::ranges::count(study.readers, reader->name, &Reader::name) > 1;
    return isShared ? reader->name + " (" + id + ")" : reader->name;
}

json rowJson(const ExportRow &row)
{
    return { { "reader", row.reader }, { "role", row.role }, { "case", row.caseId }, { "arm", row.arm },
        { "pair", row.pair }, { "patient", row.patient }, { "stage", row.stage }, { "attempt", row.attempt },
        { "revision", row.revision }, { "position", row.position }, { "question", row.question },
        { "answer", row.answer }, { "truth", row.truth }, { "shown_at", row.shownAt }, { "stored_at", row.storedAt },
        { "active_seconds", row.activeSeconds }, { "paused_seconds", row.pausedSeconds }, { "display", row.display },
        { "seal", row.seal }, { "chosen_arm", row.chosenArm } };
}

/// The arm of the image that was chosen: its number alone says nothing, since sealing drew the order of images.
std::string chosenArm(const Case *one, const Question *question, const AnswerValue &value)
{
    const double *image = std::get_if<double>(&value);
    if (one == nullptr || question == nullptr || question->kind != QuestionKind::Pane || image == nullptr
        || *image < 0.0 || *image >= static_cast<double>(one->images.size()))
        return {};
    return one->images[static_cast<std::size_t>(*image)].arm;
}

} // namespace

std::vector<ExportRow> exportRows(const Study &study, const std::vector<Reading> &readings)
{
    std::vector<ExportRow> rows;
    for (const Reading &reading : readings) {
        const Case *one = study.find(reading.key.caseId);
        const Reader *reader = study.reader(reading.key.reader);
        ExportRow row;
        row.reader = exportedName(study, reading.key.reader);
        row.role = reader == nullptr                  ? ""
            : reader->role == ReaderRole::Reader      ? "reader"
            : reader->role == ReaderRole::Adjudicator ? "adjudicator"
                                                      : "consensus";
        row.caseId = reading.key.caseId;
        row.arm = one != nullptr ? armOf(study.protocol, *one) : "";
        row.pair = one != nullptr ? one->pair : "";
        row.patient = one != nullptr ? one->patient : "";
        row.stage = reading.key.stage;
        row.attempt = reading.key.attempt;
        row.revision = reading.revision;
        row.position = reading.position;
        row.shownAt = reading.shownAt;
        row.storedAt = reading.storedAt;
        row.activeSeconds = reading.activeSeconds;
        row.pausedSeconds = reading.pausedSeconds;
        row.display = reading.display;
        row.seal = reading.seal;
        for (const auto &[question, value] : reading.answers) {
            row.question = question;
            row.answer = valueText(question, value);
            row.truth = truthOf(one, study.protocol.question(question));
            row.chosenArm = chosenArm(one, study.protocol.question(question), value);
            rows.push_back(row);
        }
    }
    return rows;
}

std::string toCsv(const std::vector<ExportRow> &rows)
{
    // Newer columns stand at the end, for whoever reads by place.
    const std::vector<std::string> columns{ "reader", "case", "arm", "pair", "stage", "attempt", "revision", "position",
        "question", "answer", "truth", "shown_at", "stored_at", "active_seconds", "seal", "role", "patient",
        "paused_seconds", "display", "chosen_arm" };
    CsvTable table(CsvReader::Person);
    table.add(columns);
    for (const ExportRow &row : rows) {
        const json values = rowJson(row);
        std::vector<std::string> cells;
        for (const std::string &column : columns) {
            const json &value = values[column];
            cells.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        }
        table.add(cells);
    }
    return table.text();
}

json toJson(const std::vector<ExportRow> &rows)
{
    json all = json::array();
    for (const ExportRow &row : rows)
        all.push_back(rowJson(row));
    return all;
}

} // namespace cf::sessions
