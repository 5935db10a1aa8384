#include "ui/history/ThumbnailPainting.h"

#include "ui/records/EditHistoryModel.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QImage>
#include <QPainter>

namespace cf::ui {
namespace {

void paintBadge(QPainter &painter, const QPointF &at, const QString &glyph, const QString &colour)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 204));
    painter.drawRoundedRect(QRectF(at, QSizeF(18, 18)), 3, 3);
    painter.drawPixmap(at + QPointF(1, 1), theme::glyph(glyph, colour, 16, painter.device()->devicePixelRatioF()));
}

} // namespace

void paintThumbnail(QPainter &painter, const QRectF &frame, const QModelIndex &index)
{
    painter.fillRect(frame, theme::colour("bg.viewport"));
    const QImage image = index.data(Qt::DecorationRole).value<QImage>();
    if (!image.isNull()) {
        QSizeF size = QSizeF(image.size()).scaled(frame.size(), Qt::KeepAspectRatio);
        QRectF target(QPointF(0, 0), size);
        target.moveCenter(frame.center());
        painter.setOpacity(index.data(EditHistoryModel::UnfinishedRole).toBool() ? 0.5 : 1.0);
        painter.drawImage(target, image);
        painter.setOpacity(1.0);
    }
    if (index.data(EditHistoryModel::SyntheticRole).toBool())
        painting::drawSyntheticHatch(painter, QRectF(frame.left(), frame.bottom() - 5, frame.width(), 5));
    const QPointF corner(frame.right() - 21, frame.top() + 3);
    if (index.data(EditHistoryModel::RefusedRole).toBool())
        paintBadge(painter, corner, "refused", "status.error");
    else if (index.data(EditHistoryModel::UnfinishedRole).toBool())
        paintBadge(painter, corner, "stop", "status.warn");
    if (index.data(EditHistoryModel::StarredRole).toBool())
        paintBadge(painter, QPointF(frame.left() + 3, frame.top() + 3), "starf", "text.primary");
}

void paintThumbnailFrame(QPainter &painter, const QRectF &frame, bool selected, bool focused)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::colour(focused ? "accent.focus"
                                : selected    ? "accent.base"
                                              : "line.strong"),
        selected || focused ? 2 : 1));
    painter.drawRect(selected || focused ? frame.adjusted(-2, -2, 2, 2) : frame.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void paintThumbnailWords(QPainter &painter, const QRectF &frame, const QModelIndex &index)
{
    const bool refused = index.data(EditHistoryModel::RefusedRole).toBool();
    const auto line = [&](double y, const QFont &font, const QString &colour, const QString &text) {
        painter.setFont(font);
        painter.setPen(theme::colour(colour));
        painter.drawText(QPointF(frame.left(), frame.bottom() + y),
            QFontMetricsF(font).elidedText(text, Qt::ElideRight, frame.width() + 8));
    };
    line(16, theme::font(12, QFont::Medium), refused ? "status.error" : "text.primary",
        index.data(Qt::DisplayRole).toString());
    line(31, theme::font(11), "text.secondary", index.data(EditHistoryModel::SecondLineRole).toString());
}

} // namespace cf::ui
