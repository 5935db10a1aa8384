#include "ui/records/PreparedResult.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui {
namespace {

constexpr int thumbnailSide = 208; // Twice what the strip shows, for dense screens.

StoredImage partOf(const StoredImage &image, const MarkRegion &region)
{
    StoredImage part(region.width, region.height);
    for (int y = 0; y < region.height; ++y) {
        for (int x = 0; x < region.width; ++x)
            part.at(x, y) = image.at(region.x + x, region.y + y);
    }
    return part;
}

void putBack(StoredImage &image, const StoredImage &part, const MarkRegion &region)
{
    for (int y = 0; y < region.height; ++y) {
        for (int x = 0; x < region.width; ++x)
            image.at(region.x + x, region.y + y) = part.at(x, y);
    }
}

CandidateLine lineOf(const EditCandidate &candidate)
{
    QStringList parts;
    for (const auto &[name, value] : candidate.parameters)
        parts << QString("%1 %2").arg(QString::fromStdString(name)).arg(value, 0, 'g', 6);
    return { parts.join(", "), candidate.score, candidate.status == EditStatus::Accepted, candidate.isChosen,
        QString::fromStdString(candidate.reason) };
}

/// The standard deviation over seeds as whole numbers.
StoredImage deviationOf(const SeedSpread &spread)
{
    StoredImage values(spread.deviation.width, spread.deviation.height);
    std::transform(spread.deviation.pixels.begin(), spread.deviation.pixels.end(), values.pixels.begin(),
        [](float value) { return std::int32_t(std::lround(value)); });
    return values;
}

/// Deviations below the noise floor say nothing, and leave the anatomy to be seen.
DifferencePointer deviationMap(StoredImage values, double range, double noiseFloor)
{
    DifferenceMap map;
    map.values = std::move(values);
    map.range = std::max(1.0, range);
    map.noiseFloor = noiseFloor;
    map.changed =
        std::int64_t(map.values.pixels.size()) - std::count(map.values.pixels.begin(), map.values.pixels.end(), 0);
    return std::make_shared<const DifferencePicture>(std::move(map), ColourScale::Uncertainty);
}

QString noteOf(const SeedSpread &spread)
{
    return QObject::tr("%1 seeds agree on %2 % of the area that any of them changes; mean deviation there %3 stored "
                       "values.")
        .arg(spread.seeds.size())
        .arg(int(std::lround(100.0 * spread.regionAgreement)))
        .arg(spread.meanDeviation, 0, 'f', 1);
}

} // namespace

Radiograph PreparedResult::unmarked() const
{
    Radiograph radiograph = counterfactual->radiograph();
    if (plate)
        putBack(radiograph.stored, underPlate, *plate);
    return radiograph;
}

StoredImage PreparedResult::unmarkedRebuilt() const
{
    if (!rebuilt)
        return {};
    StoredImage stored = rebuilt->radiograph().stored;
    if (plate && !underRebuiltPlate.empty())
        putBack(stored, underRebuiltPlate, *plate);
    return stored;
}

Result<ResultPointer> withPixels(const PreparedResult &outline, ResultPixels pixels, const Radiograph &source)
{
    auto prepared = std::make_shared<PreparedResult>(outline);
    CF_ASSIGN(DifferenceMap map, differenceMap(source.stored, pixels.counterfactual, prepared->metrics.noiseFloor));
    prepared->difference = std::make_shared<const DifferencePicture>(std::move(map));
    MaskImage region(pixels.region.width, pixels.region.height);
    std::transform(pixels.region.pixels.begin(), pixels.region.pixels.end(), region.pixels.begin(),
        [](std::uint8_t value) { return value > 0 ? 1.0F : 0.0F; });
    prepared->region = std::make_shared<const ChangeRegion>(region);
    prepared->regionValues = std::move(pixels.region);
    if (!pixels.deviation.empty())
        prepared->deviation =
            deviationMap(std::move(pixels.deviation), pixels.deviationRange, prepared->metrics.noiseFloor);
    const auto like = [&source](StoredImage stored) {
        Radiograph radiograph = source;
        radiograph.stored = std::move(stored);
        return radiograph;
    };
    Radiograph counterfactual = like(std::move(pixels.counterfactual));
    const bool hasRebuilt = pixels.rebuilt.sameSizeAs(source.stored) && !pixels.rebuilt.empty();
    Radiograph rebuilt = hasRebuilt ? like(std::move(pixels.rebuilt)) : Radiograph();
    // An image too small for a plate keeps the other four marks.
    if (const auto plate = placeMark(counterfactual)) {
        prepared->plate = *plate;
        prepared->underPlate = partOf(counterfactual.stored, *plate);
        drawMark(counterfactual, *plate);
        if (hasRebuilt) {
            prepared->underRebuiltPlate = partOf(rebuilt.stored, *plate);
            drawMark(rebuilt, *plate);
        }
    }
    const std::optional<DisplayWindow> window = defaultWindow(source);
    prepared->counterfactual = std::make_shared<const RadiographPicture>(std::move(counterfactual), window);
    if (hasRebuilt)
        prepared->rebuilt = std::make_shared<const RadiographPicture>(std::move(rebuilt), window);
    prepared->thumbnail = prepared->counterfactual->thumbnail(thumbnailSide);
    return ResultPointer(std::move(prepared));
}

Result<ResultPointer> prepareResult(EditResult result, const Radiograph &source)
{
    PreparedResult outline;
    outline.status = result.status;
    outline.reason = QString::fromStdString(result.reason);
    outline.gates = std::move(result.gates);
    outline.metrics = std::move(result.metrics);
    outline.provenance = std::move(result.provenance);
    outline.regionIsDrawn = result.regionIsDrawn;
    outline.classifier = std::move(result.classifier);
    outline.regionWarnings = std::move(result.regionWarnings);
    for (const EditCandidate &candidate : result.candidates)
        outline.candidates.push_back(lineOf(candidate));
    ResultPixels pixels{ std::move(result.counterfactual.stored), std::move(result.reconstruction.stored),
        Image<std::uint8_t>(result.region.width, result.region.height), {}, 1.0 };
    std::transform(result.region.pixels.begin(), result.region.pixels.end(), pixels.region.pixels.begin(),
        [](float share) { return share > 0.0F ? std::uint8_t(255) : std::uint8_t(0); });
    if (result.spread) {
        outline.spreadNote = noteOf(*result.spread);
        pixels.deviation = deviationOf(*result.spread);
        pixels.deviationRange = result.spread->largestDeviation;
    }
    return withPixels(outline, std::move(pixels), source);
}

} // namespace cf::ui
