#include "core/sessions/store/Audit.h"

#include "core/base/files/Sha256.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/values/Times.h"

#include <nlohmann/json.hpp>

namespace cf::sessions {

std::string hashOf(const AuditRecord &record)
{
    const std::string text =
        canonical({ { "sequence", record.sequence }, { "time", record.time }, { "actor", record.actor },
            { "kind", record.kind }, { "content", record.content }, { "previous", record.previous } });
    Sha256 hash;
    hash.add(text.data(), text.size());
    return hash.finish();
}

std::vector<std::int64_t> timesSetBack(const std::vector<AuditRecord> &records)
{
    std::vector<std::int64_t> found;
    for (std::size_t i = 1; i < records.size(); ++i) {
        const auto before = timeFromText(records[i - 1].time);
        const auto after = timeFromText(records[i].time);
        if (before && after && std::chrono::duration<double>(*before - *after).count() > clockTolerance)
            found.push_back(records[i].sequence);
    }
    return found;
}

std::vector<Tampering> checkChain(const std::vector<AuditRecord> &records)
{
    std::vector<Tampering> found;
    const auto report = [&](const char *what, std::int64_t sequence, const std::string &text) {
        found.push_back({ what, "audit record " + std::to_string(sequence), text });
    };
    std::int64_t expected = 1;
    std::string previous;
    for (const AuditRecord &record : records) {
        if (record.sequence > expected)
            report("audit-missing", expected,
                record.sequence == expected + 1
                    ? "The record was removed."
                    : "The records up to " + std::to_string(record.sequence - 1) + " were removed.");
        else if (record.sequence < expected)
            report("audit-inserted", record.sequence, "There are two records of this number.");
        const bool isWhole = hashOf(record) == record.hash;
        if (!isWhole)
            report("audit-changed", record.sequence, "The record is not as it was written.");
        if (record.sequence == expected && record.previous != previous)
            report(isWhole ? "audit-inserted" : "audit-changed", record.sequence,
                "The record does not follow the one before it: one of the two was exchanged or inserted.");
        expected = record.sequence + 1;
        previous = record.hash;
    }
    return found;
}

} // namespace cf::sessions
