#pragma once

#include <QModelIndex>
#include <QRectF>

class QPainter;

namespace cf::ui {

/// A history entry's picture with its marks and badges, as the strip and the tree show it.
void paintThumbnail(QPainter &painter, const QRectF &frame, const QModelIndex &entry);
/// Its frame: selected, focused or neither.
void paintThumbnailFrame(QPainter &painter, const QRectF &frame, bool selected, bool focused);
/// Name and second line under it.
void paintThumbnailWords(QPainter &painter, const QRectF &frame, const QModelIndex &entry);

} // namespace cf::ui
