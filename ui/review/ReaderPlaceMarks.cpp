#include "ui/review/QuestionRow.h"
#include "ui/review/ReaderPlace.h"

#include <QKeyEvent>

#include <algorithm>
#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

constexpr double keyboardMark = 0.12; ///< Size of a mark that a key places, as a share of the image.
constexpr double keyboardStep = 0.01; ///< An arrow key moves it by this share.
constexpr double smallestShape = 2.0; ///< Image pixels; keys make no box or outline smaller.

/// All of it by one step; what would leave the image stays.
void moveMark(Mark &mark, MarkPoint step, const QSizeF &image)
{
    for (const MarkPoint &point : mark.points)
        if (point.x + step.x < 0.0 || point.y + step.y < 0.0 || point.x + step.x > image.width()
            || point.y + step.y > image.height())
            return;
    for (MarkPoint &point : mark.points) {
        point.x += step.x;
        point.y += step.y;
    }
}

/// A box or outline grows to the right and downwards; its first corner stays.
void sizeMark(Mark &mark, MarkPoint step, const QSizeF &image)
{
    const MarkPoint first = mark.points.front();
    const auto [left, right] = std::ranges::minmax(mark.points, {}, &MarkPoint::x);
    const auto [top, bottom] = std::ranges::minmax(mark.points, {}, &MarkPoint::y);
    const double width = right.x - left.x;
    const double height = bottom.y - top.y;
    if (width + step.x < smallestShape || height + step.y < smallestShape || right.x + step.x > image.width()
        || bottom.y + step.y > image.height())
        return;
    for (MarkPoint &point : mark.points) {
        point.x = first.x + (point.x - first.x) * (width + step.x) / width;
        point.y = first.y + (point.y - first.y) * (height + step.y) / height;
    }
}

} // namespace

QuestionRow *ReaderPlace::markRow() const
{
    const auto isMark = [](QuestionRow *row) { return row->question().kind == QuestionKind::Mark; };
    if (!m_rows.empty() && isMark(m_rows[std::size_t(m_active)]))
        return m_rows[std::size_t(m_active)];
    const auto found = std::ranges::find_if(m_rows, isMark);
    return found == m_rows.end() ? nullptr : *found;
}

/// The mouse may draw now, and arrow keys place a mark in the middle. N once more: of the next shape that is allowed.
void ReaderPlace::startMark()
{
    QuestionRow *row = markRow();
    if (row == nullptr || row->question().shapes.empty())
        return;
    const int marks = row->answer() ? int(std::get<std::vector<Mark>>(*row->answer()).size()) : 0;
    const bool isAgain = m_mark == marks && m_view.tool == ReaderView::Tool::Mark;
    setActive(int(std::ranges::find(m_rows, row) - m_rows.begin()));
    m_view.tool = ReaderView::Tool::Mark;
    m_mark = marks;
    chooseShape(isAgain ? m_shape + 1 : 0);
    syncMarks();
}

void ReaderPlace::chooseShape(std::size_t index)
{
    const std::vector<MarkShape> &shapes = markRow()->question().shapes;
    m_shape = index % shapes.size();
    for (ReaderCanvas *canvas : m_canvases)
        canvas->setShape(shapes[m_shape]);
    const QString shape = shapes[m_shape] == MarkShape::Point ? words("point", "点")
        : shapes[m_shape] == MarkShape::Box                   ? words("box", "枠")
                                                              : words("contour", "輪郭");
    QString text = words("Drag a mark (%1). With keys: arrows place one, Enter keeps it, Esc leaves.",
        "ドラッグで印（%1）をつけます。キー操作：矢印で配置、Enter で確定、Esc で終了。")
                       .arg(shape);
    if (shapes.size() > 1)
        text += words(" N: another shape.", " N：別の形。");
    say(text, false);
}

/// Through the marks that are there and the one that is not yet.
void ReaderPlace::stepMark(int by)
{
    const QuestionRow *row = markRow();
    const int marks = row != nullptr && row->answer() ? int(std::get<std::vector<Mark>>(*row->answer()).size()) : 0;
    m_mark = (m_mark + by + marks + 1) % (marks + 1);
    say(m_mark < marks ? words("Mark %1: arrows move it, Shift sizes it, Del deletes it.",
            "印%1：矢印で移動、Shift で大きさ、Del で削除。")
                             .arg(m_mark + 1)
                       : words("A new mark: arrows place it.", "新しい印：矢印で配置します。"),
        false);
    syncMarks();
}

/// For who has only keys: in the middle of the image.
void ReaderPlace::placeMark()
{
    const QSizeF size = m_canvases.at(std::size_t(m_markPane))->pictureSize();
    const double half = size.width() * keyboardMark / 2.0;
    const double x = size.width() / 2.0;
    const double y = size.height() / 2.0;
    Mark made{ markRow()->question().shapes.at(m_shape), {}, 0, {}, {} };
    if (made.shape == MarkShape::Point)
        made.points = { { x, y } };
    else if (made.shape == MarkShape::Box)
        made.points = { { x - half, y - half }, { x + half, y + half } };
    else
        made.points = { { x - half, y - half }, { x + half, y - half }, { x + half, y + half },
            { x - half, y + half } };
    addMark(made, m_markPane);
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

/// Arrows move the mark in hand, with Shift they size it; digits choose its type, letters its image; Left and Right of
/// a confidence are its own keys then: comma and full stop.
bool ReaderPlace::takeMarkKey(int key, Qt::KeyboardModifiers modifiers)
{
    QuestionRow *row = markRow();
    if (row == nullptr || m_canvases.empty() || (modifiers & Qt::ControlModifier))
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
    const QSizeF image = m_canvases.at(std::size_t(m_markPane))->pictureSize();
    const int panes = int(m_next.step.panes.size());
    if (panes > 1 && key >= Qt::Key_A && key < Qt::Key_A + panes && m_mark >= int(marks.size())) {
        m_markPane = key - Qt::Key_A;
        say(words("The mark goes into image %1: arrows place it.", "画像%1に印をつけます：矢印で配置。")
                .arg(QChar(char16_t(u'A' + m_markPane))),
            false);
        return true;
    }
    const bool isArrow = key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Up || key == Qt::Key_Down;
    if (isArrow && m_mark >= int(marks.size())) {
        placeMark();
        return true;
    }
    if (m_mark >= int(marks.size()))
        return false;
    Mark &mark = marks[std::size_t(m_mark)];
    if (isArrow) {
        const MarkPoint step{ (key == Qt::Key_Right         ? 1
                                      : key == Qt::Key_Left ? -1
                                                            : 0)
                * image.width() * keyboardStep,
            (key == Qt::Key_Down        ? 1
                    : key == Qt::Key_Up ? -1
                                        : 0)
                * image.height() * keyboardStep };
        if ((modifiers & Qt::ShiftModifier) && mark.shape != MarkShape::Point)
            sizeMark(mark, step, image);
        else
            moveMark(mark, step, image);
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
        return false;
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
        int active = -1;
        for (std::size_t j = 0; j < marks.size(); ++j) {
            if (marks[j].image != m_next.step.panes[i])
                continue;
            if (int(j) == m_mark)
                active = int(here.size());
            here.push_back(marks[j]);
        }
        m_canvases[i]->setMarks(here, active);
    }
}

} // namespace cf::ui
