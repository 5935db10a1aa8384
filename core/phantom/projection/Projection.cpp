#include "core/phantom/projection/Projection.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/projection/ProjectionMarker.h"
#include "core/phantom/projection/ProjectionNumbers.h"
#include "core/phantom/thorax/ThoraxMapping.h"
#include "core/phantom/thorax/ThoraxNumbers.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr float highest = 4095.0F; // 12 bits

/// Attenuation of the patient without any switch, or as if the lungs were solid.
GreyImage attenuationOf(const ThoraxMaps &maps, bool solidLungs)
{
    const auto &projection = numbersOf<ProjectionNumbers>();
    const auto &tissue = numbersOf<TissueNumbers>();
    GreyImage sum(maps.body.width, maps.body.height);
    for (std::size_t i = 0; i < sum.pixels.size(); ++i) {
        const float body = maps.body.pixels[i];
        const float lung = solidLungs ? 0.0F : std::min(maps.lung.pixels[i], projection.lungShare * body);
        const float soft = std::max(
            0.0F, body - tissue.lungLack * lung - maps.airways.pixels[i] * std::min(1.0F, body / projection.airDepth));
        sum.pixels[i] = std::max(0.0F,
            tissue.perCentimetre * soft + maps.bones.pixels[i] + maps.texture.pixels[i]
                + maps.vessels.pixels[i] * vesselShare(lung, tissue.vesselDepth));
    }
    return sum;
}

/// `within`: of the values of `where`.
float medianWhere(const GreyImage &image, const GreyImage &where, const NumberRange &within)
{
    std::vector<float> values;
    const auto step = static_cast<std::size_t>(numbersOf<ProjectionNumbers>().sampling);
    for (std::size_t i = 0; i < image.pixels.size(); i += step)
        if (where.pixels[i] >= within.low && where.pixels[i] <= within.high)
            values.push_back(image.pixels[i]);
    if (values.empty())
        return 0.0F;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// What heartField() marks.
constexpr NumberRange marked{ 0.5, 1.5 };

/// Marks heart and mediastinum, for the medians that fix the curve.
GreyImage heartField(const ThoraxMaps &maps)
{
    const auto &place = numbersOf<ProjectionNumbers>();
    GreyImage field(maps.body.width, maps.body.height);
    for (std::size_t i = 0; i < field.pixels.size(); ++i) {
        const float x = maps.atlasX.pixels[i];
        const float y = maps.atlasY.pixels[i];
        const bool there = place.heartX.holds(x) && place.heartRows.holds(y) && maps.lung.pixels[i] < place.heartLung;
        field.pixels[i] = there ? 1.0F : 0.0F;
    }
    return field;
}

void addScatter(GreyImage &primary, const ProjectionParameters &parameters, double unit)
{
    const auto &numbers = numbersOf<ProjectionNumbers>();
    GreyImage scatter = primary;
    blur(scatter, numbers.scatterBlur * unit, true);
    const float share = static_cast<float>(parameters.scatterFraction / (1.0 - parameters.scatterFraction));
    double mean = 0.0;
    for (const float value : primary.pixels)
        mean += std::min(value, numbers.scatterMeanMax);
    mean /= static_cast<double>(primary.pixels.size());
    // Scatter is broader than any blur of this size: part of it is the same everywhere in the field.
    for (std::size_t i = 0; i < primary.pixels.size(); ++i)
        primary.pixels[i] += share
            * std::max(0.0F,
                numbers.scatterNear * std::min(scatter.pixels[i], numbers.scatterMax)
                    + numbers.scatterMean * static_cast<float>(mean));
}

/// Primary attenuation to negative log exposure: detector blur and scatter.
GreyImage exposureOf(GreyImage attenuation, const ProjectionParameters &parameters, double unit)
{
    for (float &value : attenuation.pixels)
        value = std::exp(-value);
    blur(attenuation, parameters.sharpness);
    addScatter(attenuation, parameters, unit);
    const float minimum = numbersOf<ProjectionNumbers>().minExposure;
    for (float &value : attenuation.pixels)
        value = -std::log(std::max(value, minimum));
    return attenuation;
}

/// Solid lungs would be as white as the heart, not whiter: with less air in the field there is less scatter, which the
/// heart of the same film would show as well.
void levelFilled(ProjectionBase &base, const GreyImage &heart)
{
    const auto &numbers = numbersOf<ProjectionNumbers>();
    const float surplus = std::max(0.0F, medianWhere(base.filled, heart, marked) - base.heartExposure);
    const float maximum = base.heartExposure + numbers.filledRange * (base.heartExposure - base.lungExposure);
    for (std::size_t i = 0; i < base.filled.pixels.size(); ++i) {
        const float level = base.filled.pixels[i] - surplus;
        const float over = std::max(0.0F, level - maximum);
        base.filled.pixels[i] = std::max(base.exposure.pixels[i], level - numbers.filledLoss * over);
    }
}

} // namespace

