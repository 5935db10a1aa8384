#include "core/datasets/BatchJournal.h"

#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <algorithm>
#include <atomic>
#include <system_error>

namespace cf {

namespace {

/// Other processes hold the file for a transaction of milliseconds; a slow disk may take seconds.
constexpr int busyMilliseconds = 30'000;
constexpr int schemaVersion = 2; // 1 had items without arm and mask.
constexpr int givenUp = -1; ///< Owner of an item on which too many processes ended: no process has such a number.

QString text(const std::string &value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

/// Names of any bytes, which are no text as a rule.
QByteArray bytes(const std::string &value)
{
    return QByteArray::fromStdString(value);
}

std::string hashOf(const BatchPlan &plan, const std::vector<BatchItem> &items)
{
    Sha256 hash;
    const std::string json = toJson(plan) + std::to_string(plan.shard) + "/" + std::to_string(plan.shards);
    hash.add(json.data(), json.size());
    for (const BatchItem &item : items) {
        std::string line = std::to_string(item.index) + '\n' + item.film + '\n' + item.patient + '\n';
        if (!item.mask.empty())
            line += item.mask + '\n';
        hash.add(line.data(), line.size());
    }
    return hash.finish();
}

BatchItem itemOf(const QSqlQuery &query)
{
    return { query.value(0).toLongLong(), query.value(1).toString().toStdString(),
        query.value(2).toString().toStdString(), {}, query.value(3).toString().toStdString(),
        query.value(4).toString().toULongLong(), query.value(5).toString().toStdString(),
        query.value(6).toString().toStdString() };
}

const QString itemColumns = "place, film, patient, prompt, seed, arm, mask";

} // namespace

std::int64_t BatchStanding::count(const std::string &state) const
{
    const auto found = counts.find(state);
    return found == counts.end() ? 0 : found->second;
}

std::int64_t BatchStanding::all() const
{
    std::int64_t sum = 0;
    for (const auto &[state, number] : counts)
        sum += number;
    return sum;
}

std::int64_t BatchStanding::done() const
{
    return all() - count("open") - count("taken");
}

struct BatchJournal::Connection {
    QString name;
    QSqlDatabase database;
    std::filesystem::path file;

    ~Connection()
    {
        database.close();
        database = QSqlDatabase();
        QSqlDatabase::removeDatabase(name);
    }

    Error error(const QSqlError &why) const
    {
        const std::string reason = why.text().toStdString();
        const bool full = reason.find("full") != std::string::npos;
        return { ErrorCode::Io,
            "The batch's journal \"" + file.string() + "\" could not be "
                + (full ? "written: the disk is full. Free some "
                          "space and start the same command again; nothing that was finished is lost."
                        : "used: " + reason) };
    }

    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {}) const
    {
        QSqlQuery query(database);
        if (!query.prepare(sql))
            return tl::unexpected(error(query.lastError()));
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!query.exec())
            return tl::unexpected(error(query.lastError()));
        return query;
    }

    Result<std::string> meta(const QString &key) const
    {
        CF_ASSIGN(QSqlQuery query, run("SELECT value FROM meta WHERE key = ?", { key }));
        return query.next() ? query.value(0).toString().toStdString() : std::string();
    }

    /// Items of a journal that an earlier version made have neither arm nor mask.
    Result<bool> lacksColumns() const
    {
        CF_ASSIGN(
            QSqlQuery query, run("SELECT COUNT(*), SUM(name IN ('arm', 'mask')) FROM pragma_table_info('items')"));
        return query.next() && query.value(0).toInt() > 0 && query.value(1).toInt() < 2;
    }

    Result<> addMissingColumns()
    {
        CF_ASSIGN(const bool lacking, lacksColumns());
        if (!lacking)
            return {};
        return transact([&]() -> Result<> {
            CF_ASSIGN(const bool still, lacksColumns()); // Another process may have been here.
            if (!still)
                return {};
            CF_TRY(run("ALTER TABLE items ADD COLUMN arm TEXT NOT NULL DEFAULT ''"));
            CF_TRY(run("ALTER TABLE items ADD COLUMN mask TEXT NOT NULL DEFAULT ''"));
            return {};
        });
    }

