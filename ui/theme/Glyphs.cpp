#include "ui/theme/Glyphs.h"

#include "ui/theme/Colours.h"
#include "ui/theme/ThemeResource.h"

#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace cf::ui::theme {

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
