#include "ui/review/QuestionRow.h"
#include "ui/review/ReaderPlace.h"

#include <QKeyEvent>
#include <QPlainTextEdit>

#include <algorithm>
#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr double keyboardMark = 0.12; ///< Size of a mark that a key places, as a share of the image.
constexpr double keyboardStep = 0.01; ///< An arrow key moves it by this share.
constexpr double keyboardZoom = 1.25;

} // namespace

void ReaderPlace::setActive(int row)
{
    if (m_rows.empty())
        return;
    m_active = std::clamp(row, 0, int(m_rows.size()) - 1);
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setActive(int(i) == m_active);
    QuestionRow *active = m_rows[std::size_t(m_active)];
    if (active->textField() != nullptr)
        active->textField()->setFocus();
    else
        setFocus();
}

/// In a text field Up, Down and Enter still belong to the session; everything else is typing.
bool ReaderPlace::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isSession = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_F9
            || ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)
                && !(key->modifiers() & Qt::ShiftModifier));
        if (isSession) {
            QKeyEvent copy(QEvent::KeyPress, key->key(), key->modifiers());
            keyPressEvent(&copy);
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn)
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            if (m_rows[i]->textField() == watched && int(i) != m_active)
                setActive(int(i));
    return QWidget::eventFilter(watched, event);
}

void ReaderPlace::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (m_afterEnter == AfterEnter::NextTurn || m_afterEnter == AfterEnter::SameCase) {
        if (!isEnter)
            return;
        // After feedback the next case; after a proposed break the one that waits, with its clock from now.
        m_sinceBreak.start();
        if (std::exchange(m_afterEnter, AfterEnter::Nothing) == AfterEnter::SameCase)
            showCase();
        else if (m_turn)
            showTurn(*std::exchange(m_turn, {}));
        return;
    }
    if (m_desk.state() != ReaderDesk::State::Ready) { // Being stored, or waiting until it can be.
        if (isEnter)
            submit();
        return;
    }
    if (key == Qt::Key_F9) {
        setPaused(!m_isPaused);
        return;
    }
    if (m_isPaused || m_next.state != NextStep::State::Read)
        return;
    if (m_mark >= 0 && takeMarkKey(key, event->modifiers()))
        return;
    if (isEnter) {
        submit();
        return;
    }
    if (key == Qt::Key_Up || key == Qt::Key_Down) {
        int row = m_active;
        do
            row += key == Qt::Key_Down ? 1 : -1;
        while (row >= 0 && row < int(m_rows.size()) && !m_rows[std::size_t(row)]->isVisibleTo(this));
        if (row >= 0 && row < int(m_rows.size()))
            setActive(row);
        return;
    }
    const bool isPlain = !(event->modifiers() & ~(Qt::KeypadModifier));
    if (isPlain && !m_rows.empty() && m_rows[std::size_t(m_active)]->takeKey(key))
        return;
    if (!takeCanvasKey(key, event->modifiers()))
        QWidget::keyPressEvent(event);
}

bool ReaderPlace::takeCanvasKey(int key, Qt::KeyboardModifiers modifiers)
{
    using Tool = ReaderView::Tool;
    const auto took = [this] {
        m_view.changed();
        return true;
    };
    if (modifiers & Qt::ShiftModifier) {
        if (key != Qt::Key_I || !allows("invert"))
            return false;
        m_view.isInverted = !m_view.isInverted;
        return took();
    }
    switch (key) {
    case Qt::Key_W:
        m_view.tool = Tool::Window;
        return allows("window");
    case Qt::Key_T:
        m_view.tool = Tool::Pan;
        return allows("pan");
    case Qt::Key_Z:
        m_view.tool = Tool::Zoom;
        return allows("zoom");
    case Qt::Key_F:
        m_view.transform = {};
        return took();
    case Qt::Key_0:
        m_view.window.reset();
        return took();
    case Qt::Key_Plus:
    case Qt::Key_Minus:
        if (!allows("zoom"))
            return false;
        m_view.transform.zoom =
            std::clamp(m_view.transform.zoom * (key == Qt::Key_Plus ? keyboardZoom : 1 / keyboardZoom),
                ViewTransform::smallestZoom, ViewTransform::largestZoom);
        return took();
    case Qt::Key_N:
        startMark();
        return true;
    default:
        return false;
    }
}

QuestionRow *ReaderPlace::markRow() const
{
    const auto isMark = [](QuestionRow *row) { return row->question().kind == QuestionKind::Mark; };
    if (!m_rows.empty() && isMark(m_rows[std::size_t(m_active)]))
        return m_rows[std::size_t(m_active)];
    const auto found = std::ranges::find_if(m_rows, isMark);
    return found == m_rows.end() ? nullptr : *found;
}

