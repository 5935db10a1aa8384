#include "core/sessions/store/Location.h"

#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>

namespace cf::sessions::store {

namespace {

/// A schema's name goes into SQL as it is, so that it is kept to what needs no quoting.
bool isSchemaName(const std::string &name)
{
    return !name.empty() && name.size() <= 60 && !(name[0] >= '0' && name[0] <= '9')
        && std::ranges::all_of(name, [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_';
           });
}

} // namespace

Result<Location> parseLocation(const std::string &text)
{
    Location location;
    if (!text.starts_with("postgresql:") && !text.starts_with("postgres:")) {
        if (text.empty())
            return fail(ErrorCode::InvalidInput, "The study has no file name.");
        location.text = text;
        location.file = text;
        return location;
    }
    const QUrl url(QString::fromStdString(text));
    const QUrlQuery query(url);
    location.isServer = true;
    location.text = url.toString(QUrl::RemovePassword).toStdString();
    const QString socket = query.queryItemValue(QStringLiteral("host"), QUrl::FullyDecoded);
    location.host = (socket.isEmpty() ? url.host() : socket).toStdString();
    location.port = url.port(query.queryItemValue(QStringLiteral("port")).toInt());
    if (location.port <= 0)
        location.port = 5432;
    location.user = url.userName(QUrl::FullyDecoded).toStdString();
    location.password = url.password(QUrl::FullyDecoded).toStdString();
    location.database = url.path(QUrl::FullyDecoded).mid(1).toStdString();
    location.schema = query.queryItemValue(QStringLiteral("schema"), QUrl::FullyDecoded).toStdString();
    if (location.database.empty() || !isSchemaName(location.schema))
        return fail(ErrorCode::InvalidInput,
            "The connection string must name a database and a schema, of small letters, digits and \"_\": "
            "postgresql://user@host:5432/database?schema=name.");
    return location;
}

} // namespace cf::sessions::store
