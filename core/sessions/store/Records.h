#pragma once

#include "core/base/Result.h"
#include "core/sessions/reading/Reading.h"
#include "core/sessions/sealing/Seal.h"
#include "core/sessions/sealing/Study.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Clock.h"
#include "core/sessions/store/Database.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cf::sessions::store {

// Reads and writes of single tables, to be called within a transaction of the caller.

Result<std::optional<std::string>> fact(Database &database, const char *name);
Result<> setFact(Database &database, const char *name, const std::string &value);

Result<Protocol> loadProtocol(Database &database);
Result<std::vector<Case>> loadCases(Database &database);
Result<std::vector<Reader>> loadReaders(Database &database);
Result<std::vector<Seal>> loadSeals(Database &database);
/// Without documents, which are large.
Result<std::optional<Seal>> newestSeal(Database &database);
Result<std::vector<ReadingStep>> loadSteps(Database &database, const std::string &reader);
Result<std::vector<AuditRecord>> loadAudit(Database &database);

/// An answer as it lies in the store: `content` is what was hashed.
struct StoredAnswer {
    ReadingKey key;
    int revision = 1;
    int position = 0;
    std::string storedAt;
    std::string content;
    std::string hash;
    std::int64_t audit = 0;
};
Result<std::vector<StoredAnswer>> loadAnswers(Database &database);
Result<std::vector<StoredAnswer>> loadAnswers(Database &database, const ReadingKey &key);
Result<Reading> toReading(const Protocol &protocol, const StoredAnswer &stored);

/// Now, by the server's clock where there is one and no `clock` is set: "2026-11-28T20:01:30.123Z".
Result<std::string> timeNow(Database &database, const Clock &clock);

/// Adds one record to the chain. `content` is made canonical.
Result<AuditRecord> append(Database &database, const Clock &clock, const std::string &actor, const std::string &kind,
    const nlohmann::json &content);

/// Replaces a reader's order and records its hash.
Result<> storeOrder(Database &database, const Clock &clock, const std::string &reader,
    const std::vector<ReadingStep> &steps, bool isLatinSquare);
std::string hashOfSteps(const std::vector<ReadingStep> &steps);
std::string sha256OfText(const std::string &text);

} // namespace cf::sessions::store
