#include "ui/history/HistoryTree.h"

#include "ui/history/ThumbnailPainting.h"
#include "ui/records/EditHistoryModel.h"
#include "ui/theme/Theme.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr QSize picture(152, 112);
constexpr QSize step(236, 178); // From node to node.
constexpr int margin = 32;
constexpr double corner = 6.0; // Of the lines.

} // namespace

HistoryTree::HistoryTree(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    theme::setRole(*this, "tree");
    showAccessible();
}

void HistoryTree::setHistory(EditHistoryModel *history)
{
    if (m_history)
        m_history->disconnect(this);
    m_history = history;
    m_selected.clear();
    if (history) {
        connect(history, &QAbstractItemModel::rowsInserted, this, &HistoryTree::lay);
        connect(history, &QAbstractItemModel::dataChanged, viewport(), qOverload<>(&QWidget::update));
    }
    lay();
}

void HistoryTree::setShown(std::vector<bool> shown)
{
    m_shown = std::move(shown);
    lay();
    const auto gone = std::remove_if(m_selected.begin(), m_selected.end(), [this](int row) { return !find(row); });
    if (gone != m_selected.end()) {
        m_selected.erase(gone, m_selected.end());
        Q_EMIT selectionChanged();
    }
}

void HistoryTree::lay()
{
    m_places = m_history ? treeOf(*m_history, m_shown) : std::vector<TreePlace>();
    int columns = 0;
    int lines = 0;
    for (const TreePlace &place : m_places) {
        columns = std::max(columns, place.column + 1);
        lines = std::max(lines, place.line + 1);
    }
    const int width = 2 * margin + columns * step.width();
    const int height = 2 * margin + lines * step.height();
    horizontalScrollBar()->setPageStep(viewport()->width());
    verticalScrollBar()->setPageStep(viewport()->height());
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    verticalScrollBar()->setRange(0, std::max(0, height - viewport()->height()));
    showAccessible();
    viewport()->update();
}

QRectF HistoryTree::frameOf(const TreePlace &place) const
{
    return QRectF(QPointF(margin + place.column * step.width() - horizontalScrollBar()->value(),
                      margin + place.line * step.height() - verticalScrollBar()->value()),
        QSizeF(picture));
}

const TreePlace *HistoryTree::find(int row) const
{
    const auto known =
        std::find_if(m_places.begin(), m_places.end(), [row](const TreePlace &place) { return place.row == row; });
    return known == m_places.end() ? nullptr : &*known;
}

const TreePlace *HistoryTree::placeAt(const QPoint &position) const
{
    constexpr int words = 40; // Under the picture.
    const auto hit = std::find_if(m_places.begin(), m_places.end(),
        [&](const TreePlace &place) { return frameOf(place).adjusted(-4, -4, 4, words).contains(position); });
    return hit == m_places.end() ? nullptr : &*hit;
}

QPoint HistoryTree::placeOf(int row) const
{
    const TreePlace *place = find(row);
    return place ? frameOf(*place).center().toPoint() : QPoint();
}

