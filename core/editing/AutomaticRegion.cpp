#include "core/editing/AutomaticRegion.h"

#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <cmath>

namespace cf {

AutomaticRegion findRegion(const GreyImage &change, const Letterbox &letterbox, double margin)
{
    constexpr double smoothing = 2.0;
    constexpr double leastGrey = 2.0 / 255.0;
    constexpr std::int64_t leastArea = 16 * 16;
    GreyImage size = change;
    MaskImage covered(change.width, change.height);
    for (int y = 0; y < change.height; ++y)
        for (int x = 0; x < change.width; ++x) {
            covered.at(x, y) = letterbox.covers(x, y) ? 1.0F : 0.0F;
            size.at(x, y) = covered.at(x, y) * std::abs(change.at(x, y));
        }
    size = blurred(size, smoothing);
    AutomaticRegion region;
    // An edit may cover most of the lungs, but hardly three quarters of a film: the lower quartile is noise.
    region.noiseFloor = std::max(3.0 * quantile(size, 0.25, covered), leastGrey);
    region.square = withoutSmallAreas(hysteresis(size, region.noiseFloor, 2.0 * region.noiseFloor), leastArea);
    region.square = dilated(region.square, margin);
    region.mask = fromSquare(region.square, letterbox);
    for (float &share : region.mask.pixels)
        share = share > 0.5F ? 1.0F : 0.0F;
    return region;
}

} // namespace cf
