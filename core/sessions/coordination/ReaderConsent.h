#pragma once

#include "core/sessions/sealing/Study.h"
#include "core/sessions/store/Audit.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// How a reader stands to the page before the first case, as it is now.
enum class ConsentStage {
    NotNeeded, ///< The study has no such page.
    NotAsked, ///< The reader has not seen it; or not since it was amended.
    Asked, ///< It was shown, and left without an answer.
    Agreed,
    Declined,
};

struct ReaderConsent {
    ConsentStage stage = ConsentStage::NotNeeded;
    std::string time; ///< UTC, of the answer, or of Asked when it was last shown; else empty.
    std::string language; ///< In which the page was answered: "en" or "ja".
    bool operator==(const ReaderConsent &) const = default;
};

/// By the audit, with what came back in answer files. Answers to a page that was amended since do not count.
ReaderConsent consentOf(const Study &study, const std::vector<AuditRecord> &audit, const std::string &reader);

/// "not needed", "not asked", "asked", "agreed", "declined"; for JSON.
std::string nameOf(ConsentStage stage);

} // namespace cf::sessions
