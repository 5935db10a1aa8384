#pragma once

#include "core/base/Result.h"
#include "core/sessions/store/Location.h"

#include <QSqlDatabase>
#include <QString>
#include <QVariant>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

class QSqlError;
class QSqlQuery;

namespace cf::sessions::store {

using Row = std::vector<QVariant>;
using Values = std::vector<QVariant>;

inline QVariant bound(const std::string &text)
{
    return QString::fromStdString(text);
}
inline std::string textAt(const Row &row, std::size_t column)
{
    return row[column].toString().toStdString();
}

/// One connection to one study, the same for SQLite and PostgreSQL: positional "?" in every statement, transactions
/// that are on the disk when they return, errors in words. Belongs to the thread that made it.
class Database
{
public:
    enum class Purpose { Create, Open };

    /// Create: an empty file under a temporary name, or a new schema. Nothing is created by Open.
    static Result<std::unique_ptr<Database>> connect(const Location &location, Purpose purpose);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const Location &location() const { return m_location; }
    bool isServer() const { return m_location.isServer; }

    Result<> run(const QString &sql, const Values &values = {});
    Result<std::vector<Row>> rows(const QString &sql, const Values &values = {});
    /// Calls `work` in a transaction in which no one else writes to the study; commits when it succeeds. `work` may be
    /// called twice: once more after a connection that was lost has been made again, when nobody can tell whether the
    /// first commit arrived. It must therefore look before it stores.
    Result<> write(const std::function<Result<>()> &work);
    /// The same for reading: one state of the study, however many statements.
    Result<> read(const std::function<Result<>()> &work);

    /// The same with a value.
    template <typename Value> Result<Value> readValue(const std::function<Result<Value>()> &work)
    {
        Value value{};
        const auto keep = [&]() -> Result<> {
            CF_ASSIGN(value, work());
            return {};
        };
        CF_TRY(read(keep));
        return value;
    }

    /// "BLOB" or "BYTEA".
    QString blobType() const { return m_location.isServer ? QStringLiteral("BYTEA") : QStringLiteral("BLOB"); }

private:
    explicit Database(Location location);
    Result<> openConnection(Purpose purpose);
    /// Whether the file of that name is still the one that was opened; of a server always.
    bool isInPlace() const;
    /// SQLite would go on writing beside a file that was moved or removed, and what was said to be stored would be
    /// nowhere.
    Result<> checkInPlace();
    void closeConnection();
    Result<> transact(const char *begin, const std::function<Result<>()> &work, bool locks);
    Result<> once(const char *begin, const std::function<Result<>()> &work, bool locks);
    Error explained(const QSqlError &error);
    Result<QSqlQuery> executed(const QString &sql, const Values &values);

    Location m_location;
    QString m_name; ///< Of Qt's connection.
    bool m_isLost = false; ///< The server or the file went away; the next call connects again.
    std::uint64_t m_device = 0; ///< Of the file that was opened; with its number what it is, whatever its name.
    std::uint64_t m_fileNumber = 0;
};

} // namespace cf::sessions::store
