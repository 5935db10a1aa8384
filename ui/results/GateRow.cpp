#include "ui/results/GateRow.h"

#include "ui/theme/Painting.h"
#include "ui/theme/Text.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr int lowRow = 26;
constexpr int roomAround = 10; // Above and below a name of several lines.
constexpr int widthForBar = 340;
constexpr double limitWidth = 58;

QString number(double value)
{
    const double size = std::abs(value);
    if (value == std::floor(value) && size < 1e7)
        return painting::signedNumber(value).remove('+');
    return painting::signedNumber(value, size >= 100.0 ? 0 : size >= 10.0 ? 1 : 2).remove('+');
}

/// "31 %", "3.8 %": small ones keep the digit that tells them from their limit.
QString asPercent(double share)
{
    const double value = 100.0 * share;
    const double rounded = std::abs(value) >= 10.0 ? std::round(value) : std::round(10.0 * value) / 10.0;
    return painting::signedNumber(rounded, rounded == std::floor(rounded) ? 0 : 1).remove('+') + " %";
}

/// How often the least area that counts as one fits into what is seen: cells of a network's map say nothing to a
/// reader.
QString timesTheLimit(const Gate &gate)
{
    const double times = gate.value / gate.limit;
    return painting::signedNumber(times, times >= 10.0 ? 0 : 1).remove('+') + QStringLiteral(" ×");
}

bool isCountedInCells(const Gate &gate)
{
    return gate.unit == "cells" && gate.limit > 0.0;
}

/// What its number is called, as a reader of films would say it.
QString inWords(const Gate &gate)
{
    if (gate.name == "leak") // Beside "on the asked side", a bare share says the opposite.
        return GateRow::tr("%1 elsewhere").arg(asPercent(gate.value));
    if (gate.unit == "share")
        return asPercent(gate.value);
    if (gate.unit == "probability") // Of a finding: how likely it is seen, or by how much that moved.
        return gate.name == "target" ? GateRow::tr("%1 likely").arg(asPercent(gate.value))
                                     : GateRow::tr("%1 change").arg(asPercent(gate.value));
    if (isCountedInCells(gate))
        return timesTheLimit(gate);
    if (gate.unit == "areas")
        return counted(std::llround(gate.value), GateRow::tr("1 place"), GateRow::tr("%1 places"));
    if (gate.unit == "there")
        return gate.value > 0.0 ? GateRow::tr("seen") : GateRow::tr("not seen");
    if (gate.unit == "values")
        return GateRow::tr("%1 px differ").arg(number(gate.value));
    if (gate.unit == "cosine")
        return GateRow::tr("%1 of 1").arg(number(gate.value));
    return gate.unit.empty() ? number(gate.value)
                             : number(gate.value) + " " + coreTerm(QString::fromStdString(gate.unit));
}

QString verdictOf(Judgement judgement)
{
    return judgement == Judgement::Passed ? GateRow::tr("passed")
        : judgement == Judgement::Failed  ? GateRow::tr("failed")
                                          : GateRow::tr("not judged");
}

/// "Change above the noise floor: 600 stored values (≥ 24), passed."
QString sentenceOf(const Gate &gate)
{
    const QString name = coreWords(gate.label);
    const QString reason = coreWords(gate.reason);
    if (judgementOf(gate) == Judgement::NotJudged)
        return GateRow::tr("%1: —. %2").arg(name, reason);
    const QString value = isCountedInCells(gate)
        ? GateRow::tr("seen over %1 the least area that counts").arg(gateValueText(gate))
        : gateValueText(gate);
    const QString limit = gateLimitText(gate);
    const QString said = limit.isEmpty()
        ? GateRow::tr("%1: %2, %3.").arg(name, value, verdictOf(judgementOf(gate)))
        : GateRow::tr("%1: %2 (%3), %4.").arg(name, value, limit, verdictOf(judgementOf(gate)));
    return reason.isEmpty() ? said : said + ' ' + reason;
}

} // namespace

QString gateValueText(const Gate &gate)
{
    return std::isfinite(gate.value) ? inWords(gate) : QString("—");
}

QString gateLimitText(const Gate &gate)
{
    if (!std::isfinite(gate.limit) || gate.unit == "there")
        return {};
    if (!gate.atLeast && gate.limit == 0.0)
        return QString("= 0");
    const bool isShare = gate.unit == "share" || gate.unit == "probability";
    const QString limit = isShare ? asPercent(gate.limit)
        : isCountedInCells(gate)  ? QStringLiteral("1 ×")
                                  : number(gate.limit);
    return QString(gate.atLeast ? "≥ %1" : "≤ %1").arg(limit);
}

