#include "ui/canvas/layers/ImageAnnotations.h"

#include "ui/images/ContourTracer.h"
#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui::annotations {
namespace {

constexpr double margin = 8.0;

void drawLetter(QPainter &painter, const QRectF &area, const QPointF &direction, const QString &letter)
{
    const QFont font = theme::font(13, QFont::DemiBold);
    const double half = QFontMetricsF(font).capHeight() / 2;
    QPointF at = area.center() + QPointF(0, half);
    if (std::abs(direction.x()) >= std::abs(direction.y()))
        at.setX(direction.x() < 0 ? area.left() + margin + 5 : area.right() - margin - 5);
    else
        at.setY(direction.y() < 0 ? area.top() + margin + 2 * half : area.bottom() - margin);
    painting::drawOutlined(painter, at, letter, font, theme::colour("text.primary"), painting::Align::Centre);
}

QString letterOf(BodyDirection direction)
{
    switch (direction) {
    case BodyDirection::Left:
        return QStringLiteral("L");
    case BodyDirection::Right:
        return QStringLiteral("R");
    case BodyDirection::Anterior:
        return QStringLiteral("A");
    case BodyDirection::Posterior:
        return QStringLiteral("P");
    default:
        return {}; // Everyone sees where the head is.
    }
}

} // namespace

void drawSideLetters(
    QPainter &painter, const QRectF &area, const QTransform &imageToScreen, const Radiograph &radiograph)
{
    if (!radiograph.axes.known() || radiograph.axesAreSeen || area.width() < 160)
        return;
    const QPointF origin = imageToScreen.map(QPointF(0, 0));
    for (const auto &[direction, step] :
        { std::pair(radiograph.axes.row, QPointF(1, 0)), std::pair(radiograph.axes.column, QPointF(0, 1)) }) {
        const QPointF way = imageToScreen.map(step) - origin;
        if (letterOf(direction).isEmpty())
            continue;
        drawLetter(painter, area, way, letterOf(direction));
        drawLetter(painter, area, -way, letterOf(opposite(direction)));
    }
}

void drawRuler(QPainter &painter, const QRectF &area, double millimetresPerScreenPixel)
{
    if (!(millimetresPerScreenPixel > 0.0))
        return;
    struct Step {
        double millimetres;
        const char *label;
    };
    for (const Step step : { Step{ 50, "5 cm" }, Step{ 10, "1 cm" }, Step{ 1, "1 mm" } }) {
        const double length = step.millimetres / millimetresPerScreenPixel;
        if (length > area.width() * 0.45)
            continue;
        if (length < 15.0)
            return;
        const QFont font = theme::font(12);
        const QString label = QString::fromLatin1(step.label);
        const double labelWidth = QFontMetricsF(font).horizontalAdvance(label);
        const double x = area.right() - margin - 4;
        const double y = area.bottom() - 13;
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0, 0, 0, 184));
        painter.drawRoundedRect(QRectF(x - length - labelWidth - 14, y - 11, length + labelWidth + 20, 19), 3, 3);
        painter.setPen(QPen(theme::colour("text.primary"), 1));
        painter.drawLine(QPointF(x - length, y), QPointF(x, y));
        for (int tick = 0; tick <= 5; ++tick) {
            const double at = x - length + length * tick / 5;
            painter.drawLine(QPointF(at, y - (tick % 5 == 0 ? 5 : 3)), QPointF(at, y));
        }
        painter.setFont(font);
        painter.drawText(QPointF(x - length - labelWidth - 7, y + 2), label);
        return;
    }
}

void drawCorner(QPainter &painter, const QRectF &area, const QStringList &lines)
{
    const QFont font = theme::font(area.width() > 360 ? 12 : 11);
    double y = area.top() + 18;
    for (const QString &line : lines) {
        painting::drawOutlined(painter, QPointF(area.left() + margin, y), line, font, theme::colour("text.primary"));
        y += 16;
    }
}

void drawProbe(QPainter &painter, const QPointF &at, const QRectF &area)
{
    if (!area.contains(at))
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    for (const QPen &pen : { QPen(QColor(0, 0, 0, 190), 3), QPen(theme::colour("text.primary"), 1) }) {
        painter.setPen(pen);
        for (const QPointF way : { QPointF(1, 0), QPointF(-1, 0), QPointF(0, 1), QPointF(0, -1) })
            painter.drawLine(at + way * 3, at + way * 10);
    }
}

void drawChangeRegion(QPainter &painter, const QTransform &imageToScreen, const ChangeRegion &region)
{
    const QPainterPath line = contourOnScreen(region.outline(), imageToScreen);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 190), 2.2));
    painter.drawPath(line);
    QPen dashes(theme::colour("mask.contour"), 1.0);
    dashes.setDashPattern({ 4, 3 });
    painter.setPen(dashes);
    painter.drawPath(line);
    painter.restore();
}

} // namespace cf::ui::annotations
