#include "core/sessions/store/Consent.h"

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/store/Database.h"
#include "core/sessions/store/Records.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::sessions {

using nlohmann::json;

namespace {

std::string wordIn(const json &object, const char *name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool isConsent(const std::string &kind)
{
    return kind == "consented" || kind == "declined";
}

Consent answerOf(const std::string &reader, const std::string &time, const std::string &kind, const json &content)
{
    return { reader, time, wordIn(content, "consent_sha256"), wordIn(content, "language"), wordIn(content, "seal"),
        kind == "consented" };
}

} // namespace

bool asksConsent(const Protocol &protocol)
{
    return !protocol.consent.english.empty() || !protocol.consent.japanese.empty() || protocol.recordsDisplay;
}

std::string consentHash(const Protocol &protocol)
{
    return store::sha256OfText(canonical({ { "en", protocol.consent.english }, { "ja", protocol.consent.japanese },
        { "records_time", protocol.recordsTime }, { "records_display", protocol.recordsDisplay },
        { "names_readers", protocol.namesReaders } }));
}

std::vector<Consent> consentsIn(const std::vector<AuditRecord> &audit)
{
    std::vector<Consent> found;
    for (const AuditRecord &record : audit) {
        if (!isConsent(record.kind) && record.kind != "merged")
            continue;
        const json content = json::parse(record.content, nullptr, false);
        if (isConsent(record.kind)) {
            found.push_back(answerOf(record.actor, record.time, record.kind, content));
            continue;
        }
        const auto events = content.is_object() ? content.find("events") : content.end();
        if (!content.is_object() || events == content.end() || !events->is_array())
            continue;
        for (const json &event : *events)
            if (const std::string kind = wordIn(event, "kind"); isConsent(kind))
                found.push_back(answerOf(wordIn(content, "reader"), wordIn(event, "time"), kind, event));
    }
    return found;
}

namespace store {

Result<std::optional<bool>> consentGiven(Database &database, const Protocol &protocol, const std::string &reader)
{
    CF_ASSIGN(const auto rows,
        database.rows(QStringLiteral("SELECT kind, content FROM audit WHERE kind IN ('consented', 'declined') AND "
                                     "actor = ? ORDER BY sequence DESC"),
            { bound(reader) }));
    const std::string wanted = consentHash(protocol);
    const auto last = std::ranges::find_if(rows, [&wanted](const Row &row) {
        return wordIn(json::parse(textAt(row, 1), nullptr, false), "consent_sha256") == wanted;
    });
    return last == rows.end() ? std::nullopt : std::optional(textAt(*last, 0) == "consented");
}

} // namespace store

} // namespace cf::sessions
