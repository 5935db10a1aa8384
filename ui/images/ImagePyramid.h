#pragma once

#include "core/base/Image.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {

/// Pictures are halved until both sides are at most this long.
inline constexpr int smallestLevelSide = 96;

/// An image of half the size; each pixel is the mean of the four it stands for. `read(x, y)` gives the source's values
/// as numbers that can be added; odd last rows and columns count twice.
template <typename Pixel, typename Read> Image<Pixel> halved(int width, int height, Read read)
{
    Image<Pixel> half((width + 1) / 2, (height + 1) / 2);
    for (int y = 0; y < half.height; ++y) {
        const int top = 2 * y;
        const int bottom = std::min(top + 1, height - 1);
        for (int x = 0; x < half.width; ++x) {
            const int left = 2 * x;
            const int right = std::min(left + 1, width - 1);
            const float sum = read(left, top) + read(right, top) + read(left, bottom) + read(right, bottom);
            half.at(x, y) = static_cast<Pixel>(std::is_integral_v<Pixel> ? sum / 4.0F + 0.5F : sum / 4.0F);
        }
    }
    return half;
}

/// The halving to draw from when an image pixel takes `scale` device pixels, of `count` halvings; 0 is the image
/// itself. A little more than the screen needs, so that the last step is always a gentle one downwards.
inline int halvingFor(double scale, int count)
{
    const int wanted = scale >= 1.0 ? 0 : static_cast<int>(std::floor(std::log2(1.0 / scale) + 0.15));
    return std::clamp(wanted, 0, count);
}

} // namespace cf::ui
