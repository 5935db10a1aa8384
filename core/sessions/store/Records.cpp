#include "core/sessions/store/Records.h"

#include "core/base/files/Sha256.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/JsonObject.h"
#include "core/sessions/values/Times.h"

#include <algorithm>

namespace cf::sessions::store {

using nlohmann::json;

std::string sha256OfText(const std::string &text)
{
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

Result<std::optional<std::string>> fact(Database &database, const char *name)
{
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral("SELECT value FROM facts WHERE name = ?"), { QString::fromLatin1(name) }));
    if (rows.empty())
        return std::optional<std::string>();
    return std::optional<std::string>(textAt(rows[0], 0));
}

Result<> setFact(Database &database, const char *name, const std::string &value)
{
    CF_TRY(database.run(QStringLiteral("DELETE FROM facts WHERE name = ?"), { QString::fromLatin1(name) }));
    return database.run(QStringLiteral("INSERT INTO facts VALUES (?, ?)"), { QString::fromLatin1(name), bound(value) });
}

Result<Protocol> loadProtocol(Database &database)
{
    CF_ASSIGN(const auto text, fact(database, "protocol"));
    return protocolFromText(text.value_or(""));
}

namespace {

/// All values of one table whose rows are JSON in their last column.
template <typename Value>
Result<std::vector<Value>> loadJson(
    Database &database, const QString &sql, const Values &values, Result<Value> (*read)(const json &))
{
    CF_ASSIGN(const auto rows, database.rows(sql, values));
    std::vector<Value> all;
    for (const Row &row : rows) {
        CF_ASSIGN(const json content, parseJson(textAt(row, row.size() - 1), "A record of the study"));
        CF_ASSIGN(auto value, read(content));
        all.push_back(std::move(value));
    }
    return all;
}

} // namespace

// Sorted here: what one database takes for the order of texts is not what another does.
Result<std::vector<Case>> loadCases(Database &database)
{
    CF_ASSIGN(auto cases, loadJson<Case>(database, QStringLiteral("SELECT content FROM cases"), {}, caseFromJson));
    std::ranges::sort(cases, {}, &Case::id);
    return cases;
}

Result<std::vector<Reader>> loadReaders(Database &database)
{
    CF_ASSIGN(
        auto readers, loadJson<Reader>(database, QStringLiteral("SELECT content FROM readers"), {}, readerFromJson));
    std::ranges::sort(readers, {}, &Reader::id);
    return readers;
}

Result<std::vector<ReadingStep>> loadSteps(Database &database, const std::string &reader)
{
    return loadJson<ReadingStep>(database,
        QStringLiteral("SELECT content FROM steps WHERE reader = ? ORDER BY position"), { bound(reader) },
        stepFromJson);
}

Result<std::vector<Seal>> loadSeals(Database &database)
{
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral("SELECT version, hash, time, reason, document FROM seals ORDER BY version")));
    std::vector<Seal> seals;
    for (const Row &row : rows)
        seals.push_back({ row[0].toInt(), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4) });
    return seals;
}

Result<std::optional<Seal>> newestSeal(Database &database)
{
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral("SELECT version, hash, time, reason FROM seals ORDER BY version DESC LIMIT 1")));
    if (rows.empty())
        return std::optional<Seal>();
    const Row &row = rows[0];
    return std::optional<Seal>({ row[0].toInt(), textAt(row, 1), textAt(row, 2), textAt(row, 3), {} });
}

Result<std::vector<AuditRecord>> loadAudit(Database &database)
{
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral(
            "SELECT sequence, time, actor, kind, content, previous, hash FROM audit ORDER BY sequence")));
    std::vector<AuditRecord> records;
    for (const Row &row : rows)
        records.push_back({ row[0].toLongLong(), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4),
            textAt(row, 5), textAt(row, 6) });
    return records;
}