    /// Within a transaction: takes over the patients of films that could not be read before. False, with nothing
    /// changed, where the journal holds anything else than this plan's items.
    Result<bool> takePatients(const BatchPlan &plan, std::vector<BatchItem> items)
    {
        CF_ASSIGN(const std::string json, meta("plan"));
        CF_ASSIGN(const std::string shard, meta("shard"));
        CF_ASSIGN(const std::string shards, meta("shards"));
        if (json != toJson(plan) || shard != std::to_string(plan.shard) || shards != std::to_string(plan.shards))
            return false;
        std::vector<std::size_t> told;
        CF_ASSIGN(QSqlQuery query, run("SELECT " + itemColumns + ", state FROM items ORDER BY place"));
        std::size_t place = 0;
        for (; query.next(); ++place) {
            if (place >= items.size())
                return false;
            const BatchItem before = itemOf(query);
            BatchItem &now = items[place];
            const std::string state = query.value(7).toString().toStdString();
            const bool isOpen = state == "open" || state == "taken" || state == "unreadable";
            if (before.patient != now.patient) {
                if (!isKnownPatient(now.patient) && isKnownPatient(before.patient))
                    now.patient = before.patient;
                else if (!isKnownPatient(before.patient) && isOpen)
                    told.push_back(place);
                else
                    return false;
            }
            if (before.index != now.index || before.film != now.film || before.prompt != now.prompt
                || before.seed != now.seed || before.arm != now.arm || before.mask != now.mask)
                return false;
        }
        query.finish();
        if (place != items.size())
            return false;
        for (const std::size_t item : told)
            CF_TRY(run("UPDATE items SET patient = ? WHERE place = ?",
                { text(items[item].patient), static_cast<qlonglong>(items[item].index) }));
        CF_TRY(run("UPDATE meta SET value = ? WHERE key = 'hash'", { text(hashOf(plan, items)) }));
        return true;
    }

    /// All of `work` or nothing of it.
    template <typename Work> Result<> transact(Work work)
    {
        CF_TRY(run("BEGIN IMMEDIATE"));
        if (auto done = work(); !done) {
            std::ignore = run("ROLLBACK");
            return done;
        }
        auto committed = run("COMMIT");
        if (!committed) {
            std::ignore = run("ROLLBACK");
            return tl::unexpected(committed.error());
        }
        return {};
    }
};

BatchJournal::BatchJournal(std::unique_ptr<Connection> connection)
    : m_connection(std::move(connection))
{
}
BatchJournal::BatchJournal(BatchJournal &&) noexcept = default;
BatchJournal &BatchJournal::operator=(BatchJournal &&) noexcept = default;
BatchJournal::~BatchJournal() = default;

Result<BatchJournal> BatchJournal::open(const std::filesystem::path &folder)
{
    static std::atomic<int> opened = 0;
    auto connection = std::make_unique<Connection>();
    connection->name = QString("batch-%1").arg(++opened);
    connection->file = folder / "journal.sqlite";
    CF_TRY(hasRegularFile(connection->file)); // Made where it is not there.
    connection->database = QSqlDatabase::addDatabase("QSQLITE", connection->name);
    connection->database.setDatabaseName(text(connection->file.string()));
    connection->database.setConnectOptions(QString("QSQLITE_BUSY_TIMEOUT=%1").arg(busyMilliseconds));
    if (!connection->database.open())
        return tl::unexpected(connection->error(connection->database.lastError()));
    CF_TRY(connection->run("PRAGMA journal_mode = WAL"));
    CF_TRY(connection->run("PRAGMA synchronous = FULL"));
    CF_TRY(connection->addMissingColumns());
    return BatchJournal(std::move(connection));
}

