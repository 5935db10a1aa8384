#pragma once

#include "core/base/Image.h"

namespace cf {

/// One axis of a scaling without rotation. In edge coordinates (0 at the first pixel's outer edge):
/// `to = offset + scale · from`. Pixel centres lie at half coordinates, so an image never shifts by half a pixel.
struct AxisMap {
    int fromLength = 0;
    int toLength = 0;
    double scale = 1.0;
    double offset = 0.0;

    AxisMap inverse() const { return { toLength, fromLength, 1.0 / scale, -offset / scale }; }
    bool operator==(const AxisMap &) const = default;
};

/// Scales along each axis by itself: shrinking takes the mean over the area that a pixel covers, growing uses Catmull
/// and Rom's cubic (1974), which passes through the samples. Where a pixel leaves the image, `outside` takes its share.
/// `image` must be of the axes' `fromLength`s.
GreyImage resample(const GreyImage &image, const AxisMap &x, const AxisMap &y, float outside = 0.0F);

/// The whole image at another size.
GreyImage resized(const GreyImage &image, int width, int height);

} // namespace cf
