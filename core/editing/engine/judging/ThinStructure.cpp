#include "core/editing/engine/judging/ThinStructure.h"

#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Resample.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

// Pixels of a film of 512.
constexpr double finest = 0.7; ///< Finer is grain.
constexpr double coarsest = 3.0; ///< Coarser is no wire.
constexpr double around = 4.0; ///< Over which two pictures are compared.

/// Least share of a structure's strength that is left of it, and least correlation: what is laid over a wire scatters
/// and weakens it.
constexpr float minKept = 0.5F;
constexpr float minCorrelation = 0.7F;
/// Display grey; where neither picture has more detail than this there is nothing thin.
constexpr float leastDetail = 1.5F / 255.0F;

constexpr double largestScale = 2.0;

GreyImage detailOf(const GreyImage &image, double scale)
{
    GreyImage detail = blurred(image, finest * scale);
    const GreyImage coarse = blurred(image, coarsest * scale);
    for (std::size_t i = 0; i < detail.pixels.size(); ++i)
        detail.pixels[i] -= coarse.pixels[i];
    return detail;
}

GreyImage productAround(const GreyImage &a, const GreyImage &b, double scale)
{
    GreyImage product = a;
    for (std::size_t i = 0; i < product.pixels.size(); ++i)
        product.pixels[i] *= b.pixels[i];
    return blurred(product, around * scale);
}

} // namespace

MaskImage thinStructureChange(const GreyImage &before, const GreyImage &after)
{
    const double scale = filmScale(before.width, before.height);
    if (scale > largestScale) { // Nothing finer than twice that of a film of 512 is asked for.
        const int width = std::max(1, static_cast<int>(std::lround(before.width * largestScale / scale)));
        const int height = std::max(1, static_cast<int>(std::lround(before.height * largestScale / scale)));
        MaskImage changed = resized(thinStructureChange(resized(before, width, height), resized(after, width, height)),
            before.width, before.height);
        for (float &value : changed.pixels)
            value = value > 0.5F ? 1.0F : 0.0F;
        return changed;
    }
    const GreyImage was = detailOf(before, scale);
    const GreyImage is = detailOf(after, scale);
    const GreyImage strengthBefore = productAround(was, was, scale);
    const GreyImage strengthAfter = productAround(is, is, scale);
    const GreyImage common = productAround(was, is, scale);
    MaskImage changed(before.width, before.height);
    for (std::size_t i = 0; i < changed.pixels.size(); ++i) {
        const float a = strengthBefore.pixels[i];
        const float b = strengthAfter.pixels[i];
        const float both = common.pixels[i];
        const bool isBare = a < leastDetail * leastDetail && b < leastDetail * leastDetail;
        const bool isKept = both >= minKept * a && both >= minCorrelation * std::sqrt(a * b);
        changed.pixels[i] = isBare || isKept ? 0.0F : 1.0F;
    }
    return changed;
}

} // namespace cf
