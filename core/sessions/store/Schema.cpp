#include "core/sessions/store/Schema.h"

#include "core/sessions/store/Database.h"

#include <string>
#include <vector>

namespace cf::sessions::store {

namespace {

/// Statements that lead from version i to i + 1; "BLOB" stands for the type of bytes. A step that was ever released is
/// never changed.
const std::vector<std::vector<const char *>> &steps()
{
    static const std::vector<std::vector<const char *>> all{
        {
            "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            "CREATE TABLE cases (id TEXT PRIMARY KEY, content TEXT NOT NULL)",
            "CREATE TABLE images (sha256 TEXT PRIMARY KEY, header TEXT NOT NULL, pixels BLOB NOT NULL)",
            "CREATE TABLE readers (id TEXT PRIMARY KEY, content TEXT NOT NULL)",
            "CREATE TABLE steps (reader TEXT NOT NULL, position INTEGER NOT NULL, case_id TEXT NOT NULL, "
            "stage TEXT NOT NULL, attempt INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (reader, position), "
            "UNIQUE (reader, case_id, stage, attempt))",
            "CREATE TABLE seals (version INTEGER PRIMARY KEY, hash TEXT NOT NULL, time TEXT NOT NULL, "
            "reason TEXT NOT NULL, document TEXT NOT NULL)",
            "CREATE TABLE answers (reader TEXT NOT NULL, case_id TEXT NOT NULL, stage TEXT NOT NULL, "
            "attempt INTEGER NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, stored_at TEXT NOT NULL, "
            "content TEXT NOT NULL, hash TEXT NOT NULL, audit BIGINT NOT NULL, "
            "PRIMARY KEY (reader, case_id, stage, attempt, revision))",
            "CREATE TABLE audit (sequence BIGINT PRIMARY KEY, time TEXT NOT NULL, actor TEXT NOT NULL, "
            "kind TEXT NOT NULL, content TEXT NOT NULL, previous TEXT NOT NULL, hash TEXT NOT NULL)",
        },
        {
            // Answers that came in under a key that was taken: both are kept, nobody chooses.
            "CREATE TABLE conflicts (reader TEXT NOT NULL, case_id TEXT NOT NULL, stage TEXT NOT NULL, "
            "attempt INTEGER NOT NULL, hash TEXT NOT NULL, content TEXT NOT NULL, source TEXT NOT NULL, "
            "audit BIGINT NOT NULL, PRIMARY KEY (reader, case_id, stage, attempt, hash))",
        },
    };
    return all;
}

Result<> climb(Database &database, int from)
{
    for (int version = from; version < schemaVersion; ++version)
        for (const char *statement : steps()[static_cast<std::size_t>(version)])
            CF_TRY(database.run(QString::fromLatin1(statement).replace(
                QStringLiteral(" BLOB "), QStringLiteral(" ") + database.blobType() + QStringLiteral(" "))));
    const QString version = QString::number(schemaVersion);
    if (from == 0)
        return database.run(QStringLiteral("INSERT INTO facts VALUES ('schema', ?)"), { version });
    return database.run(QStringLiteral("UPDATE facts SET value = ? WHERE name = 'schema'"), { version });
}

/// 0 where there are no tables.
Result<int> versionOf(Database &database)
{
    const auto tables = database.isServer()
        ? database.rows(QStringLiteral("SELECT 1 FROM information_schema.tables WHERE table_schema = current_schema() "
                                       "AND table_name = 'facts'"))
        : database.rows(QStringLiteral("SELECT 1 FROM sqlite_master WHERE name = 'facts'"));
    CF_TRY(tables);
    if (tables->empty())
        return fail(ErrorCode::InvalidInput, database.location().text + " is no study.");
    CF_ASSIGN(const auto rows, database.rows(QStringLiteral("SELECT value FROM facts WHERE name = 'schema'")));
    return rows.empty() ? 0 : rows[0][0].toInt();
}

} // namespace

Result<> createTables(Database &database)
{
    return climb(database, 0);
}

Result<> migrate(Database &database)
{
    CF_ASSIGN(const int version, versionOf(database));
    if (version > schemaVersion || version < 1)
        return fail(ErrorCode::Unsupported,
            "The study " + database.location().text + " was written by another version of Contrafact (tables "
                + std::to_string(version) + "; this one reads up to " + std::to_string(schemaVersion)
                + "). Open it with that version.");
    if (version == schemaVersion)
        return {};
    return database.write([&]() -> Result<> {
        CF_ASSIGN(const int now, versionOf(database)); // Another program may have been faster.
        return now < schemaVersion ? climb(database, now) : Result<>{};
    });
}

} // namespace cf::sessions::store
