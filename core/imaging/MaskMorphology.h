#pragma once

#include "core/base/Image.h"

#include <cstdint>
#include <optional>

namespace cf {

/// A rectangle of whole pixels.
struct PixelBox {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const PixelBox &) const = default;
};

/// The smallest box around all pixels greater than 0; nothing when there are none.
std::optional<PixelBox> boundingBox(const MaskImage &mask);
/// Number of pixels greater than 0.
std::int64_t areaOf(const MaskImage &mask);

/// The greater of both in `all`, pixel by pixel; an empty `all` becomes `one`.
void takeGreater(Image<float> &all, const Image<float> &one);

/// 1 within `radius` pixels of any pixel greater than 0, else 0.
MaskImage dilated(const MaskImage &mask, double radius);

/// 1 where a disc of `radius` pixels around some place fits into what is greater than 0: what is thinner goes.
MaskImage opened(const MaskImage &mask, double radius);

/// The mask, faded to 0 from its edge inwards over `width` pixels (smoothstep of the distance to the nearest 0). What
/// was 0 stays exactly 0. The border of the image is no edge: a mask that reaches it is full there.
MaskImage featheredInward(const MaskImage &mask, double width);

/// The same with a width of its own for each pixel.
MaskImage featheredInward(const MaskImage &mask, const GreyImage &width);

/// How deep the mask is around each of its pixels: the largest distance to a 0 within a square of `reach` pixels to
/// each side. 0 outside the mask.
GreyImage localDepth(const MaskImage &mask, int reach);

/// 1 in every connected area (8 neighbours) of `image` ≥ `low` that holds a value ≥ `high`, else 0.
MaskImage hysteresis(const GreyImage &image, double low, double high);

/// Without connected areas of fewer than `minArea` pixels.
MaskImage withoutSmallAreas(const MaskImage &mask, std::int64_t minArea);

/// Gaussian blur; `sigma` in pixels, edges mirrored.
GreyImage blurred(const GreyImage &image, double sigma);

} // namespace cf
