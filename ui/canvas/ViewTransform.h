#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QTransform>

namespace cf::ui {

/// How an image lies in a view: the same value gives the same picture in every linked view.
struct ViewTransform {
    double zoom = 1.0; ///< 1 fits the whole image into the view.
    QPointF centre{ 0.5, 0.5 }; ///< What is in the middle of the view, as a share of the image's width and height.
    int quarterTurns = 0; ///< Clockwise, 0 … 3.
    bool mirrored = false; ///< Left and right exchanged, before turning.

    static constexpr double smallestZoom = 0.2;
    static constexpr double largestZoom = 64.0;

    /// From image pixels to the screen. `pixelAspect` is a row's height over a column's width (1 for square pixels).
    QTransform imageToScreen(const QRectF &area, const QSizeF &image, double pixelAspect) const;
    /// Screen pixels per image column.
    double scale(const QRectF &area, const QSizeF &image, double pixelAspect) const;
    /// Zooms by `factor` so that the image point under `screen` stays there.
    void zoomAt(const QPointF &screen, double factor, const QRectF &area, const QSizeF &image, double pixelAspect);
    /// Moves the image by `delta` screen pixels; its middle stays within the view.
    void panBy(const QPointF &delta, const QRectF &area, const QSizeF &image, double pixelAspect);

    bool operator==(const ViewTransform &) const = default;
};

} // namespace cf::ui
