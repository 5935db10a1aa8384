#include "ui/canvas/ViewTransform.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {

double ViewTransform::scale(const QRectF &area, const QSizeF &image, double pixelAspect) const
{
    double width = std::max(1.0, image.width());
    double height = std::max(1.0, image.height()) * pixelAspect;
    if (quarterTurns % 2 != 0)
        std::swap(width, height);
    return std::max(1e-6, std::min(area.width() / width, area.height() / height)) * zoom;
}

QTransform ViewTransform::imageToScreen(const QRectF &area, const QSizeF &image, double pixelAspect) const
{
    const double pixel = scale(area, image, pixelAspect);
    QTransform transform;
    transform.translate(area.center().x(), area.center().y());
    transform.rotate(90.0 * quarterTurns);
    transform.scale(mirrored ? -pixel : pixel, pixel * pixelAspect);
    transform.translate(-centre.x() * image.width(), -centre.y() * image.height());
    return transform;
}

void ViewTransform::zoomAt(
    const QPointF &screen, double factor, const QRectF &area, const QSizeF &image, double pixelAspect)
{
    const QPointF kept = imageToScreen(area, image, pixelAspect).inverted().map(screen);
    zoom = std::clamp(zoom * factor, smallestZoom, largestZoom);
    const QPointF moved = imageToScreen(area, image, pixelAspect).map(kept);
    panBy(screen - moved, area, image, pixelAspect);
}

void ViewTransform::panBy(const QPointF &delta, const QRectF &area, const QSizeF &image, double pixelAspect)
{
    const QTransform back = imageToScreen(area, image, pixelAspect).inverted();
    const QPointF middle = back.map(area.center() - delta);
    centre.setX(std::clamp(middle.x() / std::max(1.0, image.width()), 0.0, 1.0));
    centre.setY(std::clamp(middle.y() / std::max(1.0, image.height()), 0.0, 1.0));
}

} // namespace cf::ui
