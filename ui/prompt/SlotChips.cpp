#include "ui/prompt/SlotChips.h"

#include "ui/records/MethodWords.h"
#include "ui/theme/Theme.h"
#include "ui/words/CoreWords.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr double chipHeight = 26.0;
constexpr double gap = 6.0;
constexpr double moreWidth = 36.0; // Of the count of chips that find no room.

QFont wordFont()
{
    return theme::font(13, QFont::Medium);
}

/// As it was typed; of a method what it does, for its name may be that of a verb.
QString wordOf(const PromptSlot &slot)
{
    return slot.kind == "method" ? methodAtWork(slot.text) : QString::fromStdString(slot.text);
}

} // namespace

SlotChips::SlotChips(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(int(chipHeight) + 2);
    setFocusPolicy(Qt::NoFocus); // Until there is a chip to stand on.
    setAccessibleName(tr("How the instruction is understood"));
}

void SlotChips::setSlots(std::vector<PromptSlot> slotList, bool maskDrawn, bool captionsAreHeard)
{
    m_captionsAreHeard = captionsAreHeard;
    m_chips.clear();
    m_current = 0;
    QStringList said;
    for (PromptSlot &slot : slotList) {
        Chip chip{ std::move(slot), false, {} };
        chip.needsMask = chip.slot.hearing == SlotHearing::Mask && !maskDrawn;
        said << QString("%1: %2").arg(wordOf(chip.slot), note(chip));
        m_chips.push_back(std::move(chip));
    }
    setFocusPolicy(m_chips.empty() ? Qt::NoFocus : Qt::TabFocus);
    setAccessibleDescription(said.join(", "));
    update();
}

void SlotChips::setHint(const QString &hint)
{
    m_hint = hint;
    update();
}

QString SlotChips::note(const Chip &chip) const
{
    if (chip.needsMask)
        return tr("needs a mask");
    if (chip.slot.kind == "method")
        return tr("method");
    switch (chip.slot.hearing) {
    case SlotHearing::Model:
        return m_captionsAreHeard ? tr("model") : tr("understood");
    case SlotHearing::Mask:
        return tr("by mask");
    case SlotHearing::NotHeard:
        return tr("not heard");
    }
    return {};
}

QString SlotChips::explanation(const Chip &chip) const
{
    const QString value = QString::fromStdString(chip.slot.value);
    if (chip.needsMask)
        return tr("The model cannot hear this word. Draw a mask there and it decides.");
    if (chip.slot.kind == "method")
        return tr("This method will do it. %1").arg(coreWords(value));
    switch (chip.slot.hearing) {
    case SlotHearing::Model:
        if (!m_captionsAreHeard)
            return value.isEmpty() ? tr("This word is understood.") : tr("Understood as “%1”.").arg(value);
        return value.isEmpty() ? tr("The model's captions have this word.")
                               : tr("Understood as “%1”; the model's captions have it.").arg(value);
    case SlotHearing::Mask:
        return tr("The drawn mask decides this.");
    case SlotHearing::NotHeard:
        return tr("Not in this model's captions. It will be left out or may be ignored.");
    }
    return {};
}

void SlotChips::lay(bool withNotes)
{
    const QFontMetricsF words(wordFont());
    const QFontMetricsF notes(theme::font(12));
    double x = 0.0;
    for (Chip &chip : m_chips) {
        const bool exception = chip.slot.hearing != SlotHearing::Model;
        double width = 26 + words.horizontalAdvance(wordOf(chip.slot)) + 10;
        if (withNotes || exception)
            width += 6 + notes.horizontalAdvance(note(chip));
        chip.rect = QRectF(x, 1, std::ceil(width), chipHeight);
        x += chip.rect.width() + gap;
    }
}

