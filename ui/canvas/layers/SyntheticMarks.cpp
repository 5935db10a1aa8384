#include "ui/canvas/layers/SyntheticMarks.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace cf::ui::marks {
namespace {

constexpr double pitch = 200.0;
const QSizeF gridWord(26.0, 9.0);
double gridStrength = usualGridStrength;

QRectF wordRect(const QPointF &baseline)
{
    return QRectF(baseline.x(), baseline.y() - gridWord.height(), gridWord.width(), gridWord.height());
}

bool isFree(const QRectF &rect, const QTransform &screenToImage, const ViewportContent &content)
{
    const QRectF inImage = screenToImage.mapRect(rect.adjusted(-4, -4, 4, 4));
    if (content.region && content.region->touches(inImage))
        return false;
    if (content.plate) {
        const QRectF plate(content.plate->x, content.plate->y, content.plate->width, content.plate->height);
        if (plate.intersects(inImage))
            return false;
    }
    return true;
}

} // namespace

QString word()
{
    return QStringLiteral("SYNTHETIC");
}

QString badge()
{
    return QCoreApplication::translate("SyntheticMarks", "SYNTHETIC");
}

void drawFrame(QPainter &painter, const QRectF &view, double headerHeight)
{
    const double width = theme::syntheticFrame;
    const double top = view.top() + headerHeight;
    const double height = view.height() - headerHeight;
    painting::drawSyntheticHatch(painter, QRectF(view.left(), top, width, height));
    painting::drawSyntheticHatch(painter, QRectF(view.right() - width, top, width, height));
    painting::drawSyntheticHatch(painter, QRectF(view.left(), view.bottom() - width, view.width(), width));
    if (headerHeight <= 0.0)
        painting::drawSyntheticHatch(painter, QRectF(view.left(), view.top(), view.width(), width));
}

void drawRibbon(QPainter &painter, const QRectF &ribbon, const QString &text)
{
    painter.fillRect(ribbon, theme::colour("synthetic.wash"));
    const QFont font = theme::font(11, QFont::Medium);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(theme::colour("synthetic.base"));
    const QString said = QCoreApplication::translate("SyntheticMarks", "SYNTHETIC: not a radiograph of this patient")
        + (text.isEmpty() ? QString() : QStringLiteral(" · ") + text);
    painter.drawText(QPointF(ribbon.left() + 8, ribbon.top() + (ribbon.height() + metrics.capHeight()) / 2),
        metrics.elidedText(said, Qt::ElideRight, ribbon.width() - 12));
}

std::vector<QPointF> gridPlaces(const QRectF &visible, const QTransform &screenToImage, const ViewportContent &content)
{
    std::vector<QPointF> places;
    const double firstRow = std::min(100.0, std::max(gridWord.height() + 4, visible.height() / 2));
    int row = 0;
    for (double y = visible.top() + firstRow; y < visible.bottom() - 4; y += pitch, ++row) {
        const double firstColumn = row % 2 == 0 ? 150.0 : 50.0;
        double x = visible.left() + firstColumn;
        if (x + gridWord.width() > visible.right())
            x = visible.left() + std::max(0.0, (visible.width() - gridWord.width()) / 2);
        for (; x + gridWord.width() <= visible.right(); x += pitch) {
            if (isFree(wordRect(QPointF(x, y)), screenToImage, content))
                places.emplace_back(x, y);
        }
    }
    return places;
}

void setGridStrength(double strength)
{
    gridStrength = std::clamp(strength, 0.12, 0.40);
}

void drawGrid(QPainter &painter, const QRectF &visible, const QTransform &screenToImage, const ViewportContent &content)
{
    painter.setFont(theme::font(10, QFont::DemiBold, 0.6));
    for (const QPointF &place : gridPlaces(visible, screenToImage, content)) {
        painter.setPen(QColor::fromRgbF(0.0F, 0.0F, 0.0F, float(std::min(1.0, 1.3 * gridStrength))));
        painter.drawText(place + QPointF(1, 1), QStringLiteral("SYN"));
        painter.setPen(QColor::fromRgbF(1.0F, 1.0F, 1.0F, float(gridStrength)));
        painter.drawText(place, QStringLiteral("SYN"));
    }
}

void drawPreviewPlate(QPainter &painter, const QRectF &imageOnScreen)
{
    const double height = std::max(12.0, imageOnScreen.height() * 0.033);
    const QFont font = theme::font(std::max(9, int(height * 0.62)), QFont::DemiBold, 1.0);
    const double width = QFontMetricsF(font).horizontalAdvance(word()) + height;
    const QRectF plate(imageOnScreen.left() + height, imageOnScreen.bottom() - 2 * height, width, height);
    painter.fillRect(plate, Qt::black);
    painter.setPen(QColor(204, 204, 204));
    painter.setFont(font);
    painter.drawText(plate, Qt::AlignCenter, word());
}

} // namespace cf::ui::marks
