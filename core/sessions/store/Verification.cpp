#include "core/sessions/store/Verification.h"

#include "core/sessions/protocol/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/store/HeadCheck.h"
#include "core/sessions/store/Records.h"

#include <nlohmann/json.hpp>

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
};

std::string text(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Written readAudit(const std::vector<AuditRecord> &records)
{
    Written written;
    for (const AuditRecord &record : records) {
        const json content = json::parse(record.content, nullptr, false);
        if (record.kind == "created")
            written.protocol = text(content, "protocol_sha256");
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
        else if (record.kind == "sealed" || record.kind == "amended")
            written.seals[content.is_object() ? content.value("version", 0) : 0] = text(content, "sha256");
        else if (record.kind == "answer")
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
        CF_TRY(checkContents("cases", "case", m_written.cases));
        CF_TRY(checkContents("readers", "reader", m_written.readers));
        CF_TRY(checkOrders());
        CF_TRY(checkSeals());
        CF_TRY(checkImages());
        CF_TRY(checkAnswers());
        CF_TRY(checkConflicts());
        CF_ASSIGN(const auto closed, fact(m_database, "closed"));
        if (closed.value_or("") != m_written.closedAt)
            report("closed-changed", "study", "Whether the study is closed is not what the audit says.");
        return {};
    }

private:
    void report(const char *what, const std::string &where, const std::string &words)
    {
        m_found.push_back({ what, where, words });
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
            if (!steps || written == m_written.orders.end() || hashOfSteps(*steps) != written->second)
                report("order-changed", "reader " + reader, "The reader's order is not as it was drawn.");
        }
        return {};
    }

    Result<> checkSeals()
    {
        CF_ASSIGN(const auto seals, loadSeals(m_database));
        CF_ASSIGN(const auto copy, fact(m_database, "reader_copy"));
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
            if (copy) // A reader's copy has the hash, and no document that would unblind it.
                continue;
            if (sha256OfText(seal.document) != seal.hash)
                report("seal-changed", where, "The sealed document does not have the hash of its seal.");
            const json document = json::parse(seal.document, nullptr, false);
            if (text(document, "previous") != previous || text(document, "reason") != seal.reason)
                report("seal-changed", where, "The seal does not follow the one before it.");
            previous = seal.hash;
        }
        for (const auto &[version, hash] : expected)
            report("seal-removed", "seal " + std::to_string(version), "The seal was taken out.");
        if (seals.empty() ? sha256OfText(protocol.value_or("")) != m_written.protocol
                          : !copy && !isSealedProtocol(seals.back(), protocol.value_or("")))
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
        CF_ASSIGN(const auto copy, fact(m_database, "reader_copy"));
        if (copy)
            return {};
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
        CF_ASSIGN(const auto rows, m_database.rows(QStringLiteral("SELECT hash, content, audit FROM conflicts")));
        std::map<std::int64_t, json> expected = m_written.conflicts;
        for (const Row &row : rows) {
            const auto found = expected.find(row[2].toLongLong());
            json content = json::parse(textAt(row, 1), nullptr, false);
            if (content.is_object())
                content.erase("stored_at");
            if (found == expected.end() || text(found->second, "sha256") != textAt(row, 0)
                || sha256OfText(canonical(content)) != textAt(row, 0))
                report("conflict-changed", "conflicts", "A conflict is not as it was written.");
            if (found != expected.end())
                expected.erase(found);
        }
        if (!expected.empty())
            report("conflict-removed", "conflicts", "A conflict was taken out.");
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
