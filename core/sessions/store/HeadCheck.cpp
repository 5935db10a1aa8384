#include "core/sessions/store/HeadCheck.h"

#include "core/sessions/store/KnownHeads.h"
#include "core/sessions/store/Records.h"

#include <nlohmann/json.hpp>

#include <set>

namespace cf::sessions::store {

namespace {

void checkHead(const KnownHead &head, const std::vector<AuditRecord> &records, const std::string &whose,
    const std::string &noun, std::vector<Tampering> &found)
{
    const std::string where = "audit record " + std::to_string(head.sequence);
    const std::int64_t last = records.empty() ? 0 : records.back().sequence;
    if (head.sequence > last) {
        found.push_back({ "audit-truncated", where,
            whose + " up to this record, but the audit ends at " + std::to_string(last)
                + ": its last records were cut off, or the " + noun + " was exchanged for an older copy." });
        return;
    }
    for (const AuditRecord &record : records)
        if (record.sequence == head.sequence && record.hash != head.hash)
            found.push_back({ "audit-rewritten", where,
                whose + " with another hash: the audit was written anew from some record on." });
}

} // namespace

Result<> checkHeads(Database &database, const std::vector<AuditRecord> &records, const std::string &knownHeadText,
    std::vector<Tampering> &found)
{
    const std::string &noun = database.location().noun;
    CF_ASSIGN(const auto id, fact(database, "id"));
    CF_ASSIGN(const auto own, fact(database, "head"));
    const auto head = headFromText(own.value_or(""));
    if (!head || records.empty() || head->sequence != records.back().sequence || head->hash != records.back().hash)
        found.push_back({ "head-changed", noun, "The head of the " + noun + " is not its last audit record." });
    if (head)
        checkHead(*head, records, "The " + noun + " itself names records", noun, found);
    // Under the number in the first record too: who changes the fact does not make this computer forget.
    std::set<std::string> names{ id.value_or("") };
    if (!records.empty()) {
        const auto created = nlohmann::json::parse(records.front().content, nullptr, false);
        const auto study = created.is_object() ? created.find("study") : created.end();
        if (study != created.end() && study->is_string())
            names.insert(study->get<std::string>()
                + (records.front().actor == "coordinator" ? "" : "-" + records.front().actor));
    }
    for (const std::string &name : names)
        if (const auto local = knownHead(name))
            checkHead(*local, records, "This computer has written records", noun, found);
    if (knownHeadText.empty())
        return {};
    const auto given = headFromText(knownHeadText);
    if (!given)
        return fail(ErrorCode::InvalidInput,
            "The known head must look like 57:ab12…, as it was shown when it was noted (study status, annotations "
            "verify).");
    checkHead(*given, records, "The known head names records", noun, found);
    return {};
}

void rememberHead(Database &database)
{
    const auto id = fact(database, "id");
    const auto last = fact(database, "head");
    if (!id || !last || !*id || !*last)
        return;
    if (const auto known = knownHead(**id)) {
        const auto same =
            database.rows(QStringLiteral("SELECT hash FROM audit WHERE sequence = ?"), { qlonglong(known->sequence) });
        if (!same || same->empty() || textAt(same->front(), 0) != known->hash)
            return;
    }
    keepHead(**id, **last);
}

} // namespace cf::sessions::store
