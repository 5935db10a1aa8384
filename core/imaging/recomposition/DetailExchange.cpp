#include "core/imaging/recomposition/DetailExchange.h"

#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Square pixels; what the autoencoder loses beyond this is no detail. Of metal it loses more.
constexpr double coarsestDetail = 4.0;
constexpr double coarsestMetal = 8.0;
/// Below a grey level of 255 nothing is a change, however quiet the model.
constexpr double minFloor = 1.0 / 512.0;

float smoothstep(double low, double high, double value)
{
    const double t = std::clamp((value - low) / std::max(high - low, 1e-12), 0.0, 1.0);
    return static_cast<float>(t * t * (3.0 - 2.0 * t));
}

/// Without what is coarser than `sigma` pixels.
GreyImage highPass(const GreyImage &image, double sigma)
{
    return difference(image, blurred(image, sigma));
}

/// 1 where the finest band that the model can draw changed.
GreyImage finestBandGate(const GreyImage &change, double floor)
{
    GreyImage gate = highPass(change, 1.5);
    for (float &value : gate.pixels)
        value = std::abs(value);
    gate = blurred(gate, 1.5);
    for (float &value : gate.pixels)
        value = smoothstep(3.0 * floor, 8.0 * floor, value);
    return gate;
}

/// 1 where a thin structure brighter than its surroundings is lost by the autoencoder (leads, wires) and the model
/// changed something within a few pixels: what is lost cannot be taken away by a residual. Ribs and vessels lose less
/// than `faint`, which distinguishes them and grain from metal. A region that the program found runs over much that the
/// model left alone: there a line goes only where its neighbourhood got darker by more than noise would make it.
/// `lost`: source minus reconstruction, its fine part.
GreyImage brightLineGate(const GreyImage &lost, const ModelChange &change, double floor, bool regionIsDrawn)
{
    constexpr double faint = 0.04;
    constexpr double reach = 6.0;
    constexpr double body = 0.12; // Grey that a device's body takes away.
    const double minimum = std::max(faint, 3.0 * robustDeviation(lost, change.squareRegion));
    MaskImage lines(lost.width, lost.height);
    for (std::size_t index = 0; index < lines.pixels.size(); ++index)
        lines.pixels[index] = lost.pixels[index] > minimum ? 1.0F : 0.0F;
    GreyImage gate = blurred(dilated(lines, 2.0), 1.0); // The flanks of a line are part of it.
    GreyImage near = change.grey;
    for (float &value : near.pixels)
        value = regionIsDrawn ? std::abs(value) : -value;
    near = blurred(near, reach);
    const double low = std::max(0.5 * floor, regionIsDrawn ? 0.0 : 2.0 * minFloor);
    const double high = std::max(2.0 * floor, 2.0 * low);
    for (std::size_t index = 0; index < gate.pixels.size(); ++index) {
        gate.pixels[index] *= smoothstep(low, high, near.pixels[index]);
        // Under a device's body nothing of the source is left to keep: its marks would shine through.
        gate.pixels[index] =
            std::max(gate.pixels[index], smoothstep(body / 2.0, body, std::abs(change.grey.pixels[index])));
    }
    return gate;
}

/// What a model that says fine detail, too, has left of lines that it took away: what stands out of the edited picture
/// no further than the lost line did of the source.
GreyImage leftOver(const GreyImage &lost, const GreyImage &lines, const ModelChange &change)
{
    GreyImage edited = change.pair.source;
    for (std::size_t index = 0; index < edited.pixels.size(); ++index)
        edited.pixels[index] += change.grey.pixels[index];
    GreyImage left = highPass(edited, coarsestMetal);
    for (std::size_t index = 0; index < left.pixels.size(); ++index)
        left.pixels[index] =
            lines.pixels[index] * std::clamp(left.pixels[index], 0.0F, std::max(lost.pixels[index], 0.0F));
    return left;
}

/// Grey without the clipping of a linear window, so that detail in clipped places counts as elsewhere.
GreyImage unclippedGrey(const Radiograph &source)
{
    const DisplayMap map(source);
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

/// The grain that takes the detail's place: of a patch about as light as what goes.
std::optional<GrainField> matchedGrain(
    DetailExchange &exchange, const GreyImage &grey, const ModelChange &change, std::uint64_t seed)
{
    double weight = 0.0;
    double level = 0.0;
    for (std::size_t index = 0; index < grey.pixels.size(); ++index) {
        const double share = exchange.gate.pixels[index] * change.region.pixels[index];
        weight += share;
        level += share * grey.pixels[index];
    }
    if (weight <= 0.0)
        return std::nullopt;
    const int size = std::clamp(static_cast<int>(std::lround(32.0 / change.letterbox.scaleX())), 16, 128);
    const auto patch = findGrain(exchange.detail, grey, change.region, level / weight, size);
    if (!patch)
        return std::nullopt;
    return GrainField(exchange.detail, *patch, RandomStream(seed, "grain"));
}

} // namespace

double DetailExchange::at(int x, int y) const
{
    const float share = gate.at(x, y);
    return share > 0.0F ? share * ((grain ? grain->at(x, y) : 0.0F) - detail.at(x, y)) : 0.0;
}

DetailExchange exchangeDetail(const ModelChange &change, const RecompositionSettings &settings)
{
    const double floor = std::max(change.noiseFloor, minFloor);
    GreyImage lost = highPass(difference(change.pair.source, change.pair.reconstruction),
        settings.brightLinesGo ? coarsestMetal : coarsestDetail);
    GreyImage gate = finestBandGate(change.grey, floor);
    GreyImage lines(gate.width, gate.height);
    if (settings.brightLinesGo) {
        lines = brightLineGate(lost, change, floor, settings.regionIsDrawn);
        for (std::size_t index = 0; index < gate.pixels.size(); ++index)
            gate.pixels[index] = std::max(gate.pixels[index], lines.pixels[index]);
    }
    DetailExchange exchange;
    exchange.gate = fromSquare(gate, change.letterbox);
    for (float &share : exchange.gate.pixels)
        share = std::clamp(share, 0.0F, 1.0F);
    // What the model cannot show: all above its resolution, and what its autoencoder loses of thin things.
    const GreyImage grey = unclippedGrey(change.source);
    exchange.detail = difference(grey, fromSquare(toSquare(grey, change.letterbox), change.letterbox));
    if (settings.modelSaysDetail)
        lost = leftOver(lost, lines, change);
    const GreyImage fineLost = fromSquare(lost, change.letterbox);
    for (std::size_t index = 0; index < exchange.detail.pixels.size(); ++index)
        exchange.detail.pixels[index] += fineLost.pixels[index];
    exchange.grain = matchedGrain(exchange, grey, change, settings.grainSeed);
    return exchange;
}

} // namespace cf
