#pragma once

#include "core/base/Result.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Database.h"

#include <string>
#include <vector>

namespace cf::sessions::store {

/// Compares everything that the store holds with what its audit and seals say was written. `knownHead`: "57:ab12…",
/// noted outside of the study; empty: none. Errors: Io; damage is a finding and no error.
Result<std::vector<Tampering>> verifyStudy(Database &database, const std::string &knownHead);

} // namespace cf::sessions::store
