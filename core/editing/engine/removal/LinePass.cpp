#include "core/editing/engine/removal/LinePass.h"

#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Resample.h"
#include "core/imaging/lines/LineSelection.h"
#include "core/imaging/lines/LineSubtraction.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

/// Pixels of a film of 1,024 over which a line's course is taken as one: a rib crosses in less.
constexpr double courseLength = 14.0;
constexpr double shortestCourse = 7.0; ///< Pixels of any film.
/// Pixels of a film of 512 beside a line that are left to the film: a map is no finer.
constexpr double besideLine = 4.0;
/// Where a map says less, nobody looks for lines; and how far around, in pixels of a film of 512, they are looked for.
constexpr float faintest = 0.12F;
constexpr double lookedAround = 42.0;

GreyImage removed(const GreyImage &picture, const std::vector<TracedLine> &lines, const std::stop_token &stop)
{
    return lineRemoval(picture, lines,
        std::max(shortestCourse, courseLength * std::max(picture.width, picture.height) / 1024.0), stop);
}

} // namespace

LinePass takeLines(
    const GreyImage &picture, const MaskImage &mask, const GreyImage &likely, const std::stop_token &stop)
{
    LineChoice choice;
    choice.stop = stop;
    return takeLines(picture, mask, likelyLines(picture, mask, likely, choice), stop);
}

LinePass takeLines(
    const GreyImage &picture, const MaskImage &mask, const std::vector<TracedLine> &lines, const std::stop_token &stop)
{
    LinePass pass{ removed(picture, lines, stop),
        corridorsOf(lines, picture.width, picture.height, besideLine * filmScale(picture.width, picture.height)) };
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        if (!(mask.pixels[i] > 0.0F))
            pass.change.pixels[i] = 0.0F;
    return pass;
}

GreyImage likelyByChange(
    const GreyImage &picture, const MaskImage &mask, const GreyImage &change, const std::stop_token &stop)
{
    LineChoice all;
    all.begins = 0.0;
    all.follows = 0.0;
    all.stop = stop;
    const GreyImage lines =
        removed(picture, likelyLines(picture, mask, GreyImage(picture.width, picture.height, 1.0F), all), stop);
    GreyImage both(picture.width, picture.height);
    GreyImage whole = both;
    for (std::size_t i = 0; i < lines.pixels.size(); ++i) {
        both.pixels[i] = change.pixels[i] * lines.pixels[i];
        whole.pixels[i] = lines.pixels[i] * lines.pixels[i];
    }
    const double window = 2.0 * filmScale(picture.width, picture.height);
    const GreyImage shares = blurred(both, window);
    const GreyImage sizes = blurred(whole, window);
    constexpr float grain = 1.0F / (255.0F * 255.0F); // One grey level, squared: fainter lines are none.
    GreyImage likely(picture.width, picture.height);
    for (std::size_t i = 0; i < likely.pixels.size(); ++i)
        likely.pixels[i] = std::clamp(shares.pixels[i] / (sizes.pixels[i] + grain), 0.0F, 1.0F);
    return likely;
}

LineRegion withLikelyLines(
    const MaskImage &region, const GreyImage &picture, const GreyImage &likely, const std::stop_token &stop)
{
    // Where to look is told at the size of the search: coarse things need no finer pixels.
    const auto [width, height] = lineSearchSize(picture.width, picture.height);
    const GreyImage told = resized(likely, width, height);
    const MaskImage known = resized(region, width, height);
    MaskImage near(width, height);
    for (std::size_t i = 0; i < near.pixels.size(); ++i)
        near.pixels[i] = told.pixels[i] > faintest || known.pixels[i] > 0.0F ? 1.0F : 0.0F;
    const double around = lookedAround * filmScale(width, height);
    LineChoice choice;
    choice.stop = stop;
    auto lines = likelyLines(picture, dilated(near, around), told, choice);
    MaskImage all = corridorsOf(lines, picture.width, picture.height, filmScale(picture.width, picture.height));
    for (std::size_t i = 0; i < all.pixels.size(); ++i)
        all.pixels[i] = std::max(all.pixels[i], region.pixels[i]);
    return { std::move(all), std::move(lines) };
}

} // namespace cf
