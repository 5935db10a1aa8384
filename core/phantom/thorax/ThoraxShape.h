#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"

#include <cstdint>
#include <vector>

namespace cf {

/// One imaginary patient, standing or lying before one imaginary detector. Everything is drawn from the seed.
struct ThoraxParameters {
    // The patient
    bool female = false;
    double breast = 0.0; ///< Largest thickness of a breast in cm; 0 for none.
    double girth = 0.5; ///< 0 thin … 1 obese.
    double width = 1.0; ///< Of the thorax, relative to the atlas.
    double height = 1.0; ///< With the depth of the breath.
    double domeRight = 0.0; ///< Atlas units by which the dome stands lower than in the atlas.
    double domeLeft = 0.0;
    double heartLeft = 0.0; ///< Atlas units by which the heart's left border lies further out.
    double heartRight = 0.0;
    double aorta = 0.5; ///< 0 young … 1 unfolded.
    double clavicleSlope = 0.0; ///< Atlas units by which the shoulders stand lower.
    double scoliosis = 0.0;
    // The projection
    double rotation = 0.0; ///< −1 … 1: turned towards one side.
    double tilt = 0.0; ///< Radians.
    double field = 126.0; ///< Atlas units across the image.
    double offsetX = 0.0; ///< Of the atlas centre from the image's, in shares of the image.
    double offsetY = 0.0;
    double waveX[3]{}; ///< Amplitude, wavelength and phase of the individual shape, in atlas units and radians.
    double waveY[3]{};
};

ThoraxParameters drawThorax(const RandomStream &patient);

/// The shape in image pixels, for one image size.
struct ThoraxShape {
    ThoraxParameters parameters;
    int size = 512;
    double pixelsPerUnit = 4.0;

    /// An atlas point in image pixels.
    Point toImage(Point atlasPoint) const;
    std::vector<Point> toImage(std::vector<Point> atlasPoints) const;
    /// Dome shifts are part of the lung outlines alone; this adds them.
    std::vector<Point> lungOutline(bool right) const;
    /// Silhouette of the heart; `growth` widens it by that many atlas units (68–80 % of it to the left).
    std::vector<Point> heartOutline(double growth, double shareLeft) const;
    /// Atlas x of the inner chest wall at an atlas row.
    double wallX(bool right, double y) const;
};

ThoraxShape shapeOf(const ThoraxParameters &parameters, int size);
/// The landmarks that devices and insertions place themselves by.
ThoraxGeometry geometryOf(const ThoraxShape &shape);

} // namespace cf
