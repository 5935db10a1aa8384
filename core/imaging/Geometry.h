#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/Resample.h"

namespace cf {

/// Height of a pixel over its width: of the spacings, else as stated; 1 where both are unknown or absurd.
double pixelAspect(const Radiograph &radiograph);

/// How a radiograph lies in the square that a model sees: scaled alike in millimetres along both axes, centred, with
/// black bars at two sides. Positions are pixel centres: the centre of the first pixel is at 0, its edge at −0.5.
struct Letterbox {
    int sourceWidth = 0;
    int sourceHeight = 0;
    int squareSize = 0;
    AxisMap toSquareX; ///< From the radiograph's columns to the square's.
    AxisMap toSquareY;

    /// Square pixels to one column of the radiograph (smaller than 1 for most radiographs).
    double scaleX() const { return toSquareX.scale; }
    double scaleY() const { return toSquareY.scale; }
    /// True where the centre of a square pixel lies on the radiograph and not on a bar.
    bool covers(int x, int y) const;
    bool operator==(const Letterbox &) const = default;
};

/// Errors: InvalidInput for a radiograph too small (under 32 pixels along a side) or too long (over 8 to 1) to be a
/// chest radiograph.
Result<Letterbox> fitIntoSquare(const Radiograph &radiograph, int squareSize);

/// An image of the radiograph's size as the model sees it, with `outside` on the bars.
GreyImage toSquare(const GreyImage &image, const Letterbox &letterbox, float outside = 0.0F);

/// The part of an image of the square that covers the radiograph, at the radiograph's size.
GreyImage fromSquare(const GreyImage &square, const Letterbox &letterbox);

} // namespace cf