GateRow::GateRow(ScorecardRow row, QWidget *parent)
    : QWidget(parent)
    , m_row(std::move(row))
    , m_detail(new QLabel)
{
    setFixedHeight(lowRow);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    const QString name = coreWords(m_row.label);
    setAccessibleName(tr("%1, %2, limit %3, %4")
                          .arg(name, gateValueText(shown()), gateLimitText(shown()), verdictOf(m_row.judgement)));
    setToolTip(m_row.reason.empty() ? sentenceOf(shown()) : name + ": " + coreWords(m_row.reason));
    QStringList lines;
    for (const Gate &gate : m_row.gates)
        lines << sentenceOf(gate);
    m_detail->setText(lines.join("\n"));
    m_detail->setWordWrap(true);
    m_detail->hide();
    theme::setRole(*m_detail, "hint");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(34, lowRow, 12, 6);
    layout->addWidget(m_detail);
}

const Gate &GateRow::shown() const
{
    // A failing one says why; else the one that is judged.
    const auto pick = [this](Judgement judgement) {
        return std::find_if(m_row.gates.begin(), m_row.gates.end(),
            [judgement](const Gate &gate) { return judgementOf(gate) == judgement; });
    };
    const auto failed = pick(Judgement::Failed);
    return failed != m_row.gates.end() ? *failed : m_row.gates.front();
}

bool GateRow::isUnfolded() const
{
    return !m_detail->isHidden();
}

void GateRow::setUnfolded(bool unfolded)
{
    m_detail->setVisible(unfolded);
    setFixedHeight(lineHeight() + (unfolded ? m_detail->heightForWidth(width() - 46) + 8 : 0));
}

double GateRow::roomForName() const
{
    const double barWidth = width() >= widthForBar ? 40 : 0; // In a narrow panel the name needs the room.
    const double valueRight = width() - 12 - barWidth - 10 - limitWidth;
    const double value = painting::tabularWidth(gateValueText(shown()), theme::font(12, QFont::DemiBold));
    return valueRight - value - 42;
}

int GateRow::lineHeight() const
{
    // A name that does not fit goes on in further lines: a gate without its whole name says nothing.
    const QFontMetricsF metrics(theme::font(12, QFont::DemiBold));
    const QString name = coreWords(m_row.label);
    if (metrics.horizontalAdvance(name) <= roomForName())
        return lowRow;
    const QRectF endless(0, 0, std::max(1.0, roomForName()), 10'000);
    return int(std::ceil(metrics.boundingRect(endless, Qt::TextWordWrap, name).height())) + roomAround;
}

void GateRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->setContentsMargins(34, lineHeight(), 12, 6);
    setUnfolded(isUnfolded());
}

void GateRow::mouseReleaseEvent(QMouseEvent *)
{
    setUnfolded(!isUnfolded());
}

void GateRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        setUnfolded(!isUnfolded());
    else
        QWidget::keyPressEvent(event);
}

void GateRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Gate &gate = shown();
    const int line = lineHeight();
    const bool computed = m_row.judgement != Judgement::NotJudged;
    const bool failed = m_row.judgement == Judgement::Failed;
    const QString glyph = !computed ? "minus" : failed ? "cross" : "check";
    const QString ink = !computed ? "text.tertiary" : failed ? "status.error" : "status.ok";
    if (failed)
        painter.fillRect(rect(), theme::colour("status.errorWash"));
    painter.drawPixmap(QPointF(12, line / 2.0 - 8), theme::glyph(glyph, ink, 16, devicePixelRatioF()));
    const QFont name = theme::font(12, failed ? QFont::DemiBold : QFont::Normal);
    const QFont plain = theme::font(12);
    const double baseline = (line + QFontMetricsF(plain).capHeight()) / 2;
    const double barWidth = width() >= widthForBar ? 40 : 0;
    const double limitRight = width() - 12 - barWidth - 10;
    painting::drawTabular(painter, QPointF(limitRight, baseline), gateLimitText(gate), plain,
        theme::colour("text.tertiary"), painting::Align::Right);
    painting::drawTabular(painter, QPointF(limitRight - limitWidth, baseline), gateValueText(gate),
        theme::font(12, QFont::DemiBold), theme::colour(failed ? "status.error" : "text.primary"),
        painting::Align::Right);
    painter.setFont(name);
    painter.setPen(theme::colour(computed ? "text.primary" : "text.secondary"));
    painter.drawText(QRectF(34, 0, roomForName(), line), Qt::AlignVCenter | Qt::TextWordWrap, coreWords(m_row.label));
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme::colour("accent.focus"), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    if (!computed || barWidth == 0)
        return;
    // The limit stands in the middle of the bar, so that every row reads alike.
    const double reach = gate.limit != 0.0 ? gate.value / (2.0 * gate.limit) : (gate.value == 0.0 ? 0.0 : 1.0);
    const double tick = gate.limit != 0.0 ? 0.5 : 0.04;
    const QRectF bar(width() - 12 - barWidth, line / 2.0 - 2, barWidth, 4);
    painter.fillRect(bar, theme::colour("line.subtle"));
    painter.fillRect(QRectF(bar.left(), bar.top(), barWidth * std::clamp(reach, 0.0, 1.0), 4), theme::colour(ink));
    painter.setPen(QPen(theme::colour("text.primary"), 1.4));
    painter.drawLine(
        QPointF(bar.left() + barWidth * tick, bar.top() - 3), QPointF(bar.left() + barWidth * tick, bar.bottom() + 3));
}

} // namespace cf::ui