namespace {

QString answerColumns()
{
    return QStringLiteral("SELECT reader, case_id, stage, attempt, revision, position, stored_at, content, hash, audit "
                          "FROM answers ");
}

std::vector<StoredAnswer> answersOf(const std::vector<Row> &rows)
{
    std::vector<StoredAnswer> answers;
    for (const Row &row : rows)
        answers.push_back({ { textAt(row, 0), textAt(row, 1), textAt(row, 2), row[3].toInt() }, row[4].toInt(),
            row[5].toInt(), textAt(row, 6), textAt(row, 7), textAt(row, 8), row[9].toLongLong() });
    return answers;
}

} // namespace

Result<std::vector<StoredAnswer>> loadAnswers(Database &database)
{
    CF_ASSIGN(const auto rows, database.rows(answerColumns() + QStringLiteral("ORDER BY reader, position, revision")));
    return answersOf(rows);
}

Result<std::vector<StoredAnswer>> loadAnswers(Database &database, const ReadingKey &key)
{
    CF_ASSIGN(const auto rows,
        database.rows(answerColumns()
                + QStringLiteral("WHERE reader = ? AND case_id = ? AND stage = ? AND attempt = ? ORDER BY revision"),
            { bound(key.reader), bound(key.caseId), bound(key.stage), key.attempt }));
    return answersOf(rows);
}

Result<Reading> toReading(const Protocol &protocol, const StoredAnswer &stored)
{
    CF_ASSIGN(const json content, parseJson(stored.content, "The answer " + describe(stored.key)));
    CF_ASSIGN(Reading reading, readingFromJson(protocol, content));
    reading.storedAt = stored.storedAt;
    reading.auditSequence = stored.audit;
    return reading;
}

Result<std::string> timeNow(Database &database, const Clock &clock)
{
    if (clock)
        return toText(clock());
    if (!database.isServer())
        return toText(std::chrono::system_clock::now());
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral(
            "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"')")));
    return textAt(rows.at(0), 0);
}

Result<AuditRecord> append(
    Database &database, const Clock &clock, const std::string &actor, const std::string &kind, const json &content)
{
    CF_ASSIGN(const auto last, fact(database, "head"));
    AuditRecord record;
    if (last) {
        const std::size_t colon = last->find(':');
        record.sequence = std::stoll(last->substr(0, colon));
        record.previous = last->substr(colon + 1);
    }
    ++record.sequence;
    CF_ASSIGN(record.time, timeNow(database, clock));
    record.actor = actor;
    record.kind = kind;
    record.content = canonical(content);
    record.hash = hashOf(record);
    CF_TRY(database.run(QStringLiteral("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)"),
        { qlonglong(record.sequence), bound(record.time), bound(actor), bound(kind), bound(record.content),
            bound(record.previous), bound(record.hash) }));
    CF_TRY(setFact(database, "head", std::to_string(record.sequence) + ":" + record.hash));
    return record;
}

std::string hashOfSteps(const std::vector<ReadingStep> &steps)
{
    json all = json::array();
    for (const ReadingStep &step : steps)
        all.push_back(toJson(step));
    return sha256OfText(canonical(all));
}

Result<> storeOrder(Database &database, const Clock &clock, const std::string &reader,
    const std::vector<ReadingStep> &steps, bool isLatinSquare)
{
    CF_TRY(database.run(QStringLiteral("DELETE FROM steps WHERE reader = ?"), { bound(reader) }));
    for (const ReadingStep &step : steps)
        CF_TRY(database.run(QStringLiteral("INSERT INTO steps VALUES (?, ?, ?, ?, ?, ?)"),
            { bound(reader), step.position, bound(step.caseId), bound(step.stage), step.attempt,
                bound(canonical(toJson(step))) }));
    CF_TRY(append(database, clock, "coordinator", "order",
        { { "reader", reader }, { "sha256", hashOfSteps(steps) }, { "steps", steps.size() },
            { "latin_square", isLatinSquare } }));
    return {};
}

} // namespace cf::sessions::store