ProjectionParameters drawProjection(const RandomStream &patient, int size)
{
    auto stream = patient.child("detector");
    ProjectionParameters p;
    const auto &varied = numbersOf<DetectorNumbers>();
    p.scatterFraction = varied.scatter.draw(stream);
    p.noise = varied.noise.draw(stream);
    p.noiseCorrelation = varied.noiseCorrelation.draw(stream);
    p.sharpness = varied.sharpness.draw(stream) * std::max(1.0, size / varied.sharpnessSize);
    p.compression =
        stream.chance(varied.compressed) ? varied.compression.draw(stream) : varied.compressionSlight.draw(stream);
    p.edgeEnhancement =
        stream.chance(varied.plainEdges) ? varied.edgePlain.draw(stream) : varied.edgeStrong.draw(stream);
    p.lungGrey = varied.lungGrey.draw(stream);
    p.heartGrey = std::min(varied.heartMax, p.lungGrey + varied.heartGrey.draw(stream));
    if (stream.chance(varied.shuttered))
        for (double &edge : p.collimation)
            edge = stream.chance(varied.shutterEdge) ? varied.shutter.draw(stream) : 0.0;
    p.shutterGrey = stream.chance(varied.shutterBlack) ? 0.0 : varied.shutterGrey.draw(stream);
    return p;
}

ProjectionBase projectBase(
    const ThoraxShape &shape, const ProjectionParameters &parameters, const RandomStream &patient)
{
    const auto &numbers = numbersOf<ProjectionNumbers>();
    ProjectionBase base;
    base.maps = makeThoraxMaps(shape, patient);
    base.parameters = parameters;
    GreyImage primary = attenuationOf(base.maps, false);
    const GreyImage heart = heartField(base.maps);
    const float lungPrimary = medianWhere(primary, base.maps.lung, numbers.deepLung);
    const float heartPrimary = medianWhere(primary, heart, marked);
    base.exposure = exposureOf(std::move(primary), parameters, shape.pixelsPerUnit);
    base.filled = exposureOf(attenuationOf(base.maps, true), parameters, shape.pixelsPerUnit);
    base.lungExposure = medianWhere(base.exposure, base.maps.lung, numbers.deepLung);
    base.heartExposure = std::max(base.lungExposure + numbers.minRange, medianWhere(base.exposure, heart, marked));
    base.broadContrast =
        std::clamp((base.heartExposure - base.lungExposure) / std::max(numbers.minRange, heartPrimary - lungPrimary),
            numbers.broadMin, 1.0F);
    levelFilled(base, heart);
    base.compressed = base.exposure;
    blur(base.compressed, numbers.compressionBlur * shape.pixelsPerUnit, true);
    for (float &value : base.compressed.pixels) // The dark air around the body is left dark.
        value = static_cast<float>(parameters.compression)
            * (std::max(value, base.lungExposure - numbers.airBelow) - base.heartExposure);
    base.noise = whiteNoise(shape.size, shape.size, patient.child("noise"));
    blur(base.noise, parameters.noiseCorrelation);
    const float gain = static_cast<float>(2.0 * std::sqrt(3.14159265) * parameters.noiseCorrelation);
    for (float &value : base.noise.pixels)
        value *= gain;
    base.overlay = drawMarker(shape.size, parameters, patient.child("marker"));
    return base;
}

StoredImage develop(const ProjectionBase &base, GreyImage exposure)
{
    const auto &p = base.parameters;
    const auto &development = numbersOf<DevelopmentNumbers>();
    const double enhancement = p.edgeEnhancement - 1.0;
    if (enhancement > development.minEnhancement) {
        GreyImage smooth = exposure;
        blur(smooth, development.enhancementBlur * base.maps.shape.pixelsPerUnit);
        for (std::size_t i = 0; i < exposure.pixels.size(); ++i)
            exposure.pixels[i] += static_cast<float>(enhancement)
                * std::clamp(
                    exposure.pixels[i] - smooth.pixels[i], -development.enhancementMax, development.enhancementMax);
    }
    // The curve is a logistic of log exposure through the two greys that were asked for; compression narrows them.
    const auto logit = [](double grey) { return std::log(grey / (1.0 - grey)); };
    const double shrink = 1.0 - development.compressionShrink * p.compression;
    const double slope = (logit(p.heartGrey) - logit(p.lungGrey)) / ((base.heartExposure - base.lungExposure) * shrink);
    const float steep = static_cast<float>(slope);
    const float middle = static_cast<float>(base.heartExposure - logit(p.heartGrey) / slope);
    const float noise = static_cast<float>(p.noise);
    StoredImage stored(exposure.width, exposure.height);
    for (std::size_t i = 0; i < stored.pixels.size(); ++i) {
        const float grain = noise
            * std::exp(development.grainGrowth * std::min(development.grainMax, exposure.pixels[i] - base.lungExposure))
            * base.noise.pixels[i];
        const float value = exposure.pixels[i] - base.compressed.pixels[i] + grain;
        float grey = 1.0F / (1.0F + std::exp(-steep * (value - middle)));
        grey = base.overlay.pixels[i] >= 0.0F ? base.overlay.pixels[i] : grey;
        stored.pixels[i] = static_cast<std::int32_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * highest));
    }
    return stored;
}

} // namespace cf
