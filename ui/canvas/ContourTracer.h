#pragma once

#include "core/base/Image.h"

#include <QPainterPath>

#include <cstdint>

namespace cf::ui {

/// The line at which a grid crosses `level`, as closed paths in the grid's pixel coordinates (marching squares, linear
/// between pixel centres). Beyond the border the grid is taken to be 0, so that every line closes.
QPainterPath traceContour(const Image<std::uint8_t> &grid, int level);

/// A mask brought to at most `longSide` pixels. Each pixel is the greatest of those it stands for, so that nothing thin
/// is lost. `scale` gets the source's pixels per pixel of the result.
Image<std::uint8_t> shrunkMask(const MaskImage &mask, int longSide, double &scale);

/// The outline of all pixels above 0, in the mask's own pixel coordinates.
QPainterPath regionOutline(const MaskImage &mask);

} // namespace cf::ui
