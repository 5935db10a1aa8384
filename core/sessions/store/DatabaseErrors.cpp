#include "core/sessions/store/DatabaseErrors.h"

#include "core/sessions/store/Location.h"

#include <QSqlError>
#include <QString>

namespace cf::sessions::store {

namespace {

/// SQLite's primary result code is the low byte of an extended one (https://sqlite.org/rescode.html).
DatabaseFault fileFault(int code)
{
    constexpr int noShareMemory = 4874; // SQLITE_IOERR_SHMSIZE: no room for the index of the write-ahead log.
    constexpr int noWrite = 778; // SQLITE_IOERR_WRITE
    if (code == noShareMemory || code == noWrite)
        return DatabaseFault::Full;
    switch (code & 0xFF) {
    case 13: // SQLITE_FULL
        return DatabaseFault::Full;
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return DatabaseFault::Busy;
    case 3: // SQLITE_PERM
    case 8: // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return DatabaseFault::Denied;
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return DatabaseFault::Damaged;
    default:
        return DatabaseFault::Other;
    }
}

/// https://www.postgresql.org/docs/15/errcodes-appendix.html
DatabaseFault serverFault(const QString &state, QSqlError::ErrorType type)
{
    if (type == QSqlError::ConnectionError || state.isEmpty() || state.startsWith(QLatin1String("08"))
        || state.startsWith(QLatin1String("57P")))
        return DatabaseFault::Lost;
    if (state == QLatin1String("53100"))
        return DatabaseFault::Full;
    if (state == QLatin1String("55P03") || state == QLatin1String("53300") || state.startsWith(QLatin1String("40")))
        return DatabaseFault::Busy;
    if (state.startsWith(QLatin1String("28")) || state == QLatin1String("42501"))
        return DatabaseFault::Denied;
    if (state == QLatin1String("42P06") || state == QLatin1String("42P07"))
        return DatabaseFault::Exists;
    return DatabaseFault::Other;
}

} // namespace

DatabaseFault faultOf(const QSqlError &error, bool isServer)
{
    return isServer ? serverFault(error.nativeErrorCode(), error.type()) : fileFault(error.nativeErrorCode().toInt());
}

Error inWords(const QSqlError &error, DatabaseFault fault, const Location &place)
{
    const std::string where = place.noun + " " + place.text;
    const std::string detail =
        (error.databaseText().isEmpty() ? error.driverText() : error.databaseText()).simplified().toStdString();
    switch (fault) {
    case DatabaseFault::Full:
        return { ErrorCode::Io,
            "The disk with the " + where
                + " is full. Nothing was stored and nothing was lost. Free some space and submit again." };
    case DatabaseFault::Lost:
        return { ErrorCode::Io,
            "The database server of the " + where
                + " does not answer. What was stored is safe; what was to be stored now is not stored yet. Try again "
                  "when "
                  "the server is back. ("
                + detail + ")" };
    case DatabaseFault::Busy:
        return { ErrorCode::Io,
            "Another program has been writing to the " + where
                + " for 20 seconds. Nothing was stored. Submit again, or close the other program." };
    case DatabaseFault::Denied:
        return { ErrorCode::Io,
            "The " + where + " may not be opened or written here: " + detail
                + ". Check its name, folder and permissions." };
    case DatabaseFault::Damaged:
        return { ErrorCode::Io,
            "The file " + place.text + " is no " + place.noun + ", or it is damaged (" + detail + ")." };
    case DatabaseFault::Exists:
        return { ErrorCode::InvalidInput, "The " + where + " is there already. Choose another name." };
    case DatabaseFault::Other:
        break;
    }
    return { ErrorCode::Io, "The " + where + " could not be read or written: " + detail + "." };
}

} // namespace cf::sessions::store
