#include "core/imaging/letters/WholeMarks.h"

#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskAreas.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace cf {

namespace {

constexpr int reach = 12; ///< Pixels of a film of 512 around what was seen of a mark; a letter's foot is no longer.
/// The brightness of strokes, and of what is around them, as ranks of a mark's pixels.
constexpr double strokeRank = 0.95;
constexpr double groundRank = 0.2;
/// Display grey by which strokes stand out; fainter ones cannot be told from bone.
constexpr float minContrast = 0.2F;
/// Share of its contrast by which a stroke may be darker than the brightest: wires and bone lie below.
constexpr float strokeDepth = 0.25F;
/// What is added to a mark, over its bright pixels: more is no letter's foot.
constexpr double maxGrowth = 1.0;

float ranked(std::vector<float> &values, double rank)
{
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

/// Pixels as bright as the area's strokes that hang together with them within `window`; empty where there are too many.
std::vector<std::size_t> restOf(
    const MaskArea &area, const PixelBox &window, const MaskImage &marks, const GreyImage &picture)
{
    std::vector<float> values;
    forEachPixel(area, [&](int x, int y) { values.push_back(picture.at(x, y)); });
    const float bright = ranked(values, strokeRank);
    const float ground = ranked(values, groundRank);
    if (bright - ground < minContrast)
        return {};
    const float enough = bright - strokeDepth * (bright - ground);
    std::vector<std::pair<int, int>> open;
    forEachPixel(area, [&](int x, int y) {
        if (picture.at(x, y) >= enough)
            open.emplace_back(x, y);
    });
    const auto maximum = static_cast<std::size_t>(maxGrowth * static_cast<double>(open.size()));
    MaskImage taken(window.width, window.height);
    std::vector<std::size_t> rest;
    while (!open.empty()) {
        const auto [fromX, fromY] = open.back();
        open.pop_back();
        for (int y = std::max(window.y, fromY - 1); y <= std::min(window.y + window.height - 1, fromY + 1); ++y)
            for (int x = std::max(window.x, fromX - 1); x <= std::min(window.x + window.width - 1, fromX + 1); ++x) {
                float &isTaken = taken.at(x - window.x, y - window.y);
                if (isTaken > 0.0F || marks.at(x, y) > 0.0F || picture.at(x, y) < enough)
                    continue;
                isTaken = 1.0F;
                rest.push_back(marks.index(x, y));
                if (rest.size() > maximum)
                    return {};
                open.emplace_back(x, y);
            }
    }
    return rest;
}

} // namespace

MaskImage wholeMarks(MaskImage marks, const GreyImage &picture)
{
    if (!marks.sameSizeAs(picture))
        return marks;
    const int margin = static_cast<int>(std::lround(reach * filmScale(picture.width, picture.height)));
    MaskImage whole = marks;
    for (const MaskArea &area : connectedAreas(marks))
        for (const std::size_t i :
            restOf(area, grownBy(area.box, margin, picture.width, picture.height), marks, picture))
            whole.pixels[i] = 1.0F;
    return whole;
}

} // namespace cf
