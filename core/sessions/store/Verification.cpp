#include "core/sessions/store/Verification.h"

#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/store/Consent.h"
#include "core/sessions/store/HeadCheck.h"
#include "core/sessions/store/Records.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace cf::sessions::store {

using nlohmann::json;

namespace {

/// What the audit says was written, the last word on each thing.
struct Written {
    std::map<std::string, std::string> cases; ///< Id → hash of its record.
    std::map<std::string, std::string> readers;
    std::map<std::string, std::string> orders; ///< Reader → hash of the order.
    std::map<int, std::string> seals; ///< Version → hash.
    std::map<std::int64_t, json> answers; ///< Number of the record → its content.
    std::map<std::int64_t, json> conflicts;
    std::string closedAt;
    std::string protocol; ///< Hash before sealing.
    json created; ///< Content of the first record.
    std::string creator;
    std::string answerKey; ///< Hash; empty: none was drawn, or by a version that did not record it.
    std::map<int, AuditRecord> sealing; ///< Version → the record that tells of the seal.

    /// A reader's own copy was made by that reader's name; no fact of the store decides what is checked.
    bool isReaderCopy() const { return created.contains("reader_copy") || creator != "coordinator"; }
};

std::string text(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int numberIn(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_number_integer() ? found->get<int>() : 0;
}

Written readAudit(const std::vector<AuditRecord> &records)
{
    Written written;
    for (const AuditRecord &record : records) {
        const json content = json::parse(record.content, nullptr, false);
        if (record.kind == "created") {
            written.protocol = text(content, "protocol_sha256");
            written.created = content.is_object() ? content : json::object();
            written.creator = record.actor;
            written.answerKey = text(content, "answer_key_sha256");
        } else if (record.kind == "answer-key")
            written.answerKey = text(content, "sha256");
        else if (record.kind == "protocol")
            written.protocol = text(content, "sha256");
        else if (record.kind == "cases" && content.is_object() && content.contains("put"))
            for (const json &one : content["put"])
                written.cases[text(one, "id")] = text(one, "sha256");
        else if (record.kind == "cases")
            written.cases.erase(text(content, "removed"));
        else if (record.kind == "reader" && content.is_object() && content.contains("removed")) {
            written.readers.erase(text(content, "removed"));
            written.orders.erase(text(content, "removed"));
        } else if (record.kind == "reader")
            written.readers[text(content, "id")] = text(content, "sha256");
        else if (record.kind == "order")
            written.orders[text(content, "reader")] = text(content, "sha256");
        else if (record.kind == "sealed" || record.kind == "amended") {
            const int version = numberIn(content, "version");
            written.seals[version] = text(content, "sha256");
            written.sealing[version] = record;
        } else if (record.kind == "answer")
            written.answers[record.sequence] = content;
        else if (record.kind == "conflict")
            written.conflicts[record.sequence] = content;
        else if (record.kind == "closed")
            written.closedAt = record.time;
    }
    return written;
}

class Verifier
{
public:
    Verifier(Database &database, std::vector<Tampering> &found)
        : m_database(database)
        , m_found(found)
    {
    }

    Result<> run(const std::string &knownHeadText)
    {
        CF_ASSIGN(m_records, loadAudit(m_database));
        for (Tampering &one : checkChain(m_records))
            m_found.push_back(std::move(one));
        m_written = readAudit(m_records);
        CF_TRY(checkHeads(m_database, m_records, knownHeadText, m_found));
        CF_TRY(checkTables());
        CF_TRY(checkFacts());
        CF_TRY(checkContents("cases", "case", m_written.cases));
        CF_TRY(checkContents("readers", "reader", m_written.readers));
        CF_TRY(checkOrders());
        CF_TRY(checkSeals());
        CF_TRY(checkImages());
        CF_TRY(checkAnswers());
        CF_TRY(checkConflicts());
        CF_TRY(checkConsents());
        return {};
    }

private:
    void report(const char *what, const std::string &where, const std::string &words)
    {
        m_found.push_back({ what, where, words });
    }

    /// Nothing that acts by itself (triggers, views, rules), and no table of somebody else.
    Result<> checkTables()
    {
        const auto rows = m_database.isServer()
            ? m_database.rows(QStringLiteral(
                "SELECT 'table', table_name FROM information_schema.tables WHERE table_schema = current_schema() "
                "UNION SELECT 'trigger', trigger_name FROM information_schema.triggers "
                "WHERE trigger_schema = current_schema() "
                "UNION SELECT 'rule', rulename FROM pg_rules WHERE schemaname = current_schema()"))
            : m_database.rows(QStringLiteral(
                "SELECT type, name FROM sqlite_master WHERE NOT (type = 'index' AND name LIKE 'sqlite_autoindex_%') "
                "AND name NOT LIKE 'sqlite_stat%'"));
        CF_TRY(rows);
        const std::set<std::string> known{ "facts", "cases", "images", "readers", "steps", "seals", "answers", "audit",
            "conflicts" };
        for (const Row &row : *rows)
            if (textAt(row, 0) != "table" || !known.contains(textAt(row, 1)))
                report("schema-changed", textAt(row, 0) + " " + textAt(row, 1),
                    "The database has something that no version of the program made.");
        return {};
    }

    /// What is said of the study as a whole: each fact follows from the chain.
    Result<> checkFacts()
    {
        CF_ASSIGN(const auto rows, m_database.rows(QStringLiteral("SELECT name, value FROM facts")));
        std::map<std::string, std::string> facts;
        for (const Row &row : rows)
            facts[textAt(row, 0)] = textAt(row, 1);
        const auto value = [&](const char *name) {
            const auto found = facts.find(name);
            return found == facts.end() ? std::string() : found->second;
        };
        const std::string study = text(m_written.created, "study");
        const std::string reader = m_written.isReaderCopy() ? m_written.creator : std::string();
        if (value("id") != study + (reader.empty() ? "" : "-" + reader))
            report("id-changed", "study", "The number of the study is not the one under which it was made.");
        if (value("reader_copy") != reader || value("study") != (reader.empty() ? "" : study))
            report("copy-changed", "study", "Whether this is a reader's own copy is not what the audit says.");
        if (value("closed") != m_written.closedAt)
            report("closed-changed", "study", "Whether the study is closed is not what the audit says.");
        if (!m_written.answerKey.empty() && sha256OfText(value("answer_key")) != m_written.answerKey)
            report("key-changed", "study", "The key of answer files is not the one that was drawn.");
        const std::set<std::string> known{ "schema", "id", "study", "reader_copy", "closed", "answer_key", "protocol",
            "head" };
        for (const auto &[name, unused] : facts)
            if (!known.contains(name))
                report("fact-inserted", "fact " + name, "The fact was put in without a record.");
        return {};
    }

    /// A table of id and JSON against the hashes in the audit.
    Result<> checkContents(const char *table, const std::string &one, std::map<std::string, std::string> expected)
    {
        CF_ASSIGN(
            const auto rows, m_database.rows(QStringLiteral("SELECT id, content FROM ") + QString::fromLatin1(table)));
        for (const Row &row : rows) {
            const std::string id = textAt(row, 0);
            const auto found = expected.find(id);
            const std::string where = one + " " + id;
            if (found == expected.end())
                report((one + "-inserted").c_str(), where, "The " + one + " was put in without a record.");
            else if (found->second != sha256OfText(textAt(row, 1)))
                report((one + "-changed").c_str(), where, "The " + one + " is not as it was written.");
            if (found != expected.end())
                expected.erase(found);
        }
        for (const auto &[id, hash] : expected)
            report((one + "-removed").c_str(), one + " " + id, "The " + one + " was taken out without a record.");
        return {};
    }

    Result<> checkOrders()
    {
        CF_ASSIGN(const auto rows, m_database.rows(QStringLiteral("SELECT DISTINCT reader FROM steps")));
        std::set<std::string> readers;
        for (const Row &row : rows)
            readers.insert(textAt(row, 0));
        for (const auto &[reader, hash] : m_written.orders)
            readers.insert(reader);
        for (const std::string &reader : readers) {
            const auto steps = loadSteps(m_database, reader);
            const auto written = m_written.orders.find(reader);
            CF_ASSIGN(const bool fits, columnsFit(reader));
            if (!steps || !fits || written == m_written.orders.end() || hashOfSteps(*steps) != written->second)
                report("order-changed", "reader " + reader, "The reader's order is not as it was drawn.");
        }
        return {};
    }

    /// The columns by which answers are joined to steps say what the hashed content says.
    Result<bool> columnsFit(const std::string &reader)
    {
        CF_ASSIGN(const auto rows,
            m_database.rows(
                QStringLiteral("SELECT position, case_id, stage, attempt, content FROM steps WHERE reader = ?"),
                { bound(reader) }));
        return std::ranges::all_of(rows, [](const Row &row) {
            const json content = json::parse(textAt(row, 4), nullptr, false);
            return numberIn(content, "position") == row[0].toInt() && text(content, "case") == textAt(row, 1)
                && text(content, "stage") == textAt(row, 2) && numberIn(content, "attempt") == row[3].toInt();
        });
    }

    /// When and why it was sealed. In a reader's copy the time is that of the study, which the record repeats.
    void checkSealRecord(const Seal &seal)
    {
        const auto record = m_written.sealing.find(seal.version);
        if (record == m_written.sealing.end())
            return; // Reported as inserted.
        const json content = json::parse(record->second.content, nullptr, false);
        const std::string time = m_written.isReaderCopy() ? text(content, "sealed_at") : record->second.time;
        if ((!time.empty() && seal.time != time) || seal.reason != text(content, "reason"))
            report("seal-changed", "seal " + std::to_string(seal.version),
                "Time or reason of the seal are not those that the audit names.");
    }

    Result<> checkSeals()
    {
        CF_ASSIGN(const auto seals, loadSeals(m_database));
        const bool copy = m_written.isReaderCopy();
        CF_ASSIGN(const auto protocol, fact(m_database, "protocol"));
        std::map<int, std::string> expected = m_written.seals;
        std::string previous;
        for (const Seal &seal : seals) {
            const std::string where = "seal " + std::to_string(seal.version);
            m_sealHashes.insert(seal.hash);
            const auto found = expected.find(seal.version);
            if (found == expected.end())
                report("seal-inserted", where, "The seal was put in without a record.");
            else if (found->second != seal.hash)
                report("seal-changed", where, "The seal is not the one that the audit names.");
            if (found != expected.end())
                expected.erase(found);
            checkSealRecord(seal);
            if (copy) // A reader's copy has the hash, and no document that would unblind it.
                continue;
            if (sha256OfText(seal.document) != seal.hash)
                report("seal-changed", where, "The sealed document does not have the hash of its seal.");
            const json document = json::parse(seal.document, nullptr, false);
            if (text(document, "study") != text(m_written.created, "study"))
                report("seal-changed", where, "The sealed document is of another study.");
            if (text(document, "previous") != previous || text(document, "reason") != seal.reason
                || numberIn(document, "version") != seal.version)
                report("seal-changed", where, "The seal does not follow the one before it.");
            previous = seal.hash;
        }
        for (const auto &[version, hash] : expected)
            report("seal-removed", "seal " + std::to_string(version), "The seal was taken out.");
        const bool isFirst = seals.empty() || copy; // A copy keeps the protocol with which it was made.
        if (isFirst ? sha256OfText(protocol.value_or("")) != m_written.protocol
                    : !isSealedProtocol(seals.back(), protocol.value_or("")))
            report("protocol-changed", "protocol", "The protocol is not the one that was written or sealed.");
        if (!seals.empty() && !copy)
            CF_TRY(checkSealedCases(seals.back()));
        return {};
    }

    static bool isSealedProtocol(const Seal &seal, const std::string &protocol)
    {
        const json document = json::parse(seal.document, nullptr, false);
        return document.is_object() && document.contains("protocol") && canonical(document["protocol"]) == protocol;
    }

    Result<> checkSealedCases(const Seal &seal)
    {
        CF_ASSIGN(const auto rows, m_database.rows(QStringLiteral("SELECT content FROM cases ORDER BY id")));
        json cases = json::array();
        for (const Row &row : rows)
            cases.push_back(json::parse(textAt(row, 0), nullptr, false));
        const json document = json::parse(seal.document, nullptr, false);
        const json sealed = document.is_object() ? document.value("cases", json::array()) : json::array();
        // In the order of ids on both sides, whatever order the database has of its own.
        const auto byId = [](const json &list) {
            std::map<std::string, std::string> sorted;
            for (const json &one : list)
                sorted[text(one, "id")] = canonical(one);
            return sorted;
        };
        if (byId(cases) != byId(sealed) || cases.size() != sealed.size())
            report("case-changed", "sealed cases", "The cases are not those that were sealed.");
        return {};
    }

    Result<> checkImages()
    {
        CF_ASSIGN(const auto cases, m_database.rows(QStringLiteral("SELECT content FROM cases")));
        std::set<std::string> named;
        for (const Row &row : cases) {
            const json content = json::parse(textAt(row, 0), nullptr, false);
            if (content.is_object())
                for (const json &image : content.value("images", json::array()))
                    for (const char *member : { "sha256", "difference" })
                        named.insert(text(image, member));
        }
        named.erase("");
        CF_ASSIGN(const auto stored, m_database.rows(QStringLiteral("SELECT sha256 FROM images")));
        for (const Row &row : stored)
            if (m_written.isReaderCopy() || !named.contains(textAt(row, 0)))
                report("image-inserted", "image " + textAt(row, 0).substr(0, 12), "The pixels belong to no case.");
        if (m_written.isReaderCopy())
            return {}; // Its pixels lie in the package.
        for (const std::string &sha256 : named) {
            CF_ASSIGN(const auto rows,
                m_database.rows(
                    QStringLiteral("SELECT header, pixels FROM images WHERE sha256 = ?"), { bound(sha256) }));
            const std::string where = "image " + sha256.substr(0, 12);
            if (rows.empty()) {
                report("image-removed", where, "Pixels of a case were taken out.");
                continue;
            }
            const auto image = unpackImage(textAt(rows[0], 0), rows[0][1].toByteArray().toStdString());
            if (!image || imageHash(*image) != sha256)
                report("image-changed", where, "Pixels of a case are not those that were put in.");
        }
        return {};
    }

    Result<> checkAnswers()
    {
        CF_ASSIGN(const auto answers, loadAnswers(m_database));
        std::map<std::int64_t, json> expected = m_written.answers;
        for (const StoredAnswer &answer : answers) {
            const std::string where = "answer " + describe(answer.key);
            const auto found = expected.find(answer.audit);
            if (found == expected.end()) {
                report("answer-inserted", where, "The answer has no record of its own in the audit.");
                continue;
            }
            json record = found->second;
            expected.erase(found);
            if (!record.is_object())
                continue; // The record itself is reported already.
            record.erase("source");
            json wanted = toJson(answer.key);
            wanted["revision"] = answer.revision;
            wanted["sha256"] = answer.hash;
            wanted["stored_at"] = answer.storedAt;
            if (wanted != record || sha256OfText(answer.content) != answer.hash || !fitsColumns(answer))
                report("answer-changed", where, "The answer is not as it was stored.");
        }
        for (const auto &[sequence, record] : expected)
            report("answer-removed",
                "answer " + text(record, "reader") + "/" + text(record, "case") + "/" + text(record, "stage"),
                "The answer that audit record " + std::to_string(sequence) + " tells of is gone.");
        return {};
    }

    bool fitsColumns(const StoredAnswer &answer) const
    {
        const json content = json::parse(answer.content, nullptr, false);
        if (!content.is_object())
            return false;
        const json key = toJson(answer.key);
        for (const auto &[name, value] : key.items())
            if (content.value(name, json()) != value)
                return false;
        return content.value("position", 0) == answer.position && content.value("revision", 0) == answer.revision
            && m_sealHashes.contains(text(content, "seal"));
    }

    Result<> checkConflicts()
    {
        CF_ASSIGN(const auto rows,
            m_database.rows(
                QStringLiteral("SELECT hash, content, audit, reader, case_id, stage, attempt, source FROM conflicts")));
        std::map<std::int64_t, json> expected = m_written.conflicts;
        for (const Row &row : rows) {
            const auto found = expected.find(row[2].toLongLong());
            json content = json::parse(textAt(row, 1), nullptr, false);
            const std::string storedAt = text(content, "stored_at");
            if (content.is_object())
                content.erase("stored_at");
            const json record = found == expected.end() ? json() : found->second;
            const bool fits = text(record, "reader") == textAt(row, 3) && text(record, "case") == textAt(row, 4)
                && text(record, "stage") == textAt(row, 5) && numberIn(record, "attempt") == row[6].toInt()
                && text(record, "source") == textAt(row, 7)
                && (!record.contains("stored_at") || text(record, "stored_at") == storedAt);
            if (!fits || text(record, "sha256") != textAt(row, 0) || sha256OfText(canonical(content)) != textAt(row, 0))
                report("conflict-changed", "conflicts", "A conflict is not as it was written.");
            if (found != expected.end())
                expected.erase(found);
        }
        if (!expected.empty())
            report("conflict-removed", "conflicts", "A conflict was taken out.");
        return {};
    }

    /// Each reader agreed to, or declined, words that a seal of this study has.
    Result<> checkConsents()
    {
        CF_ASSIGN(const auto seals, loadSeals(m_database));
        const Protocol newest = loadProtocol(m_database).value_or(Protocol()); // One that was damaged is reported.
        std::map<std::string, std::string> hashes;
        for (const Consent &consent : consentsIn(m_records)) {
            const std::string where = "consent of " + consent.reader;
            if (!m_sealHashes.contains(consent.seal)) {
                report("consent-changed", where, "The reader's agreement names a seal that the study does not have.");
                continue;
            }
            auto known = hashes.find(consent.seal);
            if (known == hashes.end())
                known = hashes.emplace(consent.seal, consentHash(protocolOfSeal(seals, consent.seal, newest))).first;
            if (known->second != consent.sha256)
                report("consent-changed", where, "The reader agreed to other words than those that were sealed.");
        }
        return {};
    }

    Database &m_database;
    std::vector<Tampering> &m_found;
    std::vector<AuditRecord> m_records;
    Written m_written;
    std::set<std::string> m_sealHashes;
};

} // namespace

Result<std::vector<Tampering>> verifyStudy(Database &database, const std::string &knownHead)
{
    std::vector<Tampering> found;
    const auto work = [&]() -> Result<> {
        found.clear();
        return Verifier(database, found).run(knownHead);
    };
    CF_TRY(database.read(work));
    return found;
}

} // namespace cf::sessions::store
