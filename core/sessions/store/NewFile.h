#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/sessions/store/Location.h"

#include <functional>

namespace cf::sessions::store {

class Database;

/// A new SQLite file that appears under its name with all that `fill` writes, or not at all (see AtomicFile).
/// Errors: InvalidInput where there is such a file already; Io.
Result<> createFile(
    const Location &location, const std::function<Result<>(Database &)> &fill, WritePolicy policy = refuseExisting());

} // namespace cf::sessions::store
