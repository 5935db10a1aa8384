#pragma once

#include "core/base/Image.h"

#include <QPainterPath>
#include <QTransform>

#include <cstdint>

namespace cf::ui {

/// The line at which a grid crosses `level`, as closed paths in the grid's pixel coordinates (marching squares, linear
/// between pixel centres). Beyond the border the grid is taken to be 0, so that every line closes.
QPainterPath traceContour(const Image<std::uint8_t> &grid, int level);

/// Closed paths without the steps of the grid they were traced from: each corner goes to the mean of itself and its
/// neighbours. Moves no point by more than a cell.
QPainterPath smoothContour(const QPainterPath &path);

/// A path of lines as the screen shows it, without the corners that lie closer together than a pixel: a contour of a
/// large image has thousands, and each costs time in every frame.
QPainterPath contourOnScreen(const QPainterPath &path, const QTransform &imageToScreen);

/// A mask brought to at most `longSide` pixels. Each pixel is the greatest of those it stands for, so that nothing thin
/// is lost. `scale` gets the source's pixels per pixel of the result.
Image<std::uint8_t> shrunkMask(const MaskImage &mask, int longSide, double &scale);

/// The smooth outline of all pixels above 0, in the mask's own pixel coordinates.
QPainterPath regionOutline(const MaskImage &mask);

} // namespace cf::ui
