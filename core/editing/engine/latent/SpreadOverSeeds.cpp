#include "core/editing/engine/latent/SpreadOverSeeds.h"

#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Share of the seeds from which on they count as agreed: three of four. It is shown and refuses nothing.
constexpr double agreed = 0.75;

std::vector<GreyImage> changesOf(const std::vector<GreyImage> &edited, const GreyImage &reconstruction)
{
    std::vector<GreyImage> changes = edited;
    for (GreyImage &change : changes)
        for (std::size_t index = 0; index < change.pixels.size(); ++index)
            change.pixels[index] -= reconstruction.pixels[index];
    return changes;
}

/// Mean and deviation over the seeds, pixel by pixel.
void addMoments(const std::vector<GreyImage> &changes, GreyImage &mean, GreyImage &deviation)
{
    const auto count = static_cast<double>(changes.size());
    for (std::size_t index = 0; index < mean.pixels.size(); ++index) {
        double sum = 0.0;
        for (const GreyImage &change : changes)
            sum += change.pixels[index];
        const double middle = sum / count;
        double squares = 0.0;
        for (const GreyImage &change : changes)
            squares += (change.pixels[index] - middle) * (change.pixels[index] - middle);
        mean.pixels[index] = static_cast<float>(middle);
        deviation.pixels[index] = static_cast<float>(std::sqrt(squares / (count - 1.0)));
    }
}

/// Three times the lower quartile of the smoothed changes, as `findRegion` has it, at least two grey levels of 255.
double floorOf(const std::vector<GreyImage> &smoothed, const Letterbox &letterbox)
{
    double floor = 2.0 / 255.0;
    for (const GreyImage &change : smoothed) {
        GreyImage size = change;
        MaskImage covered(change.width, change.height);
        for (int y = 0; y < change.height; ++y)
            for (int x = 0; x < change.width; ++x) {
                covered.at(x, y) = letterbox.covers(x, y) ? 1.0F : 0.0F;
                size.at(x, y) = std::abs(change.at(x, y));
            }
        floor = std::max(floor, 3.0 * quantile(size, 0.25, covered));
    }
    return floor;
}

/// Share of the seeds above the floor with the sign of their sum; `regionAgreement` gets the area agreed on over the
/// area that any seed changed.
GreyImage agreementOf(
    const std::vector<GreyImage> &smoothed, const Letterbox &letterbox, double floor, double &regionAgreement)
{
    GreyImage agreement(smoothed.front().width, smoothed.front().height);
    std::int64_t changed = 0;
    std::int64_t common = 0;
    for (int y = 0; y < agreement.height; ++y)
        for (int x = 0; x < agreement.width; ++x) {
            if (!letterbox.covers(x, y))
                continue;
            float sum = 0.0F;
            for (const GreyImage &change : smoothed)
                sum += change.at(x, y);
            int exceeding = 0;
            int agreeing = 0;
            for (const GreyImage &change : smoothed) {
                const bool exceeds = std::abs(change.at(x, y)) > floor;
                exceeding += exceeds ? 1 : 0;
                agreeing += exceeds && (change.at(x, y) > 0.0F) == (sum > 0.0F) ? 1 : 0;
            }
            agreement.at(x, y) = static_cast<float>(agreeing) / static_cast<float>(smoothed.size());
            changed += exceeding > 0 ? 1 : 0;
            common += agreement.at(x, y) >= agreed ? 1 : 0;
        }
    regionAgreement = changed > 0 ? static_cast<double>(common) / static_cast<double>(changed) : 0.0;
    return agreement;
}

} // namespace

SeedSpread spreadOverSeeds(const Radiograph &source, const Letterbox &letterbox,
    const std::vector<std::uint64_t> &seeds, const std::vector<GreyImage> &edited, const GreyImage &reconstruction,
    const MaskImage &region)
{
    const std::vector<GreyImage> changes = changesOf(edited, reconstruction);
    std::vector<GreyImage> smoothed;
    for (const GreyImage &change : changes)
        smoothed.push_back(blurred(change, 2.0));
    GreyImage mean(reconstruction.width, reconstruction.height);
    GreyImage deviation = mean;
    addMoments(changes, mean, deviation);
    SeedSpread spread;
    spread.seeds = seeds;
    spread.noiseFloor = floorOf(smoothed, letterbox);
    spread.agreement =
        fromSquare(agreementOf(smoothed, letterbox, spread.noiseFloor, spread.regionAgreement), letterbox);
    spread.meanChange = fromSquare(mean, letterbox);
    spread.deviation = fromSquare(deviation, letterbox);
    const DisplayMap map(source);
    for (std::size_t index = 0; index < spread.deviation.pixels.size(); ++index) {
        const double slope = map.slope(source.stored.pixels[index]);
        const double unit = slope != 0.0 ? 1.0 / slope : 0.0;
        spread.meanChange.pixels[index] *= static_cast<float>(unit);
        // Upsampling may undershoot between pixels.
        spread.deviation.pixels[index] =
            std::max(spread.deviation.pixels[index], 0.0F) * static_cast<float>(std::abs(unit));
        spread.agreement.pixels[index] = std::clamp(spread.agreement.pixels[index], 0.0F, 1.0F);
    }
    // Also where only other seeds than the first changed something.
    MaskImage where = region;
    for (std::size_t index = 0; index < where.pixels.size(); ++index)
        where.pixels[index] = std::max(where.pixels[index], spread.agreement.pixels[index]);
    spread.meanDeviation =
        meanAbsoluteError(spread.deviation, GreyImage(source.stored.width, source.stored.height), where);
    spread.largestDeviation = quantile(spread.deviation, 0.995, where);
    return spread;
}

} // namespace cf