void HistoryTree::select(const std::vector<int> &rows)
{
    std::vector<int> wanted;
    for (const int row : rows) {
        if (find(row))
            wanted.push_back(row);
    }
    if (wanted == m_selected)
        return;
    m_selected = std::move(wanted);
    showAccessible();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void HistoryTree::choose(int row, bool add)
{
    std::vector<int> rows = add ? m_selected : std::vector<int>();
    const auto known = std::find(rows.begin(), rows.end(), row);
    if (known != rows.end() && rows.size() > 1)
        rows.erase(known);
    else if (known == rows.end())
        rows.push_back(row);
    if (rows.size() > 2)
        rows.erase(rows.begin());
    select(rows);
    if (const TreePlace *place = find(row)) { // Into sight.
        const QRectF frame = frameOf(*place).adjusted(-margin, -margin, margin, margin + 40);
        const auto bring = [](QScrollBar *bar, double from, double to, int room) {
            if (from < 0)
                bar->setValue(bar->value() + int(from));
            else if (to > room)
                bar->setValue(bar->value() + int(to) - room);
        };
        bring(horizontalScrollBar(), frame.left(), frame.right(), viewport()->width());
        bring(verticalScrollBar(), frame.top(), frame.bottom(), viewport()->height());
    }
}

void HistoryTree::showAccessible()
{
    QString said = tr("Tree of edits");
    if (m_history && !m_selected.empty())
        said += ": " + m_history->index(m_selected.back()).data(Qt::AccessibleTextRole).toString();
    setAccessibleName(said);
}

void HistoryTree::paintLines(QPainter &painter) const
{
    std::vector<int> path; // From the original to what is selected.
    for (const int row : m_selected) {
        for (const TreePlace *place = find(row); place; place = find(place->parentRow))
            path.push_back(place->row);
    }
    painter.setBrush(Qt::NoBrush);
    for (const TreePlace &place : m_places) {
        const TreePlace *parent = find(place.parentRow);
        if (!parent)
            continue;
        const QPointF from(frameOf(*parent).right() + 2, frameOf(*parent).center().y());
        const QPointF to(frameOf(place).left() - 2, frameOf(place).center().y());
        const double middle = from.x() + 26;
        QPainterPath line(from);
        if (std::abs(from.y() - to.y()) > 1) {
            const double turn = from.y() < to.y() ? corner : -corner;
            line.lineTo(middle - corner, from.y());
            line.quadTo(middle, from.y(), middle, from.y() + turn);
            line.lineTo(middle, to.y() - turn);
            line.quadTo(middle, to.y(), middle + corner, to.y());
        }
        line.lineTo(to);
        const bool on = std::find(path.begin(), path.end(), place.row) != path.end();
        painter.setPen(QPen(theme::colour(on ? "accent.base" : "line.control"), on ? 2 : 1.2));
        painter.drawPath(line);
    }
}

void HistoryTree::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme::colour("bg.window"));
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    if (!m_history || m_places.size() < 2) {
        painter.setFont(theme::font(13));
        painter.setPen(theme::colour("text.secondary"));
        const QRect below = viewport()->rect().adjusted(0, m_history ? picture.height() + 2 * margin : 0, 0, 0);
        painter.drawText(below, Qt::AlignCenter | Qt::TextWordWrap,
            m_history ? tr("No edit of this image is to be shown here.") : tr("No image is open."));
    }
    paintLines(painter);
    for (const TreePlace &place : m_places) {
        const QModelIndex index = m_history->index(place.row);
        const QRectF frame = frameOf(place);
        if (!frame.adjusted(-4, -4, 4, 44).intersects(viewport()->rect()))
            continue;
        paintThumbnail(painter, frame, index);
        const bool selected = std::find(m_selected.begin(), m_selected.end(), place.row) != m_selected.end();
        paintThumbnailFrame(painter, frame, selected, hasFocus() && selected && place.row == m_selected.back());
        paintThumbnailWords(painter, frame, index);
    }
    if (hasFocus() && m_selected.empty()) {
        painter.setPen(QPen(theme::colour("accent.focus"), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(viewport()->rect()).adjusted(1, 1, -1, -1));
    }
}

void HistoryTree::mousePressEvent(QMouseEvent *event)
{
    if (const TreePlace *place = placeAt(event->pos()))
        choose(place->row, event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
}

void HistoryTree::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (const TreePlace *place = placeAt(event->pos()))
        Q_EMIT opened(place->row);
}

void HistoryTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (const TreePlace *place = placeAt(event->pos()); place && place->row > 0)
        Q_EMIT menuRequested(place->row, event->globalPos());
}

int HistoryTree::neighbour(int key) const
{
    if (m_places.empty())
        return -1;
    const TreePlace *from = m_selected.empty() ? nullptr : find(m_selected.back());
    if (!from)
        return m_places.front().row;
    int best = -1;
    double nearest = 1e9;
    for (const TreePlace &place : m_places) {
        const int right = place.column - from->column;
        const int down = place.line - from->line;
        const int along = key == Qt::Key_Right ? right
            : key == Qt::Key_Left              ? -right
            : key == Qt::Key_Down              ? down
                                               : -down;
        const int across = key == Qt::Key_Right || key == Qt::Key_Left ? down : right;
        if (along <= 0)
            continue;
        const bool related = place.parentRow == from->row || from->parentRow == place.row;
        const bool level = key == Qt::Key_Right || key == Qt::Key_Left;
        const double distance = along + 3.0 * std::abs(across) - (related && level ? 100.0 : 0.0);
        if (distance < nearest) {
            nearest = distance;
            best = place.row;
        }
    }
    return best;
}

void HistoryTree::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (const int row = neighbour(event->key()); row >= 0)
            choose(row, event->modifiers() & Qt::ShiftModifier);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_selected.empty())
            Q_EMIT opened(m_selected.back());
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void HistoryTree::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    lay();
}

void HistoryTree::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void HistoryTree::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace cf::ui
