#include "core/sessions/coordination/Sealing.h"

#include <nlohmann/json.hpp>

namespace cf::sessions {

Result<LeakReport> checkForLeaks(StudyStore &store, const JobContext &job)
{
    CF_ASSIGN(LeakReport report, huntLeaks(store, job));
    CF_TRY(store.note("coordinator", "leak-check", toJson(report).dump()));
    return report;
}

std::optional<KnownLeakCheck> knownLeakCheck(const std::vector<AuditRecord> &audit)
{
    std::optional<KnownLeakCheck> known;
    for (const AuditRecord &record : audit) {
        const auto json = nlohmann::json::parse(record.content, nullptr, false);
        // At sealing images change their places in a case alone.
        if (known && record.kind == "cases" && !json.contains("image_order"))
            known->isStale = true;
        if (record.kind != "leak-check")
            continue;
        if (auto report = leakReportFromJson(json))
            known = KnownLeakCheck{ std::move(*report), record.time, false };
    }
    return known;
}

Result<SealedStudy> sealStudy(
    StudyStore &store, const std::string &reason, bool withoutLeakCheck, const JobContext &job)
{
    SealedStudy sealed;
    std::string check;
    if (!withoutLeakCheck) {
        CF_ASSIGN(sealed.leakCheck, huntLeaks(store, job));
        check = toJson(*sealed.leakCheck).dump();
    }
    CF_ASSIGN(sealed.seal, store.seal(check, reason));
    return sealed;
}

} // namespace cf::sessions
