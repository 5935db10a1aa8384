#pragma once

#include "core/anatomy/SeenLungs.h"
#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Image.h"
#include "core/base/Result.h"

#include <vector>

namespace cf {

/// Pixel spacing in millimetres, 0 when unknown. Then, or where it would make the chest impossibly small or large, the
/// scale is taken from the adult average, 3.1 mm an atlas unit.
struct PixelSpacing {
    double column = 0.0; ///< Between columns.
    double row = 0.0; ///< Between rows. Landmarks expect square pixels: resample first where the two differ.
};

/// Landmarks with what decides whether an insertion may rely on them.
struct ThoraxLandmarks {
    ThoraxGeometry geometry;
    double contrastRight = 0.0; ///< Of the lung to its surroundings, as a share of the image's range.
    double contrastLeft = 0.0;
    double affineCorrelation = 0.0; ///< With the atlas, −1…1.
    double correlation = 0.0; ///< After the deformation.
    int fieldLeft = 0; ///< The part of the image inside collimation and padding, in image pixels.
    int fieldTop = 0;
    int fieldRight = 0; ///< Inclusive.
    int fieldBottom = 0;
};

/// Finds lungs, heart, midline, trachea and hila of an upright frontal radiograph by registering the thorax atlas
/// (affine, then demons), holding the result to the shapes of real chests, and drawing the borders to the nearest edge.
/// `confidence` says how far to trust it: below 0.6 nothing should rely on it; pictures of other things stay below 0.3.
/// Where `seen` says where the lungs are, the atlas's lungs are registered to those, too; that is taken where it is
/// surer or, both being sure, closer to the seen lungs, and its confidence is how well they agree. Errors of `seen` are
/// passed on. Errors: an image without a picture in it (too small, blank), or one that no plausible map fits.
Result<ThoraxLandmarks> findThoraxLandmarks(
    const GreyImage &frontal, PixelSpacing spacing = {}, const LungSeer &seen = {});

/// The geometry alone.
Result<ThoraxGeometry> findLandmarks(const GreyImage &frontal, PixelSpacing spacing = {});

} // namespace cf
