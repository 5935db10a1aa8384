#include "ui/theme/Colours.h"

#include "ui/theme/ThemeResource.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace cf::ui::theme {
namespace {

QHash<QString, QColor> tokensOf(const Look &look)
{
    QHash<QString, QColor> found;
    const QJsonObject file = QJsonDocument::fromJson(resource(":/styles/tokens.json")).object();
    const auto take = [&found](const QJsonObject &groups) {
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            const QJsonObject members = group->toObject();
            for (auto member = members.begin(); member != members.end(); ++member)
                found.insert(group.key() + '.' + member.key(), QColor(member->toString()));
        }
    };
    take(file["colours"].toObject());
    if (look.brightRoom)
        take(file["brightRoom"].toObject());
    if (look.contrast)
        take(file[look.brightRoom ? "brightRoomContrast" : "contrast"].toObject());
    return found;
}

Look shownLook;

QHash<QString, QColor> &tokens()
{
    static QHash<QString, QColor> all = tokensOf(shownLook);
    return all;
}

} // namespace

QColor colour(const QString &token)
{
    return tokens().value(token, QColor(Qt::magenta));
}

QColor colour(const QString &token, double opacity)
{
    QColor value = colour(token);
    value.setAlphaF(float(opacity));
    return value;
}

const QHash<QString, QColor> &colours()
{
    return tokens();
}

bool takeColours(const Look &look)
{
    if (look == shownLook)
        return false;
    shownLook = look;
    tokens() = tokensOf(look);
    return true;
}

} // namespace cf::ui::theme
