#include "core/imaging/letters/MarkCells.h"

#include "core/imaging/MaskMorphology.h"

namespace cf {

namespace {

/// A mark's outline may be faint where its middle is sure.
constexpr double markLow = 0.3;
constexpr double markHigh = 0.6;
/// Cells; what is smaller is grain.
constexpr std::int64_t smallestMark = 6;

constexpr float generatorLow = 0.3F;
constexpr float generatorHigh = 0.5F;
constexpr double generatorReach = 0.094; ///< Of the map's side: about 3 cm.

} // namespace

MaskImage markCells(const GreyImage &marks, const GreyImage &generator)
{
    GreyImage probability = marks;
    if (generator.sameSizeAs(marks)) {
        const MaskImage device =
            dilated(hysteresis(generator, generatorLow, generatorHigh), generatorReach * marks.width);
        for (std::size_t i = 0; i < probability.pixels.size(); ++i)
            if (device.pixels[i] > 0.0F)
                probability.pixels[i] = 0.0F;
    }
    MaskImage cells = withoutSmallAreas(hysteresis(probability, markLow, markHigh), smallestMark);
    return areaOf(cells) == 0 ? MaskImage() : cells;
}

} // namespace cf
