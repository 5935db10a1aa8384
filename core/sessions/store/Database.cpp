#include "core/sessions/store/Database.h"

#include "core/sessions/store/DatabaseErrors.h"

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUrl>
#include <QUuid>

#include <sys/stat.h>

namespace cf::sessions::store {

namespace {

constexpr auto busyOptions = "QSQLITE_BUSY_TIMEOUT=20000"; // ms until another program's write counts as stuck.
// Seconds to wait for a server, and ms for one that has fallen silent, before the reader is told.
constexpr auto serverOptions = "connect_timeout=4;tcp_user_timeout=8000;application_name=contrafact";

/// Whether a file is a database of another program, told without writing into it or beside it: to be opened as a study
/// is opened would change its journal mode for good. What cannot be read says so itself later.
bool isForeign(const QString &file)
{
    const QString name = QStringLiteral("look-") + QUuid::createUuid().toString(QUuid::Id128);
    bool foreign = false;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(QStringLiteral("file:")
            + QString::fromLatin1(QUrl::toPercentEncoding(QFileInfo(file).absoluteFilePath(), "/"))
            + QStringLiteral("?immutable=1"));
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_OPEN_URI"));
        if (database.open()) {
            QSqlQuery query(database);
            foreign = query.exec(QStringLiteral(
                          "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('facts', 'audit')"))
                && query.next() && query.value(0).toInt() < 2;
        }
    }
    QSqlDatabase::removeDatabase(name);
    return foreign;
}

} // namespace

Database::Database(Location location)
    : m_location(std::move(location))
    , m_name(QStringLiteral("study-") + QUuid::createUuid().toString(QUuid::Id128))
{
}

Database::~Database()
{
    closeConnection();
}

