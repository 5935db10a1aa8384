#pragma once

#include "core/anatomy/ThoraxGeometry.h"

#include <cstddef>
#include <span>

namespace cf::thorax {

/// The typical adult of resources/phantom/thorax_numbers.tsv that phantoms vary, in the 128 × 128 atlas frame (x right,
/// y down, patient's right at small x). Lung outlines run apex → lateral → costophrenic angle → dome → medial. Unlike
/// the landmark lists of ThoraxAtlas.h their medial edges run hidden behind heart and great vessels, whose silhouettes
/// cut the lungs: so a small heart uncovers lung instead of leaving a gap.

inline constexpr double millimetresPerUnit = 3.1;
inline constexpr double midlineX = 66.0;
inline constexpr double centreY = 57.0; ///< Half way between the apices and the costophrenic angles.

std::span<const Point> lungRight();
std::span<const Point> lungLeft();
std::size_t lateralPoints(); ///< The first points of a lung outline, apex to costophrenic angle.
std::span<const Point> midline();
std::span<const Point> trachea(); ///< Ends at the carina.
std::span<const Point> clavicleRight(); ///< From the sternal end to the acromial end.
std::span<const Point> clavicleLeft();
/// Closed silhouette of heart and great vessels of an average adult; its bottom lies below the domes.
std::span<const Point> heart();

Point hilum(bool right);
Point aorticKnob();

} // namespace cf::thorax
