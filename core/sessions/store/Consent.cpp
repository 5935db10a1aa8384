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

Consent consentOf(const std::string &reader, const std::string &time, const json &content)
{
    return { reader, time, wordIn(content, "consent_sha256"), wordIn(content, "language"), wordIn(content, "seal") };
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
        if (record.kind != "consented" && record.kind != "merged")
            continue;
        const json content = json::parse(record.content, nullptr, false);
        if (record.kind == "consented") {
            found.push_back(consentOf(record.actor, record.time, content));
            continue;
        }
        const auto events = content.is_object() ? content.find("events") : content.end();
        if (!content.is_object() || events == content.end() || !events->is_array())
            continue;
        for (const json &event : *events)
            if (wordIn(event, "kind") == "consented")
                found.push_back(consentOf(wordIn(content, "reader"), wordIn(event, "time"), event));
    }
    return found;
}

namespace store {

Result<bool> hasConsented(Database &database, const Protocol &protocol, const std::string &reader)
{
    CF_ASSIGN(const auto rows,
        database.rows(
            QStringLiteral("SELECT content FROM audit WHERE kind = 'consented' AND actor = ?"), { bound(reader) }));
    const std::string wanted = consentHash(protocol);
    return std::ranges::any_of(rows, [&wanted](const Row &row) {
        return wordIn(json::parse(textAt(row, 0), nullptr, false), "consent_sha256") == wanted;
    });
}

} // namespace store

} // namespace cf::sessions
