#include "core/evaluation/edits/SeenAddition.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <vector>

namespace cf {

namespace {

constexpr float seenFrom = 0.5F; ///< Probability of a cell.
constexpr std::int64_t minCells = 24; ///< About 10 mm of a line.
/// Cells between pieces that are one thing: lines break where they cross something dense.
constexpr double oneThing = 8.0;
/// Of the largest piece; smaller ones are frayed edges.
constexpr double secondPiece = 0.4;
constexpr double minAmount = 0.5;
constexpr double maxAmount = 2.0;
constexpr double besideZone = 0.12; ///< Of the lung's height: thirds have no sharp borders.
constexpr double minShareOnSide = 0.6;

/// Cells that show the target now and did not before.
MaskImage newCells(const FilmReading::Map &before, const FilmReading::Map &after)
{
    MaskImage cells(after.probability.width, after.probability.height);
    for (std::size_t i = 0; i < cells.pixels.size(); ++i)
        cells.pixels[i] =
            after.probability.pixels[i] > seenFrom && before.probability.pixels[i] <= seenFrom ? 1.0F : 0.0F;
    return withoutSmallAreas(cells, minCells / 4);
}

struct Middle {
    double x = 0.0;
    double y = 0.0;
};

Middle middleOf(const MaskImage &cells)
{
    Middle middle;
    double count = 0.0;
    for (int y = 0; y < cells.height; ++y)
        for (int x = 0; x < cells.width; ++x)
            if (cells.at(x, y) > 0.0F) {
                middle.x += x;
                middle.y += y;
                count += 1.0;
            }
    return { middle.x / std::max(1.0, count), middle.y / std::max(1.0, count) };
}

MaskImage lungOf(const FilmReading &reading, std::string_view name)
{
    const FilmReading::Map *map = reading.map(name);
    MaskImage lung;
    if (map == nullptr)
        return lung;
    lung = map->probability;
    for (float &value : lung.pixels)
        value = value > seenFrom ? 1.0F : 0.0F;
    return lung;
}

/// More than one piece of a size.
bool isTwice(const MaskImage &cells)
{
    std::vector<double> sizes;
    for (const MaskArea &piece : connectedAreas(dilated(cells, oneThing / 2.0))) {
        double size = 0.0;
        forEachPixel(piece, [&](int x, int y) { size += cells.at(x, y) > 0.0F ? 1.0 : 0.0; });
        sizes.push_back(size);
    }
    std::ranges::sort(sizes, std::greater<>());
    return sizes.size() > 1 && sizes[1] > secondPiece * sizes[0];
}

bool comesInNumbers(Target target)
{
    switch (target) {
    case Target::EcgLeads:
    case Target::SternalWires:
    case Target::Edema:
    case Target::Consolidation: // May lie in both lungs.
        return true;
    default:
        return false;
    }
}

/// A film's picture has the patient's right at its left.
bool liesOn(Side side, const MaskImage &cells, const FilmReading &film)
{
    if (side != Side::Left && side != Side::Right)
        return true;
    const MaskImage right = lungOf(film, seen::rightLung);
    const MaskImage left = lungOf(film, seen::leftLung);
    double middle = 0.5 * cells.width;
    if (areaOf(right) > 0 && areaOf(left) > 0)
        middle = 0.5 * (middleOf(right).x + middleOf(left).x);
    double there = 0.0;
    double all = 0.0;
    for (int y = 0; y < cells.height; ++y)
        for (int x = 0; x < cells.width; ++x)
            if (cells.at(x, y) > 0.0F) {
                all += 1.0;
                there += (x > middle) == (side == Side::Left) ? 1.0 : 0.0;
            }
    return there >= minShareOnSide * all;
}

bool liesIn(const Abnormality &asked, const MaskImage &cells, const FilmReading &film)
{
    if (asked.zone == Zone::None)
        return true;
    const auto box = boundingBox(lungOf(film, asked.side == Side::Left ? seen::leftLung : seen::rightLung));
    if (!box || box->height < 8)
        return true; // Nobody can tell.
    const double height = (middleOf(cells).y - box->y) / box->height;
    const int third = asked.zone == Zone::Upper ? 0 : asked.zone == Zone::Lower ? 2 : 1;
    return height >= third / 3.0 - besideZone && height <= (third + 1) / 3.0 + besideZone;
}

} // namespace

std::optional<SeenAddition> seenAddition(
    const FilmReading &source, const FilmReading &edited, const FilmReading &truth, const Abnormality &asked)
{
    const FilmReading::Map *before = source.map(asked.target);
    const FilmReading::Map *after = edited.map(asked.target);
    const FilmReading::Map *exact = truth.map(asked.target);
    if (before == nullptr || after == nullptr || exact == nullptr)
        return std::nullopt;
    const auto trueArea = static_cast<double>(areaOf(newCells(*before, *exact)));
    if (trueArea < minCells)
        return std::nullopt;
    const MaskImage cells = newCells(*before, *after);
    const auto area = static_cast<double>(areaOf(cells));
    SeenAddition seen;
    seen.found = area >= minCells;
    if (!seen.found)
        return seen;
    // A catheter's side is where it enters; it ends on the right whatever that is.
    const bool hasSide = asked.target != Target::CentralVenousCatheter;
    seen.once = comesInNumbers(asked.target) || !isTwice(cells);
    seen.rightSide = !hasSide || liesOn(asked.side, cells, source);
    seen.rightZone = liesIn(asked, cells, source);
    seen.rightAmount = isDevice(asked.target) || (area >= minAmount * trueArea && area <= maxAmount * trueArea);
    return seen;
}

} // namespace cf
