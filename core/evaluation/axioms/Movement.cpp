#include "core/evaluation/axioms/Movement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace cf {

namespace {

constexpr float there = 0.5F;
constexpr std::array outlines{ seen::rightLung, seen::leftLung, seen::heart, std::string_view("Mediastinum") };
/// Columns with fewer cells are grain at an outline's edge.
constexpr int fewestInColumn = 3;

bool isOutline(std::string_view name)
{
    return std::ranges::find(outlines, name) != outlines.end();
}

/// 1 − Dice; 0 where neither shows anything.
double moved(const GreyImage &before, const GreyImage &after)
{
    double both = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i) {
        const bool first = before.pixels[i] > there;
        const bool second = after.pixels[i] > there;
        both += first && second ? 1.0 : 0.0;
        sum += (first ? 1.0 : 0.0) + (second ? 1.0 : 0.0);
    }
    return sum > 0.0 ? 1.0 - 2.0 * both / sum : 0.0;
}

struct Extent {
    int left = 0;
    int right = -1;
    int width() const { return right - left + 1; }
};

Extent extentOf(const GreyImage &probability)
{
    Extent extent{ probability.width, -1 };
    for (int x = 0; x < probability.width; ++x) {
        int cells = 0;
        for (int y = 0; y < probability.height; ++y)
            cells += probability.at(x, y) > there ? 1 : 0;
        if (cells >= fewestInColumn) {
            extent.left = std::min(extent.left, x);
            extent.right = x;
        }
    }
    return extent;
}

std::optional<double> ratioOf(const FilmReading &reading)
{
    const auto *heart = reading.map(seen::heart);
    const auto *right = reading.map(seen::rightLung);
    const auto *left = reading.map(seen::leftLung);
    if (heart == nullptr || right == nullptr || left == nullptr)
        return std::nullopt;
    const Extent heartExtent = extentOf(heart->probability);
    const Extent rightExtent = extentOf(right->probability);
    const Extent leftExtent = extentOf(left->probability);
    if (heartExtent.width() <= 0 || rightExtent.width() <= 0 || leftExtent.width() <= 0)
        return std::nullopt;
    const int chest = std::max(rightExtent.right, leftExtent.right) - std::min(rightExtent.left, leftExtent.left) + 1;
    return static_cast<double>(heartExtent.width()) / chest;
}

} // namespace

std::map<std::string, double> movementOf(const FilmReading &before, const FilmReading &after)
{
    std::map<std::string, double> movement;
    for (const FilmReading::Label &label : before.labels) {
        const FilmReading::Label *now = after.label(label.name);
        if (now != nullptr && !isOutline(label.name))
            movement[label.name] = std::abs(now->probability - label.probability);
    }
    for (const FilmReading::Map &map : before.maps) {
        const FilmReading::Map *now = after.map(map.name);
        if (now != nullptr && isOutline(map.name) && now->probability.sameSizeAs(map.probability))
            movement[map.name] = moved(map.probability, now->probability);
    }
    const auto ratioBefore = ratioOf(before);
    const auto ratioAfter = ratioOf(after);
    if (ratioBefore && ratioAfter)
        movement[std::string(cardiothoracicRatioKey)] = std::abs(*ratioAfter - *ratioBefore);
    return movement;
}

} // namespace cf
