#include "core/phantom/projection/Projection.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/projection/ProjectionMarker.h"
#include "core/phantom/thorax/ThoraxMapping.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr float highest = 4095.0F; // 12 bits

/// Attenuation of the patient without any switch, or as if the lungs were solid.
GreyImage attenuationOf(const ThoraxMaps &maps, bool solidLungs)
{
    GreyImage sum(maps.body.width, maps.body.height);
    for (std::size_t i = 0; i < sum.pixels.size(); ++i) {
        const float body = maps.body.pixels[i];
        const float lung = solidLungs ? 0.0F : std::min(maps.lung.pixels[i], 0.85F * body);
        const float soft =
            std::max(0.0F, body - lungLack * lung - maps.airways.pixels[i] * std::min(1.0F, body / 8.0F));
        sum.pixels[i] = std::max(0.0F,
            tissuePerCentimetre * soft + maps.bones.pixels[i] + maps.texture.pixels[i]
                + maps.vessels.pixels[i] * vesselShare(lung));
    }
    return sum;
}

float medianWhere(const GreyImage &image, const GreyImage &where, float low, float high)
{
    std::vector<float> values;
    for (std::size_t i = 0; i < image.pixels.size(); i += 7)
        if (where.pixels[i] >= low && where.pixels[i] <= high)
            values.push_back(image.pixels[i]);
    if (values.empty())
        return 0.0F;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}

/// Marks heart and mediastinum, for the medians that fix the curve.
GreyImage heartField(const ThoraxMaps &maps)
{
    GreyImage field(maps.body.width, maps.body.height);
    for (std::size_t i = 0; i < field.pixels.size(); ++i) {
        const float x = maps.atlasX.pixels[i];
        const float y = maps.atlasY.pixels[i];
        field.pixels[i] = x > 60.0F && x < 82.0F && y > 64.0F && y < 80.0F && maps.lung.pixels[i] < 5.0F ? 1.0F : 0.0F;
    }
    return field;
}

void addScatter(GreyImage &primary, const ProjectionParameters &parameters, double unit)
{
    GreyImage scatter = primary;
    blur(scatter, 11.0 * unit, true);
    const float share = static_cast<float>(parameters.scatterFraction / (1.0 - parameters.scatterFraction));
    double mean = 0.0;
    for (const float value : primary.pixels)
        mean += std::min(value, 0.35F);
    mean /= static_cast<double>(primary.pixels.size());
    // Scatter is broader than any blur of this size: part of it is the same everywhere in the field.
    for (std::size_t i = 0; i < primary.pixels.size(); ++i)
        primary.pixels[i] +=
            share * std::max(0.0F, 0.55F * std::min(scatter.pixels[i], 0.4F) + 0.12F * static_cast<float>(mean));
}

/// Primary attenuation to negative log exposure: detector blur and scatter.
GreyImage exposureOf(GreyImage attenuation, const ProjectionParameters &parameters, double unit)
{
    for (float &value : attenuation.pixels)
        value = std::exp(-value);
    blur(attenuation, parameters.sharpness);
    addScatter(attenuation, parameters, unit);
    for (float &value : attenuation.pixels)
        value = -std::log(std::max(value, 1e-4F));
    return attenuation;
}

/// Solid lungs would be as white as the heart, not whiter: with less air in the field there is less scatter, which the
/// heart of the same film would show as well.
void levelFilled(ProjectionBase &base, const GreyImage &heart)
{
    const float surplus = std::max(0.0F, medianWhere(base.filled, heart, 0.5F, 1.5F) - base.heartExposure);
    const float maximum = base.heartExposure + 0.35F * (base.heartExposure - base.lungExposure);
    for (std::size_t i = 0; i < base.filled.pixels.size(); ++i) {
        const float level = base.filled.pixels[i] - surplus;
        const float over = std::max(0.0F, level - maximum);
        base.filled.pixels[i] = std::max(base.exposure.pixels[i], level - 0.6F * over);
    }
}

} // namespace

