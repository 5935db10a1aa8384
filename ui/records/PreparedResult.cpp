#include "ui/records/PreparedResult.h"

#include <QObject>

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

QString wordsOf(const std::string &parameter, double value)
{
    if (parameter == "seed")
        return QObject::tr("seed %1").arg(value, 0, 'f', 0);
    if (parameter == "self_replace")
        return QObject::tr("structure kept %1 %").arg(std::lround(100.0 * value));
    if (parameter == "cross_replace")
        return QObject::tr("words kept %1 %").arg(std::lround(100.0 * value));
    if (parameter == "guidance_scale")
        return QObject::tr("guidance %1").arg(value);
    return QString("%1 %2").arg(QString::fromStdString(parameter).replace('_', ' ')).arg(value, 0, 'g', 6);
}

CandidateLine lineOf(EditCandidate candidate, const Radiograph &source, const std::optional<DisplayWindow> &window)
{
    CandidateLine line;
    QStringList parts;
    for (const auto &[name, value] : candidate.parameters)
        parts << wordsOf(name, value);
    line.what = parts.join(", ");
    line.score = candidate.score;
    line.scoreName = QString::fromStdString(candidate.scoreName);
    line.accepted = candidate.status == EditStatus::Accepted;
    line.chosen = candidate.isChosen;
    line.reason = QString::fromStdString(candidate.reason);
    line.gates = std::move(candidate.gates);
    line.parameters = std::move(candidate.parameters);
    Radiograph picture = source;
    picture.stored = std::move(candidate.stored);
    if (picture.stored.sameSizeAs(source.stored)) {
        line.stored = std::make_shared<const StoredImage>(picture.stored);
        line.thumbnail = RadiographPicture(std::move(picture), window).thumbnail(thumbnailSide);
    }
    return line;
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
    // From the film itself, so that a result of an earlier version has the same floor as one made now.
    if (!pixels.rebuilt.empty())
        prepared->metrics.noiseFloor = noiseFloorOf(source, pixels.rebuilt);
    CF_ASSIGN(DifferenceMap map, differenceMap(source, pixels.counterfactual, prepared->metrics.noiseFloor));
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

Result<ResultPointer> candidateResult(const PreparedResult &result, std::size_t candidate, const Radiograph &source)
{
    const CandidateLine &line = result.candidates[candidate];
    if (!line.stored)
        return fail(ErrorCode::InvalidInput,
            "The pictures of the other candidates were not kept when the program ended. Generate again to see them.");
    PreparedResult outline;
    outline.status = line.accepted ? EditStatus::Accepted : EditStatus::Refused;
    outline.reason = line.reason;
    outline.gates = line.gates;
    outline.metrics = result.metrics;
    outline.provenance = result.provenance;
    for (const auto &[name, value] : line.parameters) {
        if (name == "seed")
            outline.provenance.seed = static_cast<std::uint64_t>(value);
        else
            outline.provenance.parameters["chosen_" + name] = value;
    }
    outline.regionIsDrawn = result.regionIsDrawn;
    outline.regionWarnings = result.regionWarnings;
    ResultPixels pixels{ *line.stored, result.unmarkedRebuilt(), result.regionValues, {}, 1.0 };
    outline.metrics.insideChangedValues = 0;
    outline.metrics.largestChange = 0.0;
    for (std::size_t index = 0; index < source.stored.pixels.size(); ++index) {
        const std::int32_t change = std::abs(pixels.counterfactual.pixels[index] - source.stored.pixels[index]);
        if (change == 0)
            continue;
        ++outline.metrics.insideChangedValues;
        outline.metrics.largestChange = std::max<double>(outline.metrics.largestChange, change);
        pixels.region.pixels[index] = 255; // Another seed may have changed what the shown one left alone.
    }
    return withPixels(outline, std::move(pixels), source);
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
    const std::optional<DisplayWindow> window = defaultWindow(source);
    if (result.candidates.size() > 1)
        for (EditCandidate &candidate : result.candidates)
            outline.candidates.push_back(lineOf(std::move(candidate), source, window));
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
