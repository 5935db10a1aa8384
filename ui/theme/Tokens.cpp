#include "ui/theme/Tokens.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

static void loadResources()
{
    // Libraries that are linked statically do not register their resources by themselves.
    Q_INIT_RESOURCE(icons);
    Q_INIT_RESOURCE(styles);
}

namespace cf::ui::theme {

QByteArray resource(const QString &path)
{
    loadResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QHash<QString, QColor> &tokens()
{
    static const QHash<QString, QColor> all = [] {
        QHash<QString, QColor> colours;
        const QJsonObject groups = QJsonDocument::fromJson(resource(":/styles/tokens.json")).object();
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            const QJsonObject members = group->toObject();
            for (auto member = members.begin(); member != members.end(); ++member)
                colours.insert(group.key() + '.' + member.key(), QColor(member->toString()));
        }
        return colours;
    }();
    return all;
}

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

QFont font(int pixels, QFont::Weight weight, double letterSpacing)
{
    QFont result;
    result.setFamilies({ "Inter", "Noto Sans CJK JP", "DejaVu Sans" });
    result.setPixelSize(pixels);
    result.setWeight(weight);
    if (letterSpacing > 0.0)
        result.setLetterSpacing(QFont::AbsoluteSpacing, letterSpacing);
    result.setHintingPreference(QFont::PreferNoHinting);
    return result;
}

QPixmap glyph(const QString &name, const QString &token, int size, double pixelRatio)
{
    const QString key = QString("glyph/%1/%2/%3/%4").arg(name, token).arg(size).arg(pixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    QByteArray drawing = resource(":/icons/" + name + ".svg");
    drawing.replace("currentColor", colour(token).name().toLatin1());
    pixmap = QPixmap(QSize(size, size) * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(drawing).render(&painter, QRectF(0, 0, size, size));
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon icon(const QString &name, const QString &token, int size)
{
    QIcon result;
    for (const double ratio : { 1.0, 2.0 }) {
        result.addPixmap(glyph(name, token, size, ratio));
        result.addPixmap(glyph(name, "text.disabled", size, ratio), QIcon::Disabled);
    }
    return result;
}

} // namespace cf::ui::theme
