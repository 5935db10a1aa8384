#pragma once

#include "core/sessions/StudyStore.h"
#include "core/sessions/blinding/LeakHunter.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

/// Hunts for leaks and keeps the report in the audit ("leak-check").
Result<LeakReport> checkForLeaks(StudyStore &store, const JobContext &job);

/// The newest report in the audit, and whether cases changed after it.
struct KnownLeakCheck {
    LeakReport report;
    std::string time;
    bool isStale = false;
};
std::optional<KnownLeakCheck> knownLeakCheck(const std::vector<AuditRecord> &audit);

struct SealedStudy {
    Seal seal;
    std::optional<LeakReport> leakCheck;
};
/// Hunts for leaks and seals. `reason`: why it is sealed in spite of a leak, or without a check.
/// Errors: those of StudyStore::seal(); Cancelled.
Result<SealedStudy> sealStudy(
    StudyStore &store, const std::string &reason, bool withoutLeakCheck, const JobContext &job);

} // namespace cf::sessions
