#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cf {

/// A one-channel image in row order, top row first. Cheap to move, deep to copy.
template <typename Pixel> struct Image {
    int width = 0;
    int height = 0;
    std::vector<Pixel> pixels; ///< width × height values.

    Image() = default;
    Image(int imageWidth, int imageHeight, Pixel fill = Pixel{})
        : width(imageWidth)
        , height(imageHeight)
        , pixels(static_cast<std::size_t>(imageWidth) * static_cast<std::size_t>(imageHeight), fill)
    {
    }

    bool empty() const { return pixels.empty(); }
    std::size_t index(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
    }
    Pixel &at(int x, int y) { return pixels[index(x, y)]; }
    const Pixel &at(int x, int y) const { return pixels[index(x, y)]; }

    template <typename Other> bool sameSizeAs(const Image<Other> &other) const
    {
        return width == other.width && height == other.height;
    }
    bool operator==(const Image &) const = default;
};

using GreyImage = Image<float>; ///< Display grey, 0 (black) … 1 (white), as seen after window and inversion.
using MaskImage = Image<float>; ///< Share of an edit that a pixel takes: 0 keeps it exactly, 1 lets it change.
using StoredImage = Image<std::int32_t>; ///< Stored pixel values of a DICOM object (PS3.5 section 8), sign-extended.

} // namespace cf
