#pragma once

#include "core/base/Image.h"
#include "core/imaging/MaskMorphology.h"

#include <cstdint>
#include <vector>

namespace cf {

/// One of the areas that a mask falls into.
struct MaskArea {
    PixelBox box; ///< The smallest around it, on the mask.
    MaskImage own; ///< Of the box's size: 1 on the area's own pixels, 0 on those of others and beside.
    std::int64_t size = 0; ///< Its pixels.
};

/// Calls act(x, y) for each of an area's own pixels, where they lie on the mask.
template <typename Act> void forEachPixel(const MaskArea &area, const Act &act)
{
    for (int y = 0; y < area.box.height; ++y)
        for (int x = 0; x < area.box.width; ++x)
            if (area.own.at(x, y) > 0.0F)
                act(area.box.x + x, area.box.y + y);
}

/// What hangs together over edges or corners; from top to bottom, then left to right, by the corners of their boxes.
std::vector<MaskArea> connectedAreas(const MaskImage &mask);

/// The same, but areas that are better worked on at once are one: where each alone is seen with `margin` pixels around
/// it and the windows would cost as much as one around both. A mask of more than `maxAreas` areas is one.
std::vector<MaskArea> workPieces(const MaskImage &mask, int margin, std::size_t maxAreas = 400);

/// A box with `margin` pixels around it, as far as an image of that size reaches.
PixelBox grownBy(const PixelBox &box, int margin, int width, int height);
/// What of an image lies in a box within it.
GreyImage cropped(const GreyImage &image, const PixelBox &box);

} // namespace cf
