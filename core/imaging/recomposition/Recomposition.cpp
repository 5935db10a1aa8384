#include "core/imaging/recomposition/Recomposition.h"

#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/DetailExchange.h"
#include "core/imaging/recomposition/StoredLookup.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace cf {

namespace {

/// The mask with its fade: over `feather` square pixels, but no more than half the mask's depth where it is thin, lest
/// a brush stroke along a lead lets nothing through.
MaskImage faded(const MaskImage &mask, const MaskImage &squareRegion, const Letterbox &letterbox, double feather)
{
    constexpr float minFullPixels = 4.0F;
    GreyImage width = localDepth(squareRegion, static_cast<int>(std::ceil(2.0 * feather)));
    for (float &value : width.pixels)
        value = std::min(value / 2.0F, static_cast<float>(feather));
    width = fromSquare(width, letterbox);
    for (float &value : width.pixels)
        value = std::max(value / static_cast<float>(letterbox.scaleX()), minFullPixels);
    return featheredInward(mask, width);
}

/// 1 where a square pixel is on the radiograph, within `far` of the region and not within `near`.
MaskImage ringAround(const MaskImage &squareRegion, const Letterbox &letterbox, double near, double far)
{
    const MaskImage inner = dilated(squareRegion, near);
    MaskImage ring = dilated(squareRegion, far);
    for (int y = 0; y < ring.height; ++y)
        for (int x = 0; x < ring.width; ++x)
            if (inner.at(x, y) > 0.0F || !letterbox.covers(x, y))
                ring.at(x, y) = 0.0F;
    return ring;
}

/// Twice the robust deviation of the change in a ring outside the region. A model that changes much beyond the region
/// would make this floor swallow the edit itself: it never takes more than a tenth of the largest changes inside.
double measureNoise(const GreyImage &change, const MaskImage &squareRegion, const Letterbox &letterbox, double feather)
{
    const MaskImage ring = ringAround(squareRegion, letterbox, feather, 4.0 * feather);
    GreyImage sizes = change;
    for (float &value : sizes.pixels)
        value = std::abs(value);
    return std::min(2.0 * robustDeviation(change, ring), 0.1 * quantile(sizes, 0.99, squareRegion));
}

/// What noise could have made goes, what is well above it stays whole (the non-negative garrote; Gao, J. Comput. Graph.
/// Stat. 1998): to take the floor off every change would make each of them too small by it.
void shrink(GreyImage &change, double floor)
{
    const auto minimum = static_cast<float>(floor * floor);
    for (float &value : change.pixels)
        value = value * value > minimum ? value - minimum / value : 0.0F;
}

/// The nearest allowed stored value that does not mean "no image here".
std::int32_t asImageValue(const Radiograph &source, double wanted, std::int32_t original)
{
    const double clamped = std::clamp<double>(std::nearbyint(wanted), source.minimumStored(), source.maximumStored());
    const auto value = static_cast<std::int32_t>(clamped);
    if (!isPadding(source, value))
        return value;
    const std::int32_t limit = source.paddingRangeLimit.value_or(*source.paddingValue);
    const std::int32_t below = std::min(*source.paddingValue, limit) - 1;
    const std::int32_t above = std::max(*source.paddingValue, limit) + 1;
    const std::int32_t nearest = original > value ? above : below;
    return nearest < source.minimumStored() || nearest > source.maximumStored() ? original : nearest;
}

void countChanges(const StoredImage &before, Recomposed &result)
{
    for (std::size_t index = 0; index < before.pixels.size(); ++index) {
        const std::int32_t after = result.counterfactual.stored.pixels[index];
        if (after == before.pixels[index])
            continue;
        ++(result.region.pixels[index] > 0.0F ? result.insideChanged : result.outsideChanged);
        result.largestChange =
            std::max(result.largestChange, std::abs(static_cast<double>(after) - before.pixels[index]));
    }
}

double seamOf(const GreyImage &change, const MaskImage &squareRegion)
{
    MaskImage outside(squareRegion.width, squareRegion.height);
    for (std::size_t index = 0; index < outside.pixels.size(); ++index)
        outside.pixels[index] = squareRegion.pixels[index] > 0.0F ? 0.0F : 1.0F;
    MaskImage band = dilated(outside, 2.0);
    for (std::size_t index = 0; index < band.pixels.size(); ++index)
        band.pixels[index] -= outside.pixels[index];
    return meanAbsoluteError(change, GreyImage(change.width, change.height), band);
}

Result<> checkSizes(const Radiograph &source, const SquarePair &pair, const Letterbox &letterbox, const MaskImage &mask)
{
    const bool squaresFit = pair.edited.width == letterbox.squareSize && pair.edited.height == letterbox.squareSize
        && pair.edited.sameSizeAs(pair.reconstruction) && pair.edited.sameSizeAs(pair.source);
    if (!squaresFit || letterbox.sourceWidth != source.stored.width || letterbox.sourceHeight != source.stored.height)
        return fail(ErrorCode::Internal, "The edited picture does not fit the radiograph.");
    if (!source.stored.sameSizeAs(mask))
        return fail(ErrorCode::InvalidInput,
            "The mask is " + std::to_string(mask.width) + " × " + std::to_string(mask.height) + " pixels, the image "
                + std::to_string(source.stored.width) + " × " + std::to_string(source.stored.height)
                + ". Draw or export the mask at the image's size.");
    return {};
}

} // namespace

