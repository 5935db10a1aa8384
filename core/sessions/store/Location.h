#pragma once

#include "core/base/Result.h"

#include <string>

namespace cf::sessions::store {

/// Where a study lies.
struct Location {
    bool isServer = false;
    std::string noun = "study"; ///< What lies there; for messages.
    std::string text; ///< As given, without a password; for messages.
    std::string file; ///< Of SQLite.
    std::string host; ///< Of PostgreSQL: a name, an address, or the folder of a socket.
    int port = 5432;
    std::string user;
    std::string password;
    std::string database;
    std::string schema;
};

/// "postgresql://user:password@host:5432/database?schema=name" (postgres:// too; "host=/folder" for a socket), or else
/// the path of a file. Errors: InvalidInput for a connection string without a database or schema.
Result<Location> parseLocation(const std::string &text);

} // namespace cf::sessions::store
