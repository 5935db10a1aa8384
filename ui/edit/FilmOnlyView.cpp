#include "ui/edit/FilmOnlyView.h"

#include "ui/theme/Theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr int edge = 28; // Screen pixels at the bottom that bring the history up.
constexpr int widestLine = 760;

} // namespace

InstructionLine::InstructionLine(QWidget *parent)
    : QFrame(parent)
    , m_line(new QLineEdit)
    , m_note(new QLabel)
{
    theme::setRole(*this, "card-note");
    m_line->setAccessibleName(tr("Instruction: what should change"));
    m_line->setPlaceholderText(tr("What should change? Enter generates, Esc leaves."));
    theme::setRole(*m_note, "warn");
    m_note->setWordWrap(true);
    m_note->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    layout->addWidget(m_line);
    layout->addWidget(m_note);
    connect(m_line, &QLineEdit::textEdited, this, &InstructionLine::edited);
    connect(m_line, &QLineEdit::returnPressed, this, &InstructionLine::generateRequested);
    hide();
}

void InstructionLine::open(const QString &instruction)
{
    m_line->setText(instruction.simplified());
    show();
    raise();
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

QString InstructionLine::text() const
{
    return m_line->text();
}

void InstructionLine::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    resize(width(), sizeHint().height());
}

void InstructionLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        Q_EMIT left();
        return;
    }
    QFrame::keyPressEvent(event);
}

FilmOnlyView::FilmOnlyView(
    QWidget &films, QWidget &strip, QBoxLayout &column, std::vector<QWidget *> others, QObject *parent)
    : QObject(parent)
    , m_films(films)
    , m_strip(strip)
    , m_column(column)
    , m_stripPlace(column.indexOf(&strip))
    , m_others(std::move(others))
    , m_line(new InstructionLine(films.parentWidget()))
{
    qApp->installEventFilter(this);
}

void FilmOnlyView::setOn(bool on)
{
    if (m_on == on)
        return;
    if (on) {
        m_wereShown.clear();
        for (QWidget *each : m_others)
            m_wereShown.push_back(!each->isHidden());
        m_wereShown.push_back(!m_strip.isHidden());
    }
    m_on = on;
    for (std::size_t at = 0; at < m_others.size(); ++at)
        m_others[at]->setVisible(!on && m_wereShown[at]);
    m_line->hide();
    // Out of its layout the strip lies over the films instead of pushing them.
    if (on)
        m_column.removeWidget(&m_strip);
    else
        m_column.insertWidget(m_stripPlace, &m_strip);
    m_strip.setVisible(!on && m_wereShown.back());
}

void FilmOnlyView::openLine(const QString &instruction)
{
    place();
    m_line->open(instruction);
    place();
}

void FilmOnlyView::place()
{
    const QRect films = m_films.geometry();
    const int width = std::min(widestLine, films.width() - 48);
    m_line->resize(width, m_line->sizeHint().height());
    m_line->move(films.center().x() - width / 2, films.bottom() - m_line->height() - 48);
}

void FilmOnlyView::showStrip(bool shown)
{
    if (shown) {
        const QWidget &place = *m_films.parentWidget();
        m_strip.setGeometry(m_films.x(), place.height() - m_strip.height(), m_films.width(), m_strip.height());
        m_strip.raise();
    }
    m_strip.setVisible(shown);
}

bool FilmOnlyView::eventFilter(QObject *, QEvent *event)
{
    if (!m_on || event->type() != QEvent::MouseMove)
        return false;
    const QPoint at =
        m_films.parentWidget()->mapFromGlobal(static_cast<QMouseEvent *>(event)->globalPosition().toPoint());
    const int bottom = m_films.parentWidget()->height();
    const bool over = !m_strip.isHidden() && at.y() >= bottom - m_strip.height() - 8;
    showStrip(at.y() >= bottom - edge || over);
    return false;
}

} // namespace cf::ui
