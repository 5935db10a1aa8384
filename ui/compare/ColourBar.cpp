#include "ui/compare/ColourBar.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QPainter>
#include <QPolygonF>

namespace cf::ui {

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
    describe();
}

void ColourBar::setView(const std::optional<double> &pinnedLimit, bool inverted)
{
    m_pinned = pinnedLimit;
    m_inverted = inverted;
    describe();
}

void ColourBar::describe()
{
    if (m_difference) {
        m_look = m_difference->look(m_pinned, m_inverted);
        setAccessibleDescription(!m_difference->isSigned()
                ? tr("Darker teal where all seeds agree, brighter where they differ, up to %1 stored values")
                      .arg(m_look.limit)
                : tr("Blue darker, orange brighter on the screen, from %1 to %2 stored values; below %3 nothing is "
                     "coloured")
                      .arg(painting::signedNumber(storedAt(-1.0)), painting::signedNumber(storedAt(1.0)))
                      .arg(m_difference->map().noiseFloor));
        setToolTip(m_difference->isSigned() && m_difference->screenSign(m_look.inverted) < 0
                ? tr("As the film is shown, a larger stored value is darker: the scale speaks of the screen, its "
                     "numbers "
                     "of stored values. Double click: automatic limits.")
                : tr("Double click: automatic limits"));
    }
    update();
}

double ColourBar::storedAt(double share) const
{
    return legend().storedAt(share);
}

void ColourBar::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT automaticLimitRequested();
}

void ColourBar::setProbe(std::optional<double> difference)
{
    if (m_probe == difference)
        return;
    m_probe = difference;
    update();
}

Legend ColourBar::legend() const
{
    return Legend(*m_difference, m_look, m_bits, m_pinned.has_value(), QRectF(16, 22, width() - 32, 12));
}

void ColourBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_difference) {
        painter.setFont(theme::font(12));
        painter.setPen(theme::colour("text.tertiary"));
        painter.drawText(rect(), Qt::AlignCenter, tr("No difference to show yet."));
        return;
    }
    legend().paint(painter);
    paintNeedle(painter, legend());
}

void ColourBar::paintNeedle(QPainter &painter, const Legend &legend) const
{
    if (!m_probe)
        return;
    const QRectF &bar = legend.bar();
    const double x = legend.place(*m_probe);
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