void Database::closeConnection()
{
    {
        QSqlDatabase database = QSqlDatabase::database(m_name, false);
        if (database.isOpen()) {
            // What lies in the log beside it would stay behind: SQLite leaves it there when the file is elsewhere.
            if (!isInPlace())
                run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
            database.close();
        }
    }
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<Database>> Database::connect(const Location &location, Purpose purpose)
{
    std::unique_ptr<Database> made(new Database(location));
    CF_TRY(made->openConnection(purpose));
    return made;
}

Result<> Database::openConnection(Purpose purpose)
{
    const QString driver = isServer() ? QStringLiteral("QPSQL") : QStringLiteral("QSQLITE");
    if (!QSqlDatabase::isDriverAvailable(driver))
        return fail(ErrorCode::Unsupported,
            std::string("Qt's database driver is missing: install ")
                + (isServer() ? "libqt6sql6-psql." : "libqt6sql6-sqlite."));
    QSqlDatabase database = QSqlDatabase::addDatabase(driver, m_name);
    if (isServer()) {
        database.setHostName(QString::fromStdString(m_location.host));
        database.setPort(m_location.port);
        database.setUserName(QString::fromStdString(m_location.user));
        database.setPassword(QString::fromStdString(m_location.password));
        database.setDatabaseName(QString::fromStdString(m_location.database));
        database.setConnectOptions(QString::fromLatin1(serverOptions));
    } else {
        const QString file = QString::fromStdString(m_location.file);
        if (purpose == Purpose::Open && !QFileInfo(file).isFile())
            return fail(ErrorCode::Io, "There is no " + m_location.noun + " " + m_location.text + ".");
        if (purpose == Purpose::Open && isForeign(file))
            return fail(ErrorCode::InvalidInput, "The file " + m_location.text + " is no " + m_location.noun + ".");
        database.setDatabaseName(file);
        database.setConnectOptions(QString::fromLatin1(busyOptions));
    }
    if (!database.open())
        return tl::make_unexpected(explained(database.lastError()));
    m_isLost = false;
    if (isServer()) {
        const QString schema = QString::fromStdString(m_location.schema);
        CF_TRY(run(QStringLiteral("SET synchronous_commit TO on")));
        CF_TRY(run(QStringLiteral("SET lock_timeout TO '20s'")));
        CF_TRY(run(QStringLiteral("SET client_min_messages TO warning")));
        if (purpose == Purpose::Create)
            CF_TRY(run(QStringLiteral("CREATE SCHEMA IF NOT EXISTS ") + schema));
        return run(QStringLiteral("SET search_path TO ") + schema);
    }
    CF_TRY(run(QStringLiteral("PRAGMA journal_mode=") + (purpose == Purpose::Create ? "DELETE" : "WAL")));
    CF_TRY(run(QStringLiteral("PRAGMA synchronous=FULL")));
    struct stat opened = {};
    if (::stat(m_location.file.c_str(), &opened) == 0) {
        m_device = opened.st_dev;
        m_fileNumber = opened.st_ino;
    }
    return {};
}

bool Database::isInPlace() const
{
    struct stat named = {};
    return isServer()
        || (::stat(m_location.file.c_str(), &named) == 0 && named.st_dev == m_device && named.st_ino == m_fileNumber);
}

Result<> Database::checkInPlace()
{
    if (isInPlace())
        return {};
    m_isLost = true;
    return fail(ErrorCode::Io,
        "The " + m_location.noun + " " + m_location.text
            + " was moved, removed or replaced while it was open. Nothing was stored. Put it back in its place and "
              "submit again.");
}

Error Database::explained(const QSqlError &error)
{
    const DatabaseFault fault = faultOf(error, isServer());
    m_isLost = m_isLost || fault == DatabaseFault::Lost;
    return inWords(error, fault, m_location);
}

Result<QSqlQuery> Database::executed(const QString &sql, const Values &values)
{
    QSqlQuery query(QSqlDatabase::database(m_name, false));
    query.setForwardOnly(true);
    // Statements without values are sent as they are: not everything that PostgreSQL does can be prepared.
    if (values.empty()) {
        if (!query.exec(sql))
            return tl::make_unexpected(explained(query.lastError()));
        return query;
    }
    if (!query.prepare(sql))
        return tl::make_unexpected(explained(query.lastError()));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return tl::make_unexpected(explained(query.lastError()));
    return query;
}

Result<> Database::run(const QString &sql, const Values &values)
{
    CF_TRY(executed(sql, values));
    return {};
}

Result<std::vector<Row>> Database::rows(const QString &sql, const Values &values)
{
    CF_ASSIGN(QSqlQuery query, executed(sql, values));
    std::vector<Row> all;
    const int columns = query.record().count();
    while (query.next()) {
        Row row;
        for (int column = 0; column < columns; ++column)
            row.push_back(query.value(column));
        all.push_back(std::move(row));
    }
    if (query.lastError().isValid())
        return tl::make_unexpected(explained(query.lastError()));
    return all;
}

Result<> Database::once(const char *begin, const std::function<Result<>()> &work, bool locks)
{
    CF_TRY(checkInPlace());
    CF_TRY(run(QString::fromLatin1(begin)));
    auto done = [&]() -> Result<> {
        if (locks && isServer())
            CF_TRY(run(QStringLiteral("SELECT pg_advisory_xact_lock(hashtext(current_schema()))")));
        CF_TRY(work());
        CF_TRY(checkInPlace());
        return run(QStringLiteral("COMMIT"));
    }();
    if (!done)
        run(QStringLiteral("ROLLBACK")); // Its own error says nothing new.
    return done;
}

Result<> Database::transact(const char *begin, const std::function<Result<>()> &work, bool locks)
{
    Result<> done;
    for (int attempt = 0; attempt < 2; ++attempt) {
        if (m_isLost) {
            closeConnection();
            const auto opened = openConnection(Purpose::Open);
            if (!opened)
                return attempt > 0 ? done : opened; // What went wrong first says more.
        }
        done = once(begin, work, locks);
        if (done || !m_isLost)
            break;
    }
    return done;
}

Result<> Database::write(const std::function<Result<>()> &work)
{
    return transact(isServer() ? "BEGIN" : "BEGIN IMMEDIATE", work, true);
}

Result<> Database::read(const std::function<Result<>()> &work)
{
    return transact(isServer() ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN", work, false);
}

} // namespace cf::sessions::store
