#include "ui/editing/PreparedResult.h"

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

CandidateLine lineOf(const EditCandidate &candidate)
{
    QStringList parts;
    for (const auto &[name, value] : candidate.parameters)
        parts << QString("%1 %2").arg(QString::fromStdString(name)).arg(value, 0, 'g', 6);
    return { parts.join(", "), candidate.score, candidate.status == EditStatus::Accepted, candidate.isChosen,
        QString::fromStdString(candidate.reason) };
}

/// The standard deviation over seeds as a map of sizes.
DifferencePointer deviationOf(const SeedSpread &spread)
{
    DifferenceMap map;
    map.values = StoredImage(spread.deviation.width, spread.deviation.height);
    map.range = std::max(1.0, spread.largestDeviation);
    for (std::size_t i = 0; i < map.values.pixels.size(); ++i) {
        map.values.pixels[i] = std::int32_t(std::lround(spread.deviation.pixels[i]));
        map.changed += map.values.pixels[i] != 0 ? 1 : 0;
    }
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
    if (plate) {
        for (int y = 0; y < plate->height; ++y) {
            for (int x = 0; x < plate->width; ++x)
                radiograph.stored.at(plate->x + x, plate->y + y) = underPlate.at(x, y);
        }
    }
    return radiograph;
}

Result<ResultPointer> prepareResult(EditResult result, const Radiograph &source)
{
    auto prepared = std::make_shared<PreparedResult>();
    CF_ASSIGN(DifferenceMap map, differenceMap(source.stored, result.counterfactual.stored, result.metrics.noiseFloor));
    prepared->difference = std::make_shared<const DifferencePicture>(std::move(map));
    prepared->region = std::make_shared<const ChangeRegion>(result.region);
    prepared->regionValues = Image<std::uint8_t>(result.region.width, result.region.height);
    for (std::size_t i = 0; i < result.region.pixels.size(); ++i)
        prepared->regionValues.pixels[i] = result.region.pixels[i] > 0.0F ? 255 : 0;
    for (const EditCandidate &candidate : result.candidates)
        prepared->candidates.push_back(lineOf(candidate));
    if (result.spread) {
        prepared->deviation = deviationOf(*result.spread);
        prepared->spreadNote = noteOf(*result.spread);
    }
    prepared->classifier = std::move(result.classifier);
    prepared->regionWarnings = std::move(result.regionWarnings);
    // An image too small for a plate keeps the other four marks.
    if (const auto plate = placeMark(result.counterfactual)) {
        prepared->plate = *plate;
        prepared->underPlate = partOf(result.counterfactual.stored, *plate);
        drawMark(result.counterfactual, *plate);
        if (result.reconstruction.stored.sameSizeAs(source.stored))
            drawMark(result.reconstruction, *plate);
    }
    const std::optional<DisplayWindow> window = defaultWindow(source);
    prepared->counterfactual = std::make_shared<const RadiographPicture>(std::move(result.counterfactual), window);
    if (!result.reconstruction.stored.empty())
        prepared->rebuilt = std::make_shared<const RadiographPicture>(std::move(result.reconstruction), window);
    prepared->thumbnail = prepared->counterfactual->thumbnail(thumbnailSide);
    prepared->status = result.status;
    prepared->reason = QString::fromStdString(result.reason);
    prepared->gates = std::move(result.gates);
    prepared->metrics = result.metrics;
    prepared->provenance = std::move(result.provenance);
    prepared->regionIsDrawn = result.regionIsDrawn;
    return ResultPointer(std::move(prepared));
}

} // namespace cf::ui