Result<BatchJournal> BatchJournal::open(
    const std::filesystem::path &folder, const BatchPlan &plan, const std::vector<BatchItem> &items)
{
    CF_ASSIGN(BatchJournal journal, open(folder));
    Connection &connection = *journal.m_connection;
    const std::string hash = hashOf(plan, items);
    auto made = connection.transact([&]() -> Result<> {
        CF_TRY(connection.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"));
        CF_ASSIGN(const std::string known, connection.meta("hash"));
        if (!known.empty() && known != hash) {
            CF_ASSIGN(const bool isSame, connection.takePatients(plan, items));
            if (!isSame)
                return fail(ErrorCode::InvalidInput,
                    "\"" + connection.file.parent_path().string()
                        + "\" holds a batch of another plan or of other films. Choose another folder.");
        }
        if (!known.empty())
            return {};
        CF_TRY(
            connection.run("CREATE TABLE items (place INTEGER PRIMARY KEY, film TEXT NOT NULL, patient TEXT NOT NULL, "
                           "prompt TEXT NOT NULL, seed TEXT NOT NULL, state TEXT NOT NULL, owner INTEGER NOT NULL, "
                           "ends INTEGER NOT NULL, row TEXT, arm TEXT NOT NULL, mask TEXT NOT NULL)"));
        CF_TRY(connection.run("CREATE INDEX states ON items (state, place)"));
        for (const BatchItem &item : items)
            CF_TRY(connection.run("INSERT INTO items VALUES (?, ?, ?, ?, ?, 'open', 0, 0, NULL, ?, ?)",
                { static_cast<qlonglong>(item.index), text(item.film), text(item.patient), text(item.prompt),
                    QString::number(item.seed), text(item.arm), text(item.mask) }));
        CF_TRY(connection.run("INSERT INTO meta VALUES ('plan', ?)", { text(toJson(plan)) }));
        CF_TRY(connection.run("INSERT INTO meta VALUES ('shard', ?)", { plan.shard }));
        CF_TRY(connection.run("INSERT INTO meta VALUES ('shards', ?)", { plan.shards }));
        CF_TRY(connection.run("INSERT INTO meta VALUES ('schema', ?)", { schemaVersion }));
        CF_TRY(connection.run("INSERT INTO meta VALUES ('hash', ?)", { text(hash) }));
        return {};
    });
    if (!made)
        return tl::unexpected(made.error());
    return journal;
}

Result<BatchPlan> BatchJournal::plan() const
{
    CF_ASSIGN(const std::string json, m_connection->meta("plan"));
    if (json.empty())
        return fail(ErrorCode::InvalidInput, "\"" + m_connection->file.string() + "\" is no batch's journal.");
    CF_ASSIGN(BatchPlan plan, batchPlanFromJson(json));
    CF_ASSIGN(const std::string shard, m_connection->meta("shard"));
    CF_ASSIGN(const std::string shards, m_connection->meta("shards"));
    plan.shard = QString::fromStdString(shard).toInt();
    plan.shards = QString::fromStdString(shards).toInt();
    return plan;
}

Result<> BatchJournal::keepFiles(const KnownFiles::ByPath &files)
{
    return m_connection->transact([&]() -> Result<> {
        CF_TRY(m_connection->run("CREATE TABLE IF NOT EXISTS files (path BLOB PRIMARY KEY, stamp TEXT NOT NULL, "
                                 "patient BLOB, sha256 TEXT)"));
        CF_TRY(m_connection->run("DELETE FROM files"));
        for (const auto &[path, file] : files)
            if (!file.stamp.empty() && (file.patient || file.sha256))
                CF_TRY(m_connection->run("INSERT INTO files VALUES (?, ?, ?, ?)",
                    { bytes(path), text(file.stamp), file.patient ? QVariant(bytes(*file.patient)) : QVariant(),
                        file.sha256 ? QVariant(text(*file.sha256)) : QVariant() }));
        return {};
    });
}

Result<KnownFiles::ByPath> BatchJournal::files() const
{
    KnownFiles::ByPath files;
    CF_ASSIGN(QSqlQuery made, m_connection->run("SELECT COUNT(*) FROM sqlite_master WHERE name = 'files'"));
    if (!made.next() || made.value(0).toInt() == 0)
        return files; // Of a journal that an earlier version made.
    CF_ASSIGN(QSqlQuery query, m_connection->run("SELECT path, stamp, patient, sha256 FROM files"));
    while (query.next()) {
        KnownFile file{ query.value(1).toString().toStdString(), {}, {} };
        if (!query.value(2).isNull())
            file.patient = query.value(2).toByteArray().toStdString();
        if (!query.value(3).isNull())
            file.sha256 = query.value(3).toString().toStdString();
        files.emplace(query.value(0).toByteArray().toStdString(), std::move(file));
    }
    return files;
}

Result<> BatchJournal::useModel(const std::string &model)
{
    return m_connection->transact([&]() -> Result<> {
        CF_ASSIGN(std::string known, m_connection->meta("model"));
        if (known.empty()) { // Not said yet, or by an earlier version in its rows alone.
            CF_ASSIGN(QSqlQuery query,
                m_connection->run("SELECT json_extract(row, '$.model_sha256'), json_extract(row, '$.model') FROM items "
                                  "WHERE json_extract(row, '$.model') <> '' LIMIT 1"));
            if (query.next())
                known = query.value(query.value(0).toString().isEmpty() ? 1 : 0).toString().toStdString();
            query.finish();
            CF_TRY(m_connection->run("INSERT INTO meta VALUES ('model', ?)", { text(known.empty() ? model : known) }));
        }
        if (!known.empty() && known != model)
            return fail(ErrorCode::InvalidInput,
                "\"" + m_connection->file.parent_path().string()
                    + "\" holds a batch that was begun with another model. Go on with that one, or choose another "
                      "folder.");
        return {};
    });
}

Result<std::optional<BatchItem>> BatchJournal::take(std::int64_t process)
{
    std::optional<BatchItem> item;
    auto taken = m_connection->transact([&]() -> Result<> {
        CF_ASSIGN(QSqlQuery query,
            m_connection->run("SELECT " + itemColumns + " FROM items WHERE state = 'open' ORDER BY place LIMIT 1"));
        if (!query.next())
            return {};
        item = itemOf(query);
        query.finish();
        CF_TRY(m_connection->run("UPDATE items SET state = 'taken', owner = ? WHERE place = ?",
            { static_cast<qlonglong>(process), static_cast<qlonglong>(item->index) }));
        return {};
    });
    if (!taken)
        return tl::unexpected(taken.error());
    return item;
}

Result<> BatchJournal::finish(const BatchRow &row)
{
    return m_connection->transact([&]() -> Result<> {
        CF_TRY(m_connection->run("UPDATE items SET state = ?, owner = 0, row = ? WHERE place = ? AND state = 'taken'",
            { text(row.status), text(toJson(row)), static_cast<qlonglong>(row.index) }));
        return {};
    });
}

Result<> BatchJournal::releaseAll()
{
    return m_connection->transact([&]() -> Result<> {
        CF_TRY(m_connection->run("UPDATE items SET state = 'open', owner = 0, ends = 0, row = NULL WHERE state IN "
                                 "('taken', 'unreadable') OR "
                                 "owner = ?",
            { givenUp }));
        return {};
    });
}

Result<> BatchJournal::releaseAllOf(std::int64_t process)
{
    return m_connection->transact([&]() -> Result<> {
        CF_TRY(m_connection->run("UPDATE items SET state = 'open', owner = 0 WHERE state = 'taken' AND owner = ?",
            { static_cast<qlonglong>(process) }));
        return {};
    });
}

Result<> BatchJournal::releaseEnded(std::int64_t process, int maxEnds, const std::filesystem::path &films)
{
    CF_ASSIGN(BatchPlan of, plan());
    of.films = films;
    return m_connection->transact([&]() -> Result<> {
        CF_ASSIGN(QSqlQuery query,
            m_connection->run("SELECT " + itemColumns + ", ends FROM items WHERE state = 'taken' AND owner = ?",
                { static_cast<qlonglong>(process) }));
        std::vector<std::pair<BatchRow, int>> ended;
        while (query.next()) {
            BatchRow row;
            row.index = query.value(0).toLongLong();
            row.film = query.value(1).toString().toStdString();
            row.patientKey = patientKey(query.value(2).toString().toStdString(), row.film);
            row.patientKnown = isKnownPatient(query.value(2).toString().toStdString());
            row.split = splitOf(row.patientKey, of.splits, of.splitSeed);
            row.filmPath = filmPathOf(of, row.film);
            if (!films.empty()) // What can be said of a film without opening it.
                row.filmSha256 = sha256OfFile(filmFileOf(of, row.film)).value_or(std::string());
            row.prompt = query.value(3).toString().toStdString();
            row.seed = query.value(4).toString().toULongLong();
            row.arm = query.value(5).toString().toStdString();
            row.status = "failed";
            row.reason = std::string(endedReason) + std::to_string(maxEnds)
                + " times while it worked on this film. The next start tries it again.";
            ended.emplace_back(std::move(row), query.value(7).toInt() + 1);
        }
        query.finish();
        for (const auto &[row, ends] : ended) {
            const bool given = ends >= maxEnds;
            CF_TRY(m_connection->run("UPDATE items SET state = ?, owner = ?, ends = ?, row = ? WHERE place = ?",
                { given ? text(row.status) : QString("open"), given ? givenUp : 0, ends,
                    given ? QVariant(text(toJson(row))) : QVariant(), static_cast<qlonglong>(row.index) }));
        }
        return {};
    });
}

Result<std::map<std::string, std::int64_t>> BatchJournal::counts() const
{
    CF_ASSIGN(QSqlQuery query, m_connection->run("SELECT state, COUNT(*) FROM items GROUP BY state"));
    std::map<std::string, std::int64_t> counts;
    while (query.next())
        counts[query.value(0).toString().toStdString()] = query.value(1).toLongLong();
    return counts;
}

Result<BatchStanding> BatchJournal::standing(int latest) const
{
    BatchStanding standing;
    CF_ASSIGN(standing.counts, counts());
    CF_ASSIGN(QSqlQuery reasons,
        m_connection->run("SELECT json_extract(row, '$.reason') FROM items "
                          "WHERE state NOT IN ('open', 'taken', 'accepted') ORDER BY place"));
    std::map<std::string, std::int64_t> byReason;
    while (reasons.next())
        ++byReason[withoutNumbers(reasons.value(0).toString().toStdString())];
    standing.reasons.assign(byReason.begin(), byReason.end());
    std::stable_sort(standing.reasons.begin(), standing.reasons.end(),
        [](const auto &a, const auto &b) { return a.second > b.second; });
    CF_ASSIGN(QSqlQuery rows,
        m_connection->run(
            "SELECT row FROM items WHERE state IN ('accepted', 'refused') ORDER BY place DESC LIMIT ?", { latest }));
    while (rows.next()) {
        CF_ASSIGN(BatchRow row, batchRowFromJson(rows.value(0).toString().toStdString()));
        standing.latest.push_back(std::move(row));
    }
    CF_ASSIGN(QSqlQuery next,
        m_connection->run(
            "SELECT " + itemColumns + " FROM items WHERE state IN ('open', 'taken') ORDER BY place LIMIT 1"));
    if (next.next())
        standing.next = itemOf(next);
    return standing;
}

Result<std::vector<BatchRow>> BatchJournal::rows() const
{
    CF_ASSIGN(QSqlQuery query, m_connection->run("SELECT row FROM items WHERE row IS NOT NULL ORDER BY place"));
    std::vector<BatchRow> rows;
    while (query.next()) {
        CF_ASSIGN(BatchRow row, batchRowFromJson(query.value(0).toString().toStdString()));
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace cf
