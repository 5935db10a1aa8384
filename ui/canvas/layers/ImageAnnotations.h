#pragma once

#include "ui/images/ViewportContent.h"

#include <QRectF>
#include <QTransform>

class QPainter;

/// Words and signs at the edges of an image. They can be switched off; the SYNTHETIC marks are not among them.
namespace cf::ui::annotations {

/// R and L (in lateral views A and P) at the edges to which those directions of the patient point, following rotation
/// and mirroring. Only where the film says how it lies: no letter is a guess.
void drawSideLetters(
    QPainter &painter, const QRectF &area, const QTransform &imageToScreen, const Radiograph &radiograph);

/// A ruler of 5 cm (1 cm or 1 mm when far in) at the lower right, when the spacing is known.
void drawRuler(QPainter &painter, const QRectF &area, double millimetresPerScreenPixel);

/// Lines at the upper left.
void drawCorner(QPainter &painter, const QRectF &area, const QStringList &lines);

/// A cross at the probe.
void drawProbe(QPainter &painter, const QPointF &at, const QRectF &area);

/// The dashed line around the pixels that may differ from the source.
void drawChangeRegion(QPainter &painter, const QTransform &imageToScreen, const ChangeRegion &region);
} // namespace cf::ui::annotations