Result<Recomposed> recompose(const Radiograph &source, const SquarePair &pair, const Letterbox &letterbox,
    const MaskImage &mask, const RecompositionSettings &settings)
{
    CF_TRY(checkSizes(source, pair, letterbox, mask));
    ModelChange change{ source, pair, letterbox, difference(pair.edited, pair.reconstruction),
        toSquare(mask, letterbox), {}, 0.0 };
    change.region = faded(mask, change.squareRegion, letterbox, settings.feather);
    change.noiseFloor = measureNoise(change.grey, change.squareRegion, letterbox, settings.feather);
    const double seam = seamOf(change.grey, change.squareRegion);
    std::optional<DetailExchange> exchange;
    if (settings.detailGate)
        exchange = exchangeDetail(change, settings);
    if (settings.shrinkNoise)
        shrink(change.grey, change.noiseFloor);
    GreyImage fullChange = fromSquare(change.grey, letterbox);
    for (int y = 0; exchange && y < fullChange.height; ++y)
        for (int x = 0; x < fullChange.width; ++x)
            fullChange.at(x, y) += static_cast<float>(exchange->at(x, y));

    Recomposed result = layChange(source, fullChange, std::move(change.region));
    result.changeNoise = change.noiseFloor;
    result.seam = seam;
    return result;
}

Recomposed layChange(const Radiograph &source, const GreyImage &change, MaskImage region)
{
    const DisplayMap map(source);
    Recomposed result;
    result.counterfactual = source;
    result.region = std::move(region);
    for (int y = 0; y < source.stored.height; ++y) {
        for (int x = 0; x < source.stored.width; ++x) {
            const float share = result.region.at(x, y);
            const std::int32_t stored = source.stored.at(x, y);
            if (!(share > 0.0F) || isPadding(source, stored))
                continue;
            const double grey = change.at(x, y);
            const double slope = map.slope(stored);
            if (slope != 0.0 && grey != 0.0)
                result.counterfactual.stored.at(x, y) = asImageValue(source, stored + share * grey / slope, stored);
        }
    }
    countChanges(source.stored, result);
    return result;
}

Radiograph reconstructed(const Radiograph &source, const SquarePair &pair, const Letterbox &letterbox)
{
    Radiograph result = source;
    const StoredLookup lookup{ DisplayMap(source) };
    const GreyImage grey = fromSquare(pair.reconstruction, letterbox);
    for (std::size_t index = 0; index < result.stored.pixels.size(); ++index) {
        std::int32_t &stored = result.stored.pixels[index];
        if (!isPadding(source, stored))
            stored = asImageValue(source, lookup.storedFor(std::clamp(grey.pixels[index], 0.0F, 1.0F)), stored);
    }
    return result;
}

} // namespace cf
