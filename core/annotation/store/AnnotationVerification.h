#pragma once

#include "core/base/Result.h"
#include "core/sessions/store/Audit.h"
#include "core/sessions/store/Database.h"

#include <string>
#include <vector>

namespace cf::annotation {

/// Compares everything that a store of annotations holds with what its chain of records says was written, and each
/// decision with the annotations that it names. `knownHead`: noted outside of the store; empty: none. Errors: Io,
/// InvalidInput for a known head that is none; damage is a finding and no error.
Result<std::vector<sessions::Tampering>> verifyAnnotations(
    sessions::store::Database &database, const std::string &knownHead);

} // namespace cf::annotation
