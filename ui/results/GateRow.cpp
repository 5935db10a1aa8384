#include "ui/results/GateRow.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr int lowRow = 26;
constexpr int highRow = 40;
constexpr int widthForBar = 340;
constexpr double limitWidth = 58;

QString number(double value)
{
    const double size = std::abs(value);
    if (value == std::floor(value) && size < 1e7)
        return painting::signedNumber(value).remove('+');
    return painting::signedNumber(value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2).remove('+');
}

/// Shares are read as percentages.
double scaled(double value, const Gate &gate)
{
    return gate.unit == "share" ? 100.0 * value : value;
}

QString withUnit(const QString &value, const std::string &unit)
{
    if (unit == "share")
        return value + " %";
    return unit.empty() ? value : value + " " + QString::fromStdString(unit);
}

} // namespace

QString gateValueText(const Gate &gate)
{
    return std::isfinite(gate.value)
        ? withUnit(number(gate.unit == "share" ? std::round(scaled(gate.value, gate)) : gate.value), gate.unit)
        : QString("—");
}

QString gateLimitText(const Gate &gate)
{
    if (!gate.atLeast && gate.limit == 0.0)
        return QString("= 0");
    const QString limit = number(scaled(gate.limit, gate));
    return QString(gate.atLeast ? "≥ %1" : "≤ %1").arg(gate.unit == "share" ? limit + " %" : limit);
}

GateRow::GateRow(Gate gate, QWidget *parent)
    : QWidget(parent)
    , m_gate(std::move(gate))
{
    setFixedHeight(lowRow);
    const QString verdict = !std::isfinite(m_gate.value) ? tr("not computed")
        : m_gate.passed                                  ? tr("passed")
                                                         : tr("failed");
    setAccessibleName(
        tr("%1, %2, limit %3, %4")
            .arg(QString::fromStdString(m_gate.label), gateValueText(m_gate), gateLimitText(m_gate), verdict));
    setToolTip(m_gate.reason.empty() ? accessibleName() : QString::fromStdString(m_gate.reason));
}

double GateRow::roomForName() const
{
    const double barWidth = width() >= widthForBar ? 40 : 0; // In a narrow panel the name needs the room.
    const double valueRight = width() - 12 - barWidth - 10 - limitWidth;
    const double value = painting::tabularWidth(gateValueText(m_gate), theme::font(12, QFont::DemiBold));
    return valueRight - value - 42;
}

void GateRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // A name that does not fit goes on in a second line: a gate without its whole name says nothing.
    const QFontMetricsF metrics(theme::font(12, QFont::DemiBold));
    const bool fits = metrics.horizontalAdvance(QString::fromStdString(m_gate.label)) <= roomForName();
    setFixedHeight(fits ? lowRow : highRow);
}

void GateRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool computed = std::isfinite(m_gate.value);
    const bool failed = computed && !m_gate.passed;
    const QString glyph = !computed ? "minus" : failed ? "cross" : "check";
    const QString ink = !computed ? "text.tertiary" : failed ? "status.error" : "status.ok";
    if (failed)
        painter.fillRect(rect(), theme::colour("status.errorWash"));
    painter.drawPixmap(QPointF(12, height() / 2.0 - 8), theme::glyph(glyph, ink, 16, devicePixelRatioF()));
    const QFont name = theme::font(12, failed ? QFont::DemiBold : QFont::Normal);
    const QFont plain = theme::font(12);
    const double baseline = (height() + QFontMetricsF(plain).capHeight()) / 2;
    const double barWidth = width() >= widthForBar ? 40 : 0;
    const double limitRight = width() - 12 - barWidth - 10;
    painting::drawTabular(painter, QPointF(limitRight, baseline), gateLimitText(m_gate), plain,
        theme::colour("text.tertiary"), painting::Align::Right);
    const double valueRight = limitRight - limitWidth;
    painting::drawTabular(painter, QPointF(valueRight, baseline), gateValueText(m_gate),
        theme::font(12, QFont::DemiBold), theme::colour(failed ? "status.error" : "text.primary"),
        painting::Align::Right);
    painter.setFont(name);
    painter.setPen(theme::colour("text.primary"));
    painter.drawText(QRectF(34, 0, roomForName(), height()), Qt::AlignVCenter | Qt::TextWordWrap,
        QString::fromStdString(m_gate.label));
    if (!computed || barWidth == 0)
        return;
    // The limit stands in the middle of the bar, so that every row reads alike.
    const double reach = m_gate.limit != 0.0 ? m_gate.value / (2.0 * m_gate.limit) : (m_gate.value == 0.0 ? 0.0 : 1.0);
    const double tick = m_gate.limit != 0.0 ? 0.5 : 0.04;
    const QRectF bar(width() - 12 - barWidth, height() / 2.0 - 2, barWidth, 4);
    painter.fillRect(bar, theme::colour("line.subtle"));
    painter.fillRect(QRectF(bar.left(), bar.top(), barWidth * std::clamp(reach, 0.0, 1.0), 4), theme::colour(ink));
    painter.setPen(QPen(theme::colour("text.primary"), 1.4));
    painter.drawLine(
        QPointF(bar.left() + barWidth * tick, bar.top() - 3), QPointF(bar.left() + barWidth * tick, bar.bottom() + 3));
}

} // namespace cf::ui
