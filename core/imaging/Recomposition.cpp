#include "core/imaging/Recomposition.h"

#include "core/imaging/Grain.h"
#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/StoredLookup.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace cf {

namespace {

float smoothstep(double low, double high, double value)
{
    const double t = std::clamp((value - low) / std::max(high - low, 1e-12), 0.0, 1.0);
    return static_cast<float>(t * t * (3.0 - 2.0 * t));
}

GreyImage minus(const GreyImage &a, const GreyImage &b)
{
    GreyImage difference = a;
    for (std::size_t index = 0; index < difference.pixels.size(); ++index)
        difference.pixels[index] -= b.pixels[index];
    return difference;
}

/// Without what is coarser than `sigma` pixels.
GreyImage highPass(const GreyImage &image, double sigma)
{
    return minus(image, blurred(image, sigma));
}

/// The mask with its fade: over `feather` square pixels, but no more than half the mask's depth where it is thin, lest
/// a brush stroke along a lead lets nothing through.
MaskImage faded(const MaskImage &mask, const MaskImage &squareRegion, const Letterbox &letterbox, double feather)
{
    constexpr float leastFullPixels = 4.0F;
    GreyImage width = localDepth(squareRegion, static_cast<int>(std::ceil(2.0 * feather)));
    for (float &value : width.pixels)
        value = std::min(value / 2.0F, static_cast<float>(feather));
    width = fromSquare(width, letterbox);
    for (float &value : width.pixels)
        value = std::max(value / static_cast<float>(letterbox.scaleX()), leastFullPixels);
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

void shrink(GreyImage &change, double floor)
{
    const auto least = static_cast<float>(floor);
    for (float &value : change.pixels)
        value = std::copysign(std::max(std::abs(value) - least, 0.0F), value);
}

/// 1 where the finest band that the model can draw changed (METHODS 3.6, "detail gate").
GreyImage detailGate(const GreyImage &change, double noiseFloor)
{
    // Below a grey level of 255 nothing is a change, however quiet the model.
    const double floor = std::max(noiseFloor, 1.0 / 512.0);
    GreyImage gate = highPass(change, 1.5);
    for (float &value : gate.pixels)
        value = std::abs(value);
    gate = blurred(gate, 1.5);
    for (float &value : gate.pixels)
        value = smoothstep(3.0 * floor, 8.0 * floor, value);
    return gate;
}

/// Square pixels; what the autoencoder loses beyond this is no detail. Of metal it loses more.
constexpr double coarsestDetail = 4.0;
constexpr double coarsestMetal = 8.0;

/// 1 where a thin structure brighter than its surroundings is lost by the autoencoder (leads, wires) and the model
/// changed something within a few pixels: what is lost cannot be taken away by a residual. Ribs and vessels lose less
/// than `faint`, by which grain and they are told from metal.
GreyImage brightLineGate(const SquarePair &pair, const GreyImage &change, const MaskImage &region, double noiseFloor)
{
    constexpr double faint = 0.04;
    constexpr double reach = 6.0;
    constexpr double body = 0.12; // Grey that a device's body takes away.
    const double floor = std::max(noiseFloor, 1.0 / 512.0);
    const GreyImage lost = highPass(minus(pair.source, pair.reconstruction), coarsestMetal);
    const double least = std::max(faint, 3.0 * robustDeviation(lost, region));
    MaskImage lines(lost.width, lost.height);
    for (std::size_t index = 0; index < lines.pixels.size(); ++index)
        lines.pixels[index] = lost.pixels[index] > least ? 1.0F : 0.0F;
    GreyImage gate = blurred(dilated(lines, 2.0), 1.0); // The flanks of a line are part of it.
    GreyImage near = change;
    for (float &value : near.pixels)
        value = std::abs(value);
    near = blurred(near, reach);
    for (std::size_t index = 0; index < gate.pixels.size(); ++index) {
        gate.pixels[index] *= smoothstep(0.5 * floor, 2.0 * floor, near.pixels[index]);
        // Under a device's body nothing of the source is left to keep: its marks would shine through.
        gate.pixels[index] = std::max(gate.pixels[index], smoothstep(body / 2.0, body, std::abs(change.pixels[index])));
    }
    return gate;
}

/// What of the source the model cannot show: all above its resolution, and what its autoencoder loses of thin things.
/// In display grey, at the source's size.
GreyImage fineDetail(const GreyImage &grey, const SquarePair &pair, const Letterbox &letterbox, double coarsest)
{
    GreyImage detail = minus(grey, fromSquare(toSquare(grey, letterbox), letterbox));
    const GreyImage lost = fromSquare(highPass(minus(pair.source, pair.reconstruction), coarsest), letterbox);
    for (std::size_t index = 0; index < detail.pixels.size(); ++index)
        detail.pixels[index] += lost.pixels[index];
    return detail;
}

/// Grey without the clipping of a linear window, so that detail in clipped places counts as elsewhere.
GreyImage unclippedGrey(const Radiograph &source, const DisplayMap &map)
{
    const std::int32_t middle = map.storedFor(0.5);
    const double slope = map.slope(middle);
    const bool straight = map.slope(map.minimumStored()) == slope && map.slope(map.maximumStored()) == slope;
    GreyImage grey(source.stored.width, source.stored.height);
    for (std::size_t index = 0; index < grey.pixels.size(); ++index) {
        const std::int32_t stored = source.stored.pixels[index];
        const bool unclip = straight && !isPadding(source, stored);
        grey.pixels[index] =
            unclip ? static_cast<float>(map.grey(middle) + slope * (stored - middle)) : map.grey(stored);
    }
    return grey;
}

struct DetailExchange {
    GreyImage gate;
    GreyImage detail;
    std::optional<GrainField> grain;

    /// Change of grey at a pixel that puts grain in the place of detail.
    double at(int x, int y) const
    {
        const float share = gate.at(x, y);
        return share > 0.0F ? share * ((grain ? grain->at(x, y) : 0.0F) - detail.at(x, y)) : 0.0;
    }
};

DetailExchange exchangeDetail(const GreyImage &grey, const SquarePair &pair, const Letterbox &letterbox,
    const MaskImage &region, const GreyImage &gate, const RecompositionSettings &settings)
{
    DetailExchange exchange;
    exchange.gate = fromSquare(gate, letterbox);
    exchange.detail = fineDetail(grey, pair, letterbox, settings.brightLinesGo ? coarsestMetal : coarsestDetail);
    double weight = 0.0;
    double level = 0.0;
    for (std::size_t index = 0; index < region.pixels.size(); ++index) {
        const double share = std::max(exchange.gate.pixels[index], 0.0F) * region.pixels[index];
        exchange.gate.pixels[index] = std::clamp(exchange.gate.pixels[index], 0.0F, 1.0F);
        weight += share;
        level += share * grey.pixels[index];
    }
    if (weight <= 0.0)
        return exchange;
    const int size = std::clamp(static_cast<int>(std::lround(32.0 / letterbox.scaleX())), 16, 128);
    if (const auto patch = findGrain(exchange.detail, grey, region, level / weight, size))
        exchange.grain.emplace(exchange.detail, *patch, RandomStream(settings.grainSeed, "grain"));
    return exchange;
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

double medianSlope(const Radiograph &source, const DisplayMap &map, const MaskImage &region)
{
    std::vector<double> slopes;
    for (std::size_t index = 0; index < region.pixels.size(); index += 7)
        if (region.pixels[index] > 0.0F)
            slopes.push_back(std::abs(map.slope(source.stored.pixels[index])));
    if (slopes.empty())
        return 0.0;
    const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return *middle;
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
    const MaskImage squareRegion = toSquare(mask, letterbox);
    MaskImage region = faded(mask, squareRegion, letterbox, settings.feather);
    GreyImage change = minus(pair.edited, pair.reconstruction);
    const double noiseFloor = measureNoise(change, squareRegion, letterbox, settings.feather);
    const double seam = seamOf(change, squareRegion);
    std::optional<DetailExchange> exchange;
    if (settings.detailGate) {
        GreyImage gate = detailGate(change, noiseFloor);
        if (settings.brightLinesGo) {
            const GreyImage lines = brightLineGate(pair, change, squareRegion, noiseFloor);
            for (std::size_t index = 0; index < gate.pixels.size(); ++index)
                gate.pixels[index] = std::max(gate.pixels[index], lines.pixels[index]);
        }
        exchange = exchangeDetail(unclippedGrey(source, DisplayMap(source)), pair, letterbox, region, gate, settings);
    }
    if (settings.shrinkNoise)
        shrink(change, noiseFloor);
    GreyImage fullChange = fromSquare(change, letterbox);
    for (int y = 0; exchange && y < fullChange.height; ++y)
        for (int x = 0; x < fullChange.width; ++x)
            fullChange.at(x, y) += static_cast<float>(exchange->at(x, y));

    Recomposed result = layChange(source, fullChange, std::move(region));
    result.noiseFloor = noiseFloor;
    result.noiseFloorStored = noiseFloor / std::max(medianSlope(source, DisplayMap(source), result.region), 1e-12);
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
