#include "ui/compare/ColourBar.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace cf::ui {

using painting::Align;

ColourBar::ColourBar(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(66);
    setAccessibleName(tr("Legend of the difference map"));
}

void ColourBar::setDifference(DifferencePointer difference, int bitsStored)
{
    m_difference = std::move(difference);
    m_bits = bitsStored;
    if (m_difference) {
        setAccessibleDescription(!m_difference->isSigned()
                ? tr("Darker teal where all seeds agree, brighter where they differ, up to %1 stored values")
                      .arg(m_difference->limit())
                : tr("Blue darker, orange brighter, from −%1 to +%1 stored values; below %2 nothing is coloured")
                      .arg(m_difference->limit())
                      .arg(m_difference->map().noiseFloor));
    }
    update();
}

void ColourBar::setProbe(std::optional<double> difference)
{
    if (m_probe == difference)
        return;
    m_probe = difference;
    update();
}

QRectF ColourBar::barRect() const
{
    return QRectF(16, 22, width() - 32, 12);
}

double ColourBar::place(double difference) const
{
    if (!m_difference->isSigned())
        return barRect().left() + std::clamp(difference / m_difference->limit(), 0.0, 1.0) * barRect().width();
    const double share = std::clamp(difference / m_difference->limit(), -1.0, 1.0);
    return barRect().left() + (share + 1.0) / 2.0 * barRect().width();
}

void ColourBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar = barRect();
    if (!m_difference) {
        painter.setFont(theme::font(12));
        painter.setPen(theme::colour("text.tertiary"));
        painter.drawText(rect(), Qt::AlignCenter, tr("No difference to show yet."));
        return;
    }
    paintBar(painter, bar);
    paintFloor(painter, bar);
    paintTicks(painter, bar);
    paintNeedle(painter, bar);
}

void ColourBar::paintBar(QPainter &painter, const QRectF &bar) const
{
    const double floor = m_difference->map().noiseFloor;
    for (double x = bar.left(); x < bar.right(); x += 1.0) {
        const double share = (x + 0.5 - bar.left()) / bar.width();
        double value = (m_difference->isSigned() ? 2.0 * share - 1.0 : share) * m_difference->limit();
        if (std::abs(value) < floor)
            value = 0.0;
        painter.fillRect(QRectF(x, bar.top(), 1.2, bar.height()), QColor(m_difference->colourOf(value)));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::colour("line.control"), 1));
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void ColourBar::paintFloor(QPainter &painter, const QRectF &bar) const
{
    const double floor = m_difference->map().noiseFloor;
    const QFont font = theme::font(11);
    if (!m_difference->isSigned()) {
        painter.setFont(font);
        painter.setPen(theme::colour("text.secondary"));
        painter.drawText(QPointF(bar.left(), bar.top() - 9),
            floor > 0.0 ? tr("not shown below %1").arg(std::lround(floor)) : tr("the same with every seed"));
        const QString varies = tr("varies");
        painter.drawText(QPointF(bar.right() - QFontMetricsF(font).horizontalAdvance(varies), bar.top() - 9), varies);
        return;
    }
    const double left = std::min(place(-floor), bar.center().x() - 4);
    const double right = std::max(place(floor), bar.center().x() + 4);
    painter.save();
    painter.setClipRect(QRectF(left, bar.top(), right - left, bar.height()));
    painter.setPen(QPen(theme::colour("text.tertiary"), 1));
    for (double x = left - bar.height(); x < right; x += 4)
        painter.drawLine(QPointF(x, bar.bottom()), QPointF(x + bar.height(), bar.top()));
    painter.restore();
    painter.setPen(QPen(theme::colour("text.secondary"), 1));
    painter.drawPolyline(QPolygonF({ QPointF(left, bar.top() - 2), QPointF(left, bar.top() - 5),
        QPointF(right, bar.top() - 5), QPointF(right, bar.top() - 2) }));
    const QString text = floor > 0.0 ? tr("noise floor ±%1").arg(std::lround(floor)) : tr("noise floor unknown");
    painting::drawTabular(
        painter, QPointF(bar.center().x(), bar.top() - 9), text, font, theme::colour("text.secondary"), Align::Centre);
    painter.setFont(font);
    painter.drawText(QPointF(bar.left(), bar.top() - 9), tr("darker"));
    const QString brighter = tr("brighter");
    painter.drawText(QPointF(bar.right() - QFontMetricsF(font).horizontalAdvance(brighter), bar.top() - 9), brighter);
}

void ColourBar::paintTicks(QPainter &painter, const QRectF &bar) const
{
    const QFont font = theme::font(11);
    const double limit = m_difference->limit();
    for (const double share : { -1.0, -0.5, 0.0, 0.5, 1.0 }) {
        if (!m_difference->isSigned() && share < 0.0)
            continue;
        const double x = place(share * limit);
        painter.setPen(QPen(theme::colour("text.secondary"), 1));
        painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x, bar.bottom() + 4));
        QString label = painting::signedNumber(share * limit, limit < 4.0 ? 1 : 0);
        if (share == -1.0 && m_difference->exceedsBelow())
            label = "≤ " + label;
        if (share == 1.0 && m_difference->exceedsAbove())
            label = "≥ " + label;
        const bool first = share == (m_difference->isSigned() ? -1.0 : 0.0);
        const Align align = first ? Align::Left : share == 1.0 ? Align::Right : Align::Centre;
        painting::drawTabular(
            painter, QPointF(x, bar.bottom() + 15), label, font, theme::colour("text.primary"), align);
    }
    painting::drawTabular(painter, QPointF(bar.center().x(), bar.bottom() + 28),
        (m_difference->isSigned() ? tr("Δ stored value, %1 bit") : tr("standard deviation, stored value, %1 bit"))
            .arg(m_bits),
        font, theme::colour("text.tertiary"), Align::Centre);
}

void ColourBar::paintNeedle(QPainter &painter, const QRectF &bar) const
{
    if (!m_probe)
        return;
    const double x = place(*m_probe);
    painter.setPen(QPen(Qt::black, 3));
    painter.drawLine(QPointF(x, bar.top()), QPointF(x, bar.bottom()));
    painter.setPen(QPen(theme::colour("text.primary"), 1.4));
    painter.drawLine(QPointF(x, bar.top() - 1), QPointF(x, bar.bottom() + 1));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::colour("text.primary"));
    painter.drawPolygon(
        QPolygonF({ QPointF(x, bar.top()), QPointF(x - 4, bar.top() - 6), QPointF(x + 4, bar.top() - 6) }));
}

} // namespace cf::ui
