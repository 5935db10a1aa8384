#include "core/sessions/values/Times.h"

#include <QDateTime>

namespace cf::sessions {

using std::chrono::milliseconds;

std::string toText(std::chrono::system_clock::time_point time)
{
    const auto count = std::chrono::duration_cast<milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(count, Qt::UTC).toString(Qt::ISODateWithMs).toStdString();
}

std::optional<std::chrono::system_clock::time_point> timeFromText(const std::string &text)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return std::chrono::system_clock::time_point(milliseconds(time.toMSecsSinceEpoch()));
}

} // namespace cf::sessions
