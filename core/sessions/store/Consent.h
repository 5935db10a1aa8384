#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/store/Audit.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::sessions {

/// The page before a reader's first case: the coordinator's words, and what is recorded beside the answers. There is
/// one where the protocol has words for it or records more than answers and time.
bool asksConsent(const Protocol &protocol);

/// SHA-256 over the words in both languages and over what is recorded: to this a reader agrees, and to nothing else.
std::string consentHash(const Protocol &protocol);

/// A reader's answer to the page.
struct Consent {
    std::string reader;
    std::string time; ///< UTC; of a reader's own machine where it came with a package.
    std::string sha256; ///< Of consentHash().
    std::string language; ///< In which it was read: "en" or "ja".
    std::string seal; ///< Hash of the seal under which it was asked.
    bool agrees = true; ///< Else the reader declined.
    bool operator==(const Consent &) const = default;
};

/// All of an audit, those that came with answer files, too; in its order. Of one page a reader's last word counts.
std::vector<Consent> consentsIn(const std::vector<AuditRecord> &audit);

namespace store {

class Database;

/// A reader's last word in the audit on what the protocol says now: whether they agree; nothing where there is none.
/// Within a transaction.
Result<std::optional<bool>> consentGiven(Database &database, const Protocol &protocol, const std::string &reader);

} // namespace store

} // namespace cf::sessions