void SlotChips::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_chips.empty()) {
        painter.setFont(theme::font(12));
        painter.setPen(theme::colour("text.tertiary"));
        painter.drawText(rect(), Qt::AlignVCenter, m_hint);
        return;
    }
    // Where there is little room the common word "model" goes first; exceptions keep theirs.
    lay(true);
    m_notes = m_chips.back().rect.right() <= width();
    if (!m_notes)
        lay(false);
    const std::size_t fitting = chipsThatFit();
    for (std::size_t i = 0; i < fitting; ++i)
        paintChip(painter, m_chips[i], m_notes || m_chips[i].slot.hearing != SlotHearing::Model);
    if (hasFocus()) {
        const QRectF more(width() - moreWidth, 1, moreWidth, chipHeight);
        painter.setPen(QPen(theme::colour("accent.focus"), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect((m_current < fitting ? m_chips[m_current].rect : more).adjusted(1, 1, -1, -1), 4, 4);
    }
    if (fitting == m_chips.size())
        return;
    // What finds no room is counted, and named in the tooltip.
    painter.setFont(wordFont());
    const auto rest = m_chips.begin() + std::ptrdiff_t(fitting);
    const bool exceptions = std::any_of(rest, m_chips.end(),
        [](const Chip &chip) { return chip.needsMask || chip.slot.hearing == SlotHearing::NotHeard; });
    painter.setPen(theme::colour(exceptions ? "status.warn" : "text.secondary"));
    painter.drawText(QRectF(width() - moreWidth, 1, moreWidth, chipHeight), Qt::AlignRight | Qt::AlignVCenter,
        tr("+%1").arg(m_chips.size() - fitting));
}

std::size_t SlotChips::chipsThatFit() const
{
    if (m_chips.empty() || m_chips.back().rect.right() <= width())
        return m_chips.size();
    const auto beyond = std::find_if(
        m_chips.begin(), m_chips.end(), [this](const Chip &chip) { return chip.rect.right() > width() - moreWidth; });
    return std::size_t(beyond - m_chips.begin());
}

void SlotChips::paintChip(QPainter &painter, const Chip &chip, bool withNote) const
{
    const bool deaf = chip.slot.hearing == SlotHearing::NotHeard || chip.needsMask;
    const bool mask = chip.slot.hearing == SlotHearing::Mask && !deaf;
    const QString ink = deaf ? "status.warn" : mask ? "mask.edit" : "text.secondary";
    painter.setPen(
        QPen(theme::colour(deaf || mask ? ink : QString("line.control")), 1, deaf ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(theme::colour(deaf ? "status.warnWash" : "bg.raised"));
    painter.drawRoundedRect(chip.rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    const QString glyph = chip.slot.hearing == SlotHearing::NotHeard ? "deaf"
        : chip.slot.hearing == SlotHearing::Mask                     ? "mask"
                                                                     : "check";
    painter.drawPixmap(chip.rect.topLeft() + QPointF(6, 5),
        theme::glyph(glyph, deaf || mask ? ink : QString("status.ok"), 16, devicePixelRatioF()));
    const QFontMetricsF metrics(wordFont());
    const double baseline = chip.rect.top() + (chip.rect.height() + metrics.capHeight()) / 2;
    const QString word = wordOf(chip.slot);
    painter.setFont(wordFont());
    painter.setPen(theme::colour("text.primary"));
    painter.drawText(QPointF(chip.rect.left() + 26, baseline), word);
    if (!withNote)
        return;
    painter.setFont(theme::font(12));
    painter.setPen(theme::colour(ink));
    painter.drawText(QPointF(chip.rect.left() + 32 + metrics.horizontalAdvance(word), baseline), note(chip));
}

bool SlotChips::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const std::size_t fitting = chipsThatFit();
    for (std::size_t i = 0; i < fitting; ++i) {
        if (m_chips[i].rect.contains(help->pos())) {
            QToolTip::showText(help->globalPos(), explanation(m_chips[i]), this);
            return true;
        }
    }
    const QString rest = restInWords();
    if (!rest.isEmpty() && help->pos().x() > width() - int(moreWidth)) {
        QToolTip::showText(help->globalPos(), rest, this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

QString SlotChips::restInWords() const
{
    QStringList rest;
    for (std::size_t i = chipsThatFit(); i < m_chips.size(); ++i)
        rest << tr("%1: %2").arg(wordOf(m_chips[i].slot), note(m_chips[i]));
    return rest.join("\n");
}

void SlotChips::standOn(std::size_t place)
{
    const std::size_t fitting = chipsThatFit();
    m_current = std::min(place, fitting < m_chips.size() ? fitting : fitting - 1);
    const bool isChip = m_current < fitting;
    const QPointF below = isChip ? m_chips[m_current].rect.bottomLeft() : QPointF(width() - moreWidth, chipHeight);
    const QString words = isChip ? explanation(m_chips[m_current]) : restInWords();
    QToolTip::showText(mapToGlobal(below.toPoint()), words, this);
    update();
}

void SlotChips::keyPressEvent(QKeyEvent *event)
{
    const bool back = event->key() == Qt::Key_Left;
    if (m_chips.empty() || (!back && event->key() != Qt::Key_Right))
        return QWidget::keyPressEvent(event);
    standOn(back ? m_current - std::min<std::size_t>(m_current, 1) : m_current + 1);
}

void SlotChips::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (!m_chips.empty())
        standOn(m_current);
}

void SlotChips::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    QToolTip::hideText();
    update();
}

} // namespace cf::ui
