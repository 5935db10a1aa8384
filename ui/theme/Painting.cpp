#include "ui/theme/Painting.h"

#include "ui/theme/Theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace cf::ui::painting {
namespace {

constexpr int hatchPeriod = 10;

QFont badgeFont()
{
    return theme::font(12, QFont::Bold, 0.4);
}

QImage hatchTile()
{
    QImage tile(hatchPeriod, hatchPeriod, QImage::Format_RGB32);
    tile.fill(theme::colour("synthetic.dark"));
    QPainter painter(&tile);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::colour("synthetic.base"), hatchPeriod * 0.5 * 0.7071 * 1.2));
    for (int shift = -hatchPeriod; shift <= hatchPeriod; shift += hatchPeriod)
        painter.drawLine(QPointF(shift - 2, hatchPeriod + 2), QPointF(shift + hatchPeriod + 2, -2));
    return tile;
}

double aligned(double x, double width, Align align)
{
    return align == Align::Left ? x : align == Align::Right ? x - width : x - width / 2.0;
}

double cellWidth(QChar character, const QFontMetricsF &metrics)
{
    return metrics.horizontalAdvance(character.isDigit() ? QChar('0') : character);
}

} // namespace

void drawSyntheticHatch(QPainter &painter, const QRectF &rect)
{
    static const QImage tile = hatchTile();
    painter.fillRect(rect, QBrush(tile));
}

double syntheticBadgeWidth(const QString &text)
{
    return std::ceil(QFontMetricsF(badgeFont()).horizontalAdvance(text)) + 32.0;
}

double drawSyntheticBadge(QPainter &painter, const QPointF &topLeft, double height, const QString &text)
{
    const QRectF rect(topLeft, QSizeF(syntheticBadgeWidth(text), height));
    painter.save();
    QPainterPath shape;
    shape.addRoundedRect(rect, 3, 3);
    painter.fillPath(shape, theme::colour("synthetic.base"));
    painter.setClipPath(shape, Qt::IntersectClip);
    painter.setPen(QPen(theme::colour("text.onSynthetic"), 2));
    for (int stripe = -2; stripe < 5; ++stripe) {
        const double x = rect.left() + stripe * 6 - 4;
        painter.drawLine(QPointF(x, rect.bottom() + 1), QPointF(x + height, rect.top() - 1));
    }
    painter.fillRect(rect.adjusted(20, 0, 0, 0), theme::colour("synthetic.base"));
    painter.restore();
    painter.setFont(badgeFont());
    painter.setPen(theme::colour("text.onSynthetic"));
    painter.drawText(
        QPointF(rect.left() + 25, rect.top() + (height + QFontMetricsF(badgeFont()).capHeight()) / 2), text);
    return rect.width();
}

double drawPill(QPainter &painter, const QPointF &topLeft, double height, const QString &text, const QString &glyph,
    const QColor &ink, const QColor &edge, const QColor &fill)
{
    const QFontMetricsF metrics(badgeFont());
    const double indent = glyph.isEmpty() ? 7.0 : 25.0;
    const QRectF rect(topLeft, QSizeF(std::ceil(metrics.horizontalAdvance(text)) + indent + 7.0, height));
    painter.setPen(QPen(edge, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setPen(ink);
    painter.setFont(badgeFont());
    painter.drawText(QPointF(rect.left() + indent, rect.top() + (height + metrics.capHeight()) / 2), text);
    if (!glyph.isEmpty())
        painter.drawPixmap(QPointF(rect.left() + 6, rect.top() + (height - 14) / 2),
            theme::glyph(glyph, "status.error", 14, painter.device()->devicePixelRatioF()));
    return rect.width();
}

double tabularWidth(const QString &text, const QFont &font)
{
    const QFontMetricsF metrics(font);
    double width = 0.0;
    for (const QChar character : text)
        width += cellWidth(character, metrics);
    return width;
}

double drawTabular(
    QPainter &painter, const QPointF &at, const QString &text, const QFont &font, const QColor &colour, Align align)
{
    const QFontMetricsF metrics(font);
    const double width = tabularWidth(text, font);
    double x = aligned(at.x(), width, align);
    painter.setFont(font);
    painter.setPen(colour);
    for (const QChar character : text) {
        const double cell = cellWidth(character, metrics);
        const double inset = character.isDigit() ? (cell - metrics.horizontalAdvance(character)) / 2 : 0.0;
        painter.drawText(QPointF(x + inset, at.y()), QString(character));
        x += cell;
    }
    return width;
}

void drawOutlined(
    QPainter &painter, const QPointF &at, const QString &text, const QFont &font, const QColor &colour, Align align)
{
    const double width = QFontMetricsF(font).horizontalAdvance(text);
    QPainterPath shape;
    shape.addText(QPointF(aligned(at.x(), width, align), at.y()), font, text);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(shape, QPen(QColor(0, 0, 0, 217), 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(shape, colour);
    painter.restore();
}

QString signedNumber(double value, int decimals)
{
    QString digits = QString::number(std::abs(value), 'f', decimals);
    if (digits.toDouble() == 0.0)
        return digits;
    return (value < 0 ? QString(QChar(0x2212)) : QString("+")) + digits;
}

} // namespace cf::ui::painting
