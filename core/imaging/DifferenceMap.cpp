#include "core/imaging/DifferenceMap.h"

#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace cf {

namespace {

constexpr double shareBelow = 0.95; // Of |difference|, at the scale's ends; and of |source − rebuilt|, at the floor.
constexpr double floorsOfAChange = 3.0; // Fewer noise floors than this are hardly any change.
constexpr double visibleGrey = 5.0 / 255.0;

double percentile(std::vector<std::int32_t> &sizes, double share)
{
    if (sizes.empty())
        return 0.0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
    return sizes[static_cast<std::size_t>(rank)];
}

double minRange(const DifferenceMap &map)
{
    return floorsOfAChange * std::max(map.noiseFloor, map.minVisible);
}

} // namespace

double DifferenceMap::position(int x, int y) const
{
    const double difference = values.at(x, y);
    if (std::abs(difference) < noiseFloor)
        return 0.0;
    return std::clamp(screenSign * difference / range, -1.0, 1.0);
}

bool DifferenceMap::showsHardlyAnyChange() const
{
    return largest < std::max({ floorsOfAChange * noiseFloor, minVisible, 1.0 });
}

Result<DifferenceMap> differenceMap(const StoredImage &original, const StoredImage &counterfactual, double noiseFloor)
{
    if (!original.sameSizeAs(counterfactual))
        return fail(ErrorCode::InvalidInput, "The two images are of different sizes and cannot be compared.");
    DifferenceMap map;
    map.values = StoredImage(original.width, original.height);
    map.noiseFloor = noiseFloor;
    std::vector<std::int32_t> sizes;
    for (std::size_t index = 0; index < original.pixels.size(); ++index) {
        const std::int32_t difference = counterfactual.pixels[index] - original.pixels[index];
        map.values.pixels[index] = difference;
        if (difference != 0)
            sizes.push_back(std::abs(difference));
        map.largest = std::max<double>(map.largest, std::abs(difference));
    }
    map.changed = static_cast<std::int64_t>(sizes.size());
    map.range = std::max({ 1.0, percentile(sizes, shareBelow), minRange(map) });
    return map;
}

Result<DifferenceMap> differenceMap(const Radiograph &original, const StoredImage &counterfactual, double noiseFloor)
{
    CF_ASSIGN(DifferenceMap map, differenceMap(original.stored, counterfactual, noiseFloor));
    map.screenSign = screenSignOf(original);
    const DisplayMap display(original);
    const double steepness = std::abs(display.grey(display.maximumStored()) - display.grey(display.minimumStored()))
        / std::max(1.0, static_cast<double>(display.maximumStored()) - display.minimumStored());
    const std::int32_t middle = display.storedFor(0.5);
    const double slope = std::max(std::abs(display.slope(middle)), steepness);
    if (slope > 0.0)
        map.minVisible = visibleGrey / slope;
    map.range = std::max(map.range, minRange(map));
    return map;
}

double noiseFloorOf(const Radiograph &source, const StoredImage &rebuilt)
{
    if (!source.stored.sameSizeAs(rebuilt))
        return 0.0;
    std::vector<std::int32_t> sizes;
    sizes.reserve(rebuilt.pixels.size());
    for (std::size_t index = 0; index < rebuilt.pixels.size(); ++index)
        if (!isPadding(source, source.stored.pixels[index]))
            sizes.push_back(std::abs(rebuilt.pixels[index] - source.stored.pixels[index]));
    return percentile(sizes, shareBelow);
}

int screenSignOf(const Radiograph &radiograph)
{
    const DisplayMap display(radiograph);
    const std::vector<float> &grey = display.table();
    // By halves: a look-up table may fall for a few values and rise for all others.
    double low = 0.0;
    double high = 0.0;
    for (std::size_t index = 0; index < grey.size(); ++index)
        (2 * index < grey.size() ? low : high) += grey[index];
    return high < low ? -1 : 1;
}

} // namespace cf
