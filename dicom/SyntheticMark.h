#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"

namespace cf {

/// A rectangle of pixels, left upper corner and size.
struct MarkRegion {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const MarkRegion &) const = default;
};

/// Where the SYNTHETIC plate goes: the corner with the least anatomy (the darkest and calmest one in display grey),
/// 3.3 % of the image's height; over printed letters only where every corner has some. InvalidInput when the image is
/// too small to hold a readable plate.
Result<MarkRegion> placeMark(const Radiograph &radiograph);

/// Draws the plate into the stored values of `region`: letters at 80 % of the window, not full white.
void drawMark(Radiograph &radiograph, const MarkRegion &region);

/// Where a plate that drawMark() drew stands, in the corner that holds its letters (correlation above 0.9).
std::optional<MarkRegion> findMark(const Radiograph &radiograph);

} // namespace cf
