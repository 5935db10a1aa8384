#pragma once

#include "core/base/Error.h"

class QSqlError;

namespace cf::sessions::store {

struct Location;

/// What went wrong with a database, as far as it decides what to do next.
enum class DatabaseFault { Full, Lost, Busy, Denied, Damaged, Exists, Other };

/// By SQLite's result code or PostgreSQL's SQLSTATE.
DatabaseFault faultOf(const QSqlError &error, bool isServer);

/// The one sentence for the reader or coordinator: what, where, what to do.
Error inWords(const QSqlError &error, DatabaseFault fault, const Location &where);

} // namespace cf::sessions::store
