#include "ui/prompt/InstructionEdit.h"

#include "ui/theme/Theme.h"

#include <QKeyEvent>
#include <QTextDocument>

#include <algorithm>
#include <utility>

namespace cf::ui {
namespace {

constexpr int maxRemembered = 50;

} // namespace

InstructionEdit::InstructionEdit(QWidget *parent)
    : QPlainTextEdit(parent)
{
    theme::setRole(*this, "instruction");
    setAccessibleName(tr("Instruction: what should change"));
    setPlaceholderText(tr("For example: remove the pacemaker"));
    setTabChangesFocus(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(3);
    document()->clearUndoRedoStacks(); // Which the margin went into.
    connect(this, &QPlainTextEdit::textChanged, this, &InstructionEdit::fitHeight);
    // A narrower box breaks the same words into more lines.
    connect(this, &QPlainTextEdit::updateRequest, this, &InstructionEdit::fitHeight);
    fitHeight();
}

void InstructionEdit::fitHeight()
{
    const bool longer = lines() > m_maxLines;
    setVerticalScrollBarPolicy(longer ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    const int shown = std::min(lines(), m_maxLines);
    const int line = QFontMetrics(theme::font(15)).lineSpacing();
    setFixedHeight(shown * line + 2 * 3 + 2 * 5);
    if (std::exchange(m_lines, lines()) != lines())
        Q_EMIT linesChanged();
}

int InstructionEdit::lines() const
{
    return std::max(1, int(document()->size().height()));
}

void InstructionEdit::setMaxLines(int lines)
{
    if (std::exchange(m_maxLines, lines) != lines)
        fitHeight();
}

void InstructionEdit::remember(const QString &instruction)
{
    const QString kept = instruction.simplified().left(500);
    if (kept.isEmpty())
        return;
    m_used.removeAll(kept);
    m_used.append(kept);
    while (m_used.size() > maxRemembered)
        m_used.removeFirst();
    m_place = m_used.size();
}

void InstructionEdit::recall(int way)
{
    const qsizetype place = m_place + way;
    if (place < 0 || place >= m_used.size())
        return;
    m_place = place;
    setPlainText(m_used[place]);
    moveCursor(QTextCursor::End);
}

void InstructionEdit::keyPressEvent(QKeyEvent *event)
{
    const bool alt = event->modifiers() & Qt::AltModifier;
    if (alt && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down))
        recall(event->key() == Qt::Key_Up ? -1 : 1);
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QPlainTextEdit::keyPressEvent(event);
}

} // namespace cf::ui
