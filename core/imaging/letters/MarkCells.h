#pragma once

#include "core/base/Image.h"

namespace cf {

/// The cells of a segmenter's map that are printed marks, 0 or 1. What looks like print around a pacemaker's generator
/// (its header, its writing, the leads' plugs) is none; `generator` is the map of it, of the same size, or empty.
/// Empty where nothing is.
MaskImage markCells(const GreyImage &marks, const GreyImage &generator);

} // namespace cf
