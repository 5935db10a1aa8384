#pragma once

#include "core/imaging/Radiograph.h"

#include <string>
#include <utility>
#include <vector>

namespace cf::sessions {

using Features = std::vector<std::pair<std::string, double>>; ///< Name, value.

/// Size, depth, window, spacing, and how far the pixels pack.
Features metadataFeatures(const Radiograph &radiograph);
/// Missing values, combs, clipping, parity of stored values.
Features histogramFeatures(const Radiograph &radiograph);
/// Edges of the picture: level, noise, flat rows and columns, sharpness against the middle.
Features borderFeatures(const Radiograph &radiograph);
/// Fine noise against coarser, over tiles: its middle speaks of all of the picture, its extremes of regions in it.
Features noiseFeatures(const Radiograph &radiograph);
/// Quantiles of gradient and curvature.
Features sharpnessFeatures(const Radiograph &radiograph);
/// Light and dark in the four corners, where plates and markers stand.
Features markFeatures(const Radiograph &radiograph);

} // namespace cf::sessions
