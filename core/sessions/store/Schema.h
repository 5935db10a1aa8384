#pragma once

#include "core/base/Result.h"

namespace cf::sessions::store {

class Database;

/// The version of tables that this program writes.
constexpr int schemaVersion = 2;

/// Makes the tables of a new study. Within a transaction.
Result<> createTables(Database &database);

/// Brings an older study up to date, step by step in one transaction. Errors: Unsupported for one that a newer program
/// wrote, InvalidInput for what is no study.
Result<> migrate(Database &database);

} // namespace cf::sessions::store
