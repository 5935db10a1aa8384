#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cf::sessions {

/// One record of the append-only chain. `hash` covers the other members, the hash of the record before among them.
struct AuditRecord {
    std::int64_t sequence = 0; ///< From 1, without gaps.
    std::string time; ///< UTC, as `Reading::storedAt`.
    std::string actor; ///< "coordinator", or a reader's id.
    std::string kind; ///< "created", "cases", "reader", "leak-check", "sealed", "amended", "answer", "paused", …
    std::string content; ///< Canonical JSON; of an answer its key and the SHA-256 of all that was stored.
    std::string previous;
    std::string hash;
    bool operator==(const AuditRecord &) const = default;
};

/// The hash that a record must bear.
std::string hashOf(const AuditRecord &record);

/// Something that is not as it was written.
struct Tampering {
    std::string what; ///< Stable: "audit-changed", "audit-missing", "audit-inserted", "answer-changed", …
    std::string where; ///< "audit record 12", "answer R1/C007/main/1".
    std::string text; ///< One sentence.
    bool operator==(const Tampering &) const = default;
};

/// Clocks of two computers that write to one study may differ by so much, in seconds, before it is said.
inline constexpr double clockTolerance = 60.0;

/// Numbers of the records that are older than the one before them by more than `clockTolerance`: the clock was set
/// back.
std::vector<std::int64_t> timesSetBack(const std::vector<AuditRecord> &records);

/// Checks the chain by itself: links, hashes, sequence.
std::vector<Tampering> checkChain(const std::vector<AuditRecord> &records);

} // namespace cf::sessions
