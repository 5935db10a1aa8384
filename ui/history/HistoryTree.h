#pragma once

#include "ui/history/HistoryTreeLayout.h"

#include <QAbstractScrollArea>
#include <QPointer>

#include <vector>

namespace cf::ui {

class EditHistoryModel;

/// The results of an image as a tree from left to right. One or two can be selected; arrows go from one to the next,
/// Space adds one to the selection, Enter opens it.
class HistoryTree : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit HistoryTree(QWidget *parent = nullptr);

    void setHistory(EditHistoryModel *history);
    /// Which rows are in the tree.
    void setShown(std::vector<bool> shown);
    /// Rows, the one chosen last at the end; at most two.
    const std::vector<int> &selected() const { return m_selected; }
    void select(const std::vector<int> &rows);
    /// The middle of a row's picture, in the viewport; null where it is not in the tree.
    QPoint placeOf(int row) const;

Q_SIGNALS:
    void selectionChanged();
    void opened(int row);
    void menuRequested(int row, const QPoint &globalPosition);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void lay();
    void showAccessible();
    QRectF frameOf(const TreePlace &place) const;
    const TreePlace *placeAt(const QPoint &position) const;
    const TreePlace *find(int row) const;
    int neighbour(int key) const;
    void choose(int row, bool add);
    void paintLines(QPainter &painter) const;

    QPointer<EditHistoryModel> m_history;
    std::vector<bool> m_shown;
    std::vector<TreePlace> m_places;
    std::vector<int> m_selected;
};

} // namespace cf::ui
