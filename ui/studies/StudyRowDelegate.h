#pragma once

#include <QStyledItemDelegate>

namespace cf::ui {

/// A row of the study tree: an image has its small picture, its name and under it its size; a synthetic one the hatch.
class StudyRowDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace cf::ui