/// The mouse may draw now; and a mark stands in the middle already, for who has only keys.
void ReaderPlace::startMark()
{
    QuestionRow *row = markRow();
    if (row == nullptr || row->question().shapes.empty())
        return;
    setActive(int(std::ranges::find(m_rows, row) - m_rows.begin()));
    m_view.tool = ReaderView::Tool::Mark;
    for (ReaderCanvas *canvas : m_canvases)
        canvas->setShape(row->question().shapes.front());
    say(words("Drag a mark. With keys: arrows place one, Enter keeps it, Esc leaves.",
            "ドラッグで印をつけます。キー操作：矢印で配置、Enter で確定、Esc で終了。"),
        false);
    m_mark = 0;
    if (row->answer())
        m_mark = int(std::get<std::vector<Mark>>(*row->answer()).size());
}

void ReaderPlace::addMark(const Mark &drawn, int pane)
{
    QuestionRow *row = markRow();
    if (row == nullptr)
        return;
    const Question &question = row->question();
    Mark mark = drawn;
    mark.image = m_next.step.panes.at(std::size_t(std::min(pane, int(m_next.step.panes.size()) - 1)));
    if (!question.choices.empty())
        mark.type = question.choices.front().key;
    if (question.marksHaveConfidence)
        mark.confidence = (question.minimum + question.maximum) / 2.0;
    std::vector<Mark> marks;
    if (row->answer())
        marks = std::get<std::vector<Mark>>(*row->answer());
    if (question.maximumMarks > 0 && int(marks.size()) >= question.maximumMarks)
        marks.pop_back();
    marks.push_back(mark);
    m_mark = int(marks.size()) - 1;
    row->setAnswer(marks);
    row->answered();
    syncMarks();
}

/// Arrows move the mark in hand, with Shift they size it; digits choose its type; Left and Right of a confidence are
/// its own keys then: comma and full stop.
bool ReaderPlace::takeMarkKey(int key, Qt::KeyboardModifiers modifiers)
{
    QuestionRow *row = markRow();
    if (row == nullptr || m_canvases.empty())
        return false;
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
        m_mark = -1;
        m_view.tool = ReaderView::Tool::Window;
        say({}, false);
        syncMarks();
        return true;
    }
    std::vector<Mark> marks;
    if (row->answer())
        marks = std::get<std::vector<Mark>>(*row->answer());
    const double width = m_canvases.front()->pictureSize().width();
    const double height = m_canvases.front()->pictureSize().height();
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (isArrow && m_mark >= int(marks.size())) {
        const double w = width * keyboardMark / 2.0;
        Mark made{ row->question().shapes.front(), {}, 0, {}, {} };
        if (made.shape == MarkShape::Point)
            made.points = { { width / 2, height / 2 } };
        else if (made.shape == MarkShape::Box)
            made.points = { { width / 2 - w, height / 2 - w }, { width / 2 + w, height / 2 + w } };
        else
            made.points = { { width / 2 - w, height / 2 - w }, { width / 2 + w, height / 2 - w },
                { width / 2 + w, height / 2 + w }, { width / 2 - w, height / 2 + w } };
        addMark(made, 0);
        return true;
    }
    if (m_mark >= int(marks.size()))
        return false;
    Mark &mark = marks[std::size_t(m_mark)];
    if (isArrow) {
        const double x = (key == Qt::Key_Right ? 1 : key == Qt::Key_Left ? -1 : 0) * width * keyboardStep;
        const double y = (key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0) * height * keyboardStep;
        const bool sizes = (modifiers & Qt::ShiftModifier) && mark.shape == MarkShape::Box;
        for (std::size_t i = sizes ? 1 : 0; i < mark.points.size(); ++i) {
            mark.points[i].x += x;
            mark.points[i].y += y;
        }
    } else if (key == Qt::Key_Delete || key == Qt::Key_Backspace) {
        marks.erase(marks.begin() + m_mark);
        m_mark = int(marks.size());
    } else if (key > Qt::Key_0 && key <= Qt::Key_9 && std::size_t(key - Qt::Key_1) < row->question().choices.size()) {
        mark.type = row->question().choices[std::size_t(key - Qt::Key_1)].key;
    } else if ((key == Qt::Key_Comma || key == Qt::Key_Period) && mark.confidence) {
        const double step = (row->question().maximum - row->question().minimum) / 20.0;
        mark.confidence = std::clamp(*mark.confidence + (key == Qt::Key_Period ? step : -step), row->question().minimum,
            row->question().maximum);
    } else {
        return key == Qt::Key_N;
    }
    if (marks.empty())
        row->setAnswer({});
    else
        row->setAnswer(marks);
    row->answered();
    syncMarks();
    return true;
}

void ReaderPlace::syncMarks()
{
    const QuestionRow *row = markRow();
    std::vector<Mark> marks;
    if (row != nullptr && row->answer())
        marks = std::get<std::vector<Mark>>(*row->answer());
    for (std::size_t i = 0; i < m_canvases.size() && i < m_next.step.panes.size(); ++i) {
        std::vector<Mark> here;
        for (const Mark &mark : marks)
            if (mark.image == m_next.step.panes[i])
                here.push_back(mark);
        m_canvases[i]->setMarks(here, marks.size() == here.size() ? m_mark : -1);
    }
}

} // namespace cf::ui
