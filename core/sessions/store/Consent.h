#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/store/Audit.h"

#include <string>
#include <vector>

namespace cf::sessions {

/// The page before a reader's first case: the coordinator's words, and what is recorded beside the answers. There is
/// one where the protocol has words for it or records more than answers and time.
bool asksConsent(const Protocol &protocol);

/// SHA-256 over the words in both languages and over what is recorded: to this a reader agrees, and to nothing else.
std::string consentHash(const Protocol &protocol);

/// That a reader agreed.
struct Consent {
    std::string reader;
    std::string time; ///< UTC; of a reader's own machine where it came with a package.
    std::string sha256; ///< Of consentHash().
    std::string language; ///< In which it was read: "en" or "ja".
    std::string seal; ///< Hash of the seal under which it was asked.
    bool operator==(const Consent &) const = default;
};

/// All of an audit, those that came with answer files, too; in its order.
std::vector<Consent> consentsIn(const std::vector<AuditRecord> &audit);

namespace store {

class Database;

/// Whether the audit holds a reader's agreement to what the protocol says now. Within a transaction.
Result<bool> hasConsented(Database &database, const Protocol &protocol, const std::string &reader);

} // namespace store

} // namespace cf::sessions