ProjectionParameters drawProjection(const RandomStream &patient, int size)
{
    auto stream = patient.child("detector");
    ProjectionParameters p;
    p.scatterFraction = stream.uniform(0.25, 0.5);
    p.noise = stream.uniform(0.006, 0.02);
    p.noiseCorrelation = stream.uniform(0.45, 0.8);
    p.sharpness = stream.uniform(0.45, 0.8) * std::max(1.0, size / 512.0);
    p.compression = stream.chance(0.4) ? stream.uniform(0.2, 0.5) : stream.uniform(0.0, 0.15);
    p.edgeEnhancement = stream.chance(0.5) ? stream.uniform(1.0, 1.15) : stream.uniform(1.15, 1.7);
    p.lungGrey = stream.uniform(0.22, 0.42);
    p.heartGrey = std::min(0.94, p.lungGrey + stream.uniform(0.42, 0.56));
    if (stream.chance(0.3))
        for (double &edge : p.collimation)
            edge = stream.chance(0.5) ? stream.uniform(0.005, 0.05) : 0.0;
    p.shutterGrey = stream.chance(0.75) ? 0.0 : stream.uniform(0.7, 1.0);
    return p;
}

ProjectionBase projectBase(
    const ThoraxShape &shape, const ProjectionParameters &parameters, const RandomStream &patient)
{
    ProjectionBase base;
    base.maps = makeThoraxMaps(shape, patient);
    base.parameters = parameters;
    GreyImage primary = attenuationOf(base.maps, false);
    const GreyImage heart = heartField(base.maps);
    const float lungPrimary = medianWhere(primary, base.maps.lung, 11.0F, 30.0F);
    const float heartPrimary = medianWhere(primary, heart, 0.5F, 1.5F);
    base.exposure = exposureOf(std::move(primary), parameters, shape.pixelsPerUnit);
    base.filled = exposureOf(attenuationOf(base.maps, true), parameters, shape.pixelsPerUnit);
    base.lungExposure = medianWhere(base.exposure, base.maps.lung, 11.0F, 30.0F);
    base.heartExposure = std::max(base.lungExposure + 0.3F, medianWhere(base.exposure, heart, 0.5F, 1.5F));
    base.broadContrast =
        std::clamp((base.heartExposure - base.lungExposure) / std::max(0.3F, heartPrimary - lungPrimary), 0.25F, 1.0F);
    levelFilled(base, heart);
    base.compressed = base.exposure;
    blur(base.compressed, 9.0 * shape.pixelsPerUnit, true);
    for (float &value : base.compressed.pixels) // The dark air around the body is left dark.
        value = static_cast<float>(parameters.compression)
            * (std::max(value, base.lungExposure - 0.5F) - base.heartExposure);
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
    const double enhancement = p.edgeEnhancement - 1.0;
    if (enhancement > 0.02) {
        GreyImage smooth = exposure;
        blur(smooth, 1.1 * base.maps.shape.pixelsPerUnit);
        for (std::size_t i = 0; i < exposure.pixels.size(); ++i)
            exposure.pixels[i] +=
                static_cast<float>(enhancement) * std::clamp(exposure.pixels[i] - smooth.pixels[i], -0.25F, 0.25F);
    }
    // The curve is a logistic of log exposure through the two greys that were asked for; compression narrows them.
    const auto logit = [](double grey) { return std::log(grey / (1.0 - grey)); };
    const double shrink = 1.0 - 0.6 * p.compression;
    const double slope = (logit(p.heartGrey) - logit(p.lungGrey)) / ((base.heartExposure - base.lungExposure) * shrink);
    const float steep = static_cast<float>(slope);
    const float middle = static_cast<float>(base.heartExposure - logit(p.heartGrey) / slope);
    const float noise = static_cast<float>(p.noise);
    StoredImage stored(exposure.width, exposure.height);
    for (std::size_t i = 0; i < stored.pixels.size(); ++i) {
        const float grain =
            noise * std::exp(0.35F * std::min(2.5F, exposure.pixels[i] - base.lungExposure)) * base.noise.pixels[i];
        const float value = exposure.pixels[i] - base.compressed.pixels[i] + grain;
        float grey = 1.0F / (1.0F + std::exp(-steep * (value - middle)));
        grey = base.overlay.pixels[i] >= 0.0F ? base.overlay.pixels[i] : grey;
        stored.pixels[i] = static_cast<std::int32_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * highest));
    }
    return stored;
}

} // namespace cf
