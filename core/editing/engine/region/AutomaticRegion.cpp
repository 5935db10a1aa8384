#include "core/editing/engine/region/AutomaticRegion.h"

#include "core/imaging/ImageMetrics.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr double smoothing = 2.0;
constexpr double minGrey = 1.0 / 255.0; // A lead that a small model takes away makes hardly more.
constexpr double minContrast = 3.0;
constexpr double maxOutsideAnatomy = 0.5;
constexpr std::int64_t minArea = 16 * 16;

void intersect(MaskImage &mask, const MaskImage &with)
{
    for (std::size_t index = 0; index < mask.pixels.size(); ++index)
        mask.pixels[index] *= with.pixels[index] > 0.0F ? 1.0F : 0.0F;
}

/// Energy of the change in `core` that lies outside the anatomy, as a share.
double shareOutside(const GreyImage &size, const MaskImage &core, const MaskImage &anatomy)
{
    double all = 0.0;
    double outside = 0.0;
    for (std::size_t index = 0; index < core.pixels.size(); ++index) {
        const double energy = core.pixels[index] * size.pixels[index] * size.pixels[index];
        all += energy;
        outside += anatomy.pixels[index] > 0.0F ? 0.0 : energy;
    }
    return all > 0.0 ? outside / all : 0.0;
}

double contrastOf(const GreyImage &size, const MaskImage &core, const MaskImage &region, const MaskImage &covered)
{
    if (areaOf(core) == 0)
        return 0.0;
    MaskImage rest = covered;
    for (std::size_t index = 0; index < rest.pixels.size(); ++index)
        rest.pixels[index] *= region.pixels[index] > 0.0F ? 0.0F : 1.0F;
    const double elsewhere = areaOf(rest) > 0 ? quantile(size, 0.9, rest) : 0.0;
    // The strong tenth: around a device that went lies much that changed by little.
    return quantile(size, 0.9, core) / std::max(elsewhere, minGrey);
}

void warn(AutomaticRegion &region, bool uncertain, double outsideAnatomy)
{
    const auto add = [&](const char *code, const char *text) { region.warnings.push_back({ code, text }); };
    if (uncertain)
        add("region-anatomy-uncertain",
            "Lungs and heart were not found with confidence, so the region is not limited to them. Check it.");
    if (outsideAnatomy > maxOutsideAnatomy)
        add("region-outside-anatomy",
            "Most of what the model would change lies outside the named anatomy and was left out. Check the region.");
    if (areaOf(region.square) == 0)
        add("region-empty", "The model's change does not stand out of its noise anywhere. Draw the region yourself.");
    else if (region.contrast < minContrast)
        add("region-low-contrast",
            "The change hardly stands out of the model's noise, so this region cannot be trusted. Correct it with the "
            "brush.");
}

} // namespace

AutomaticRegion findRegion(
    const GreyImage &change, const Letterbox &letterbox, double margin, const RegionAnatomy &anatomy)
{
    GreyImage size = change;
    MaskImage covered(change.width, change.height);
    for (int y = 0; y < change.height; ++y)
        for (int x = 0; x < change.width; ++x) {
            covered.at(x, y) = letterbox.covers(x, y) ? 1.0F : 0.0F;
            size.at(x, y) = covered.at(x, y) * std::abs(change.at(x, y));
        }
    size = blurred(size, smoothing);
    AutomaticRegion region;
    // An edit may cover most of the lungs, but hardly three quarters of a film: the lower quartile is noise.
    region.noiseFloor = std::max(3.0 * quantile(size, 0.25, covered), minGrey);
    MaskImage core = withoutSmallAreas(hysteresis(size, region.noiseFloor, 2.0 * region.noiseFloor), minArea);
    double outsideAnatomy = 0.0;
    const bool limited = anatomy.mask.sameSizeAs(core);
    region.limitedToAnatomy = limited;
    if (limited) {
        outsideAnatomy = shareOutside(size, core, anatomy.mask);
        intersect(core, anatomy.mask);
        core = withoutSmallAreas(core, minArea);
    }
    region.square = dilated(core, margin);
    if (limited) // The margin is where the change fades out: within the anatomy it would take from the change.
        intersect(region.square, dilated(anatomy.mask, margin));
    region.contrast = contrastOf(size, core, region.square, covered);
    region.mask = fromSquare(region.square, letterbox);
    for (float &share : region.mask.pixels)
        share = share > 0.5F ? 1.0F : 0.0F;
    warn(region, anatomy.uncertain, outsideAnatomy);
    return region;
}

} // namespace cf
