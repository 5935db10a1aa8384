#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <optional>

namespace cf::annotation {

/// The smallest upright rectangle around a mark, in pixels.
struct MarkBounds {
    double left = 0.0;
    double top = 0.0;
    double right = 0.0;
    double bottom = 0.0;
};
MarkBounds boundsOf(const Mark &mark);

/// Size of a mark. Nothing where its shape has none; millimetres where the spacing is known.
struct MarkMeasure {
    std::optional<double> areaPixels;
    std::optional<double> areaMm2;
    std::optional<double> widthMm;
    std::optional<double> heightMm;
};
MarkMeasure measureOf(const Mark &mark, const Subject &subject);

/// 1 at every pixel that a mark covers or touches, 0 elsewhere; of a point: the pixel in which it lies. Errors:
/// InvalidInput for a damaged mask.
Result<Image<std::uint8_t>> areaOf(const Mark &mark, const Subject &subject);

/// 1 where stored values differ. Both of one size.
Image<std::uint8_t> changedPixels(const StoredImage &original, const StoredImage &counterfactual);

/// Whether a pixel that the mark covers has changed.
bool touchesChange(const Mark &mark, const Subject &subject, const Image<std::uint8_t> &changed);

/// Lays the original's marks over its counterfactual's annotation, as carried over: stale where pixels under them
/// changed, until the annotator keeps them. Those that are there already stay as they are.
void carryMarks(const Annotation &original, Annotation &counterfactual, const Image<std::uint8_t> &changed);

} // namespace cf::annotation
