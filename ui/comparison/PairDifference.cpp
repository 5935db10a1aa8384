#include "ui/comparison/PairDifference.h"

#include <algorithm>
#include <utility>

namespace cf::ui {

Result<PairDifference> pairDifference(const PreparedResult &first, const PreparedResult &second)
{
    Radiograph before = first.unmarked();
    CF_ASSIGN(DifferenceMap map,
        differenceMap(before, second.unmarked().stored, std::max(first.metrics.noiseFloor, second.metrics.noiseFloor)));
    MaskImage changed(map.values.width, map.values.height);
    std::transform(map.values.pixels.begin(), map.values.pixels.end(), changed.pixels.begin(),
        [](std::int32_t value) { return value != 0 ? 1.0F : 0.0F; });
    auto pair = std::make_shared<PreparedResult>(second);
    pair->region = std::make_shared<const ChangeRegion>(changed);
    pair->difference = std::make_shared<const DifferencePicture>(std::move(map));
    pair->deviation = nullptr; // Over seeds of the second alone.
    pair->rebuilt = nullptr; // Of the film, which is neither of the two.
    const std::optional<DisplayWindow> window = first.counterfactual->ownWindow();
    return PairDifference{ std::make_shared<const RadiographPicture>(std::move(before), window), std::move(pair) };
}

} // namespace cf::ui
