#include "core/editing/engine/removal/RemovalGrain.h"

#include "core/imaging/recomposition/Grain.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr int grainReach = 160; ///< Pixels around a piece in which a patch of the film's own grain is looked for.
constexpr int patchSize = 32; ///< Pixels.
/// Display grey; where more than this was taken away, the grain of the film is gone with it.
constexpr float covered = 4.0F / 255.0F;

/// Second differences both ways: of an edge that is straight they see nothing, of grain its deviation (Immerkær 1996).
GreyImage grainDetail(const GreyImage &image)
{
    GreyImage detail(image.width, image.height);
    for (int y = 1; y + 1 < image.height; ++y)
        for (int x = 1; x + 1 < image.width; ++x)
            detail.at(x, y) =
                (image.at(x - 1, y - 1) + image.at(x + 1, y - 1) + image.at(x - 1, y + 1) + image.at(x + 1, y + 1)
                    - 2.0F * (image.at(x, y - 1) + image.at(x, y + 1) + image.at(x - 1, y) + image.at(x + 1, y))
                    + 4.0F * image.at(x, y))
                / 6.0F;
    return detail;
}

GreyImage squared(GreyImage image)
{
    for (float &value : image.pixels)
        value *= value;
    return image;
}

double meanOf(const GreyImage &image, const MaskImage &mask)
{
    double total = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        if (mask.pixels[i] > 0.0F) {
            total += image.pixels[i];
            count += 1.0;
        }
    return total / std::max(1.0, count);
}

} // namespace

void addGrain(GreyImage &change, const GreyImage &grain, const GreyImage &picture, const MaskImage &mask,
    const MaskArea &piece, const RemovalSettings &settings)
{
    const PixelBox window = grownBy(piece.box, grainReach, picture.width, picture.height);
    const GreyImage seen = cropped(picture, window);
    const MaskImage toGo = cropped(mask, window);
    const GreyImage changed = cropped(change, window);
    GreyImage fine = seen;
    const GreyImage smooth = blurred(seen, 2.0);
    for (std::size_t i = 0; i < fine.pixels.size(); ++i)
        fine.pixels[i] -= smooth.pixels[i];
    GreyImage cleaned = seen;
    for (std::size_t i = 0; i < cleaned.pixels.size(); ++i)
        cleaned.pixels[i] += changed.pixels[i];
    const auto patch = findGrain(fine, seen, toGo, meanOf(cleaned, toGo), patchSize);
    if (!patch)
        return;
    const GrainField field(fine, *patch, RandomStream(settings.grainSeed, "removal grain"));
    const GreyImage detail = grainDetail(seen);
    double own = 0.0;
    for (int y = patch->y; y < patch->y + patch->size; ++y)
        for (int x = patch->x; x < patch->x + patch->size; ++x)
            own += static_cast<double>(detail.at(x, y)) * detail.at(x, y);
    own = std::sqrt(own / (patch->size * patch->size));
    if (own < 1e-4) // A film without grain.
        return;
    const GreyImage held = blurred(squared(grainDetail(cleaned)), 3.0);
    GreyImage sizes = changed;
    for (float &value : sizes.pixels)
        value = std::abs(value);
    const GreyImage taken = blurred(sizes, 1.5);
    for (int y = 0; y < piece.box.height; ++y)
        for (int x = 0; x < piece.box.width; ++x) {
            if (!(piece.own.at(x, y) > 0.0F))
                continue;
            const int inX = piece.box.x - window.x + x;
            const int inY = piece.box.y - window.y + y;
            const float belongs = grain.empty() ? static_cast<float>(own) : grain.at(piece.box.x + x, piece.box.y + y);
            const float lacking = std::sqrt(std::max(0.0F, belongs * belongs - held.at(inX, inY)));
            const float share = std::min(1.0F, taken.at(inX, inY) / covered);
            change.at(piece.box.x + x, piece.box.y + y) +=
                static_cast<float>(settings.grain * lacking / own) * share * field.at(inX, inY);
        }
}

} // namespace cf
