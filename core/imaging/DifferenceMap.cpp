#include "core/imaging/DifferenceMap.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace cf {

double DifferenceMap::position(int x, int y) const
{
    const double difference = values.at(x, y);
    if (std::abs(difference) < noiseFloor)
        return 0.0;
    return std::clamp(difference / range, -1.0, 1.0);
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
    }
    map.changed = static_cast<std::int64_t>(sizes.size());
    if (!sizes.empty()) {
        const auto rank = static_cast<std::ptrdiff_t>(0.995 * static_cast<double>(sizes.size() - 1));
        std::nth_element(sizes.begin(), sizes.begin() + rank, sizes.end());
        map.range = std::max<double>(1.0, sizes[static_cast<std::size_t>(rank)]);
    }
    return map;
}

} // namespace cf
