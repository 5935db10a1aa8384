#include "core/editing/readings/SeenThings.h"

#include "core/imaging/MaskAreas.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf {

namespace {

/// Where a cell's calibrated probability says "there": as likely as not.
constexpr float probablyThere = 0.5F;
/// Cells of a map; fewer that hang together are grain, as for the gates.
constexpr std::int64_t fewestCells = 24;
/// Areas of one thing that are told of: more are scatter, and whoever looks at the film sees them.
constexpr std::size_t maxBoxes = 3;

/// The pixels of an axis of the film that some cells of the square cover.
std::pair<int, int> pixelsOf(const AxisMap &toSquare, int first, int count)
{
    const AxisMap toFilm = toSquare.inverse(); // Of edges.
    const auto pixel = [&](double edge) { return std::clamp(static_cast<int>(edge), 0, toSquare.fromLength); };
    return { pixel(std::floor(first * toFilm.scale + toFilm.offset)),
        pixel(std::ceil((first + count) * toFilm.scale + toFilm.offset)) };
}

/// Of the upright film, in the film as it is stored.
SeenThing::Box asStored(const SeenThing::Box &upright, const Letterbox &letterbox, const PatientAxes &axes)
{
    const Turn back = uprightTurn(axes).inverse();
    const auto [x, y] = turnedPoint(upright.left, upright.top, letterbox.sourceWidth, letterbox.sourceHeight, back);
    const auto [toX, toY] =
        turnedPoint(upright.right - 1, upright.bottom - 1, letterbox.sourceWidth, letterbox.sourceHeight, back);
    return { std::min(x, toX), std::min(y, toY), std::max(x, toX) + 1, std::max(y, toY) + 1 };
}

std::vector<SeenThing::Box> boxesOf(const MaskImage &cells, const Letterbox &letterbox, const PatientAxes &axes)
{
    std::vector<MaskArea> areas = connectedAreas(cells);
    std::erase_if(areas, [](const MaskArea &area) { return area.size < fewestCells; });
    std::ranges::stable_sort(areas, std::ranges::greater(), &MaskArea::size);
    std::vector<SeenThing::Box> boxes;
    for (const MaskArea &area : areas) {
        const auto [left, right] = pixelsOf(letterbox.toSquareX, area.box.x, area.box.width);
        const auto [top, bottom] = pixelsOf(letterbox.toSquareY, area.box.y, area.box.height);
        if (left < right && top < bottom && boxes.size() < maxBoxes)
            boxes.push_back(asStored({ left, top, right, bottom }, letterbox, axes));
    }
    return boxes;
}

void addPlaces(const FilmReading::Map &before, const FilmReading::Map &after, const Letterbox &letterbox,
    const PatientAxes &axes, SeenThing &thing)
{
    MaskImage came(before.probability.width, before.probability.height);
    MaskImage stayed = came;
    double cells = 0.0;
    double onLeft = 0.0;
    for (int y = 0; y < came.height; ++y)
        for (int x = 0; x < came.width; ++x) {
            if (after.probability.at(x, y) <= probablyThere)
                continue;
            const bool isOld = before.probability.at(x, y) > probablyThere;
            (isOld ? stayed : came).at(x, y) = 1.0F;
            cells += isOld ? 0.0 : 1.0;
            onLeft += !isOld && 2 * x >= came.width ? 1.0 : 0.0; // Upright, the left is at the image's right.
        }
    thing.appeared = boxesOf(came, letterbox, axes);
    thing.stayed = boxesOf(stayed, letterbox, axes);
    if (!thing.appeared.empty())
        thing.appearedLeft = onLeft / cells;
}

} // namespace

std::vector<SeenThing> seenThings(const FilmReading &before, const FilmReading &after, const PatientAxes &axes)
{
    std::vector<SeenThing> things;
    if (!(before.letterbox == after.letterbox))
        return things;
    for (const Target target : allTargets) {
        const FilmReading::Label *was = before.label(target);
        const FilmReading::Label *is = after.label(target);
        if (was == nullptr || is == nullptr || !was->trusted)
            continue;
        SeenThing thing;
        thing.target = target;
        thing.seenAs = targetFromKey(was->name).value_or(target);
        thing.before = was->probability;
        thing.after = is->probability;
        thing.foundBefore = was->found();
        thing.foundAfter = is->found();
        const FilmReading::Map *map = before.map(target);
        const FilmReading::Map *now = after.map(target);
        if (map != nullptr && now != nullptr && map->trusted && map->probability.sameSizeAs(now->probability))
            addPlaces(*map, *now, before.letterbox, axes, thing);
        things.push_back(std::move(thing));
    }
    return things;
}

} // namespace cf
