#pragma once

#include "core/base/Result.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Database.h"

#include <string>
#include <vector>

namespace cf::sessions::store {

/// Compares the end of a chain with the head that the store itself holds, with the newest one that this computer has
/// written, and with `knownHead`, noted elsewhere ("57:ab12…"; empty: none). Errors: InvalidInput for a known head that
/// is none, Io.
Result<> checkHeads(Database &database, const std::vector<AuditRecord> &records, const std::string &knownHead,
    std::vector<Tampering> &found);

/// After a write: this computer keeps the new head, to be told when a tail is cut off. Where the chain is no
/// continuation of the one that it knows (an older copy was put back and written on) the old head stays, so that
/// checkHeads() goes on saying so. Failing to keep it is no failure of the write.
void rememberHead(Database &database);

} // namespace cf::sessions::store
