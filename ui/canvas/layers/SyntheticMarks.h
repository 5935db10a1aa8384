#pragma once

#include "ui/images/ViewportContent.h"

#include <QRectF>
#include <QTransform>

#include <vector>

class QPainter;

/// The marks that tell a synthetic image from a radiograph. No setting leaves any of them out: there is none to pass.
/// The fifth, the plate in the stored values, is drawn by dicom/SyntheticMark.h.
namespace cf::ui::marks {

/// The word itself, the same in every language: in the plate and for whoever looks for it.
QString word();
/// What the badge says: the word, in other languages beside their own.
QString badge();

/// The hatched frame at the sides and the bottom of a view; also at its top where it has no header.
void drawFrame(QPainter &painter, const QRectF &view, double headerHeight);

/// The ribbon under the image, always beginning with the warning.
void drawRibbon(QPainter &painter, const QRectF &ribbon, const QString &text);

/// How strongly the grid's words are drawn, 0.12 … 0.40 of white; what lies beyond is brought to the nearer end.
inline constexpr double usualGridStrength = 0.26;
void setGridStrength(double strength);

/// "SYN" on a staggered grid in screen space: still while the anatomy moves. Every square of 224 pixels of the image
/// outside the change region and the plate holds a whole one.
void drawGrid(
    QPainter &painter, const QRectF &visible, const QTransform &screenToImage, const ViewportContent &content);
/// Where drawGrid() puts its words: the baselines' left ends.
std::vector<QPointF> gridPlaces(const QRectF &visible, const QTransform &screenToImage, const ViewportContent &content);

/// The plate painted over a picture in the making, whose pixels are not stored anywhere.
void drawPreviewPlate(QPainter &painter, const QRectF &imageOnScreen);

} // namespace cf::ui::marks
