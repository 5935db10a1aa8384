#include "ui/compare/Legend.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace cf::ui {

using painting::Align;

Legend::Legend(const DifferencePicture &map, const MapLook &look, int bitsStored, bool pinned, const QRectF &bar)
    : m_map(map)
    , m_look(look)
    , m_bits(bitsStored)
    , m_pinned(pinned)
    , m_bar(bar)
{
}

double Legend::storedAt(double share) const
{
    return share * m_look.limit * (m_map.isSigned() ? m_map.screenSign(m_look.inverted) : 1);
}

double Legend::place(double difference) const
{
    if (!m_map.isSigned())
        return m_bar.left() + std::clamp(difference / m_look.limit, 0.0, 1.0) * m_bar.width();
    const double share = std::clamp(m_map.screenSign(m_look.inverted) * difference / m_look.limit, -1.0, 1.0);
    return m_bar.left() + (share + 1.0) / 2.0 * m_bar.width();
}

void Legend::paint(QPainter &painter) const
{
    paintBar(painter);
    paintFloor(painter);
    paintTicks(painter);
}

void Legend::paintBar(QPainter &painter) const
{
    const double floor = m_map.map().noiseFloor;
    for (double x = m_bar.left(); x < m_bar.right(); x += 1.0) {
        const double share = (x + 0.5 - m_bar.left()) / m_bar.width();
        double value = storedAt(m_map.isSigned() ? 2.0 * share - 1.0 : share);
        if (std::abs(value) < floor)
            value = 0.0;
        painter.fillRect(QRectF(x, m_bar.top(), 1.2, m_bar.height()), QColor(m_map.colourOf(value, m_look)));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme::colour("line.control"), 1));
    painter.drawRect(m_bar.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void Legend::paintFloor(QPainter &painter) const
{
    const double floor = m_map.map().noiseFloor;
    const QFont font = theme::font(11);
    if (!m_map.isSigned()) {
        painter.setFont(font);
        painter.setPen(theme::colour("text.secondary"));
        painter.drawText(QPointF(m_bar.left(), m_bar.top() - 9),
            floor > 0.0 ? QCoreApplication::translate("Legend", "not shown below %1").arg(std::lround(floor))
                        : QCoreApplication::translate("Legend", "the same with every seed"));
        const QString varies = QCoreApplication::translate("Legend", "varies");
        painter.drawText(
            QPointF(m_bar.right() - QFontMetricsF(font).horizontalAdvance(varies), m_bar.top() - 9), varies);
        return;
    }
    const double half = std::max(floor > 0.0 ? 4.0 : 0.0, std::abs(place(floor) - m_bar.center().x()));
    const double left = m_bar.center().x() - half;
    const double right = m_bar.center().x() + half;
    painter.save();
    painter.setClipRect(QRectF(left, m_bar.top(), right - left, m_bar.height()));
    painter.setPen(QPen(theme::colour("text.tertiary"), 1));
    for (double x = left - m_bar.height(); x < right; x += 4)
        painter.drawLine(QPointF(x, m_bar.bottom()), QPointF(x + m_bar.height(), m_bar.top()));
    painter.restore();
    painter.setPen(QPen(theme::colour("text.secondary"), 1));
    painter.drawPolyline(QPolygonF({ QPointF(left, m_bar.top() - 2), QPointF(left, m_bar.top() - 5),
        QPointF(right, m_bar.top() - 5), QPointF(right, m_bar.top() - 2) }));
    const QString text = floor > 0.0 ? QCoreApplication::translate("Legend", "noise floor ±%1").arg(std::lround(floor))
                                     : QCoreApplication::translate("Legend", "no noise floor");
    painting::drawTabular(painter, QPointF(m_bar.center().x(), m_bar.top() - 9), text, font,
        theme::colour("text.secondary"), Align::Centre);
    painter.setFont(font);
    painter.drawText(QPointF(m_bar.left(), m_bar.top() - 9), QCoreApplication::translate("Legend", "darker"));
    const QString brighter = QCoreApplication::translate("Legend", "brighter");
    painter.drawText(
        QPointF(m_bar.right() - QFontMetricsF(font).horizontalAdvance(brighter), m_bar.top() - 9), brighter);
}

void Legend::paintTicks(QPainter &painter) const
{
    const QFont font = theme::font(11);
    for (const double share : { -1.0, -0.5, 0.0, 0.5, 1.0 }) {
        if (!m_map.isSigned() && share < 0.0)
            continue;
        const double x = place(storedAt(share));
        painter.setPen(QPen(theme::colour("text.secondary"), 1));
        painter.drawLine(QPointF(x, m_bar.bottom() + 1), QPointF(x, m_bar.bottom() + 4));
        const double stored = storedAt(share);
        QString label = painting::signedNumber(stored, m_look.limit < 4.0 ? 1 : 0);
        if (share == -1.0 ? m_map.exceedsDarker(m_look) : share == 1.0 && m_map.exceedsBrighter(m_look))
            label = (stored < 0.0 ? "≤ " : "≥ ") + label;
        const bool first = share == (m_map.isSigned() ? -1.0 : 0.0);
        const Align align = first ? Align::Left : share == 1.0 ? Align::Right : Align::Centre;
        painting::drawTabular(
            painter, QPointF(x, m_bar.bottom() + 15), label, font, theme::colour("text.primary"), align);
    }
    painting::drawTabular(painter, QPointF(m_bar.center().x(), m_bar.bottom() + 28),
        (m_map.isSigned() ? (m_pinned ? QCoreApplication::translate("Legend", "Δ stored value, %1 bit · limits pinned")
                                      : QCoreApplication::translate("Legend", "Δ stored value, %1 bit"))
                          : QCoreApplication::translate("Legend", "standard deviation, stored value, %1 bit"))
            .arg(m_bits),
        font, theme::colour("text.tertiary"), Align::Centre);
}

} // namespace cf::ui
