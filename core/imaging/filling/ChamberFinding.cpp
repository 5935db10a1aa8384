#include "core/imaging/filling/ChamberFinding.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/lines/LineCourse.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace cf {

namespace {

// Pixels of a film of 512 (0.8 mm): chambers of ports have 18 to 34 mm.
constexpr double minRadius = 9.0;
constexpr double maxRadius = 24.0;
constexpr double rim = 3.0; ///< To both sides of an edge; its blur, too.
constexpr double step = 0.5;
constexpr double searched = 8.0; ///< A map's middle may lie so far from the chamber's, where a catheter leaves it.
constexpr int spokes = 32;

// Display grey.
constexpr double minFall = 10.0 / 255.0; ///< Over the edge, a mean over all directions.
constexpr double leastFall = 3.0 / 255.0; ///< In a direction that counts.
constexpr double minDirections = 0.8; ///< A catheter and a rib may run into it.

struct Disc {
    double x = 0.0;
    double y = 0.0;
    double radius = 0.0;
    double fall = 0.0; ///< 0: there is none.
};

/// How the film falls off at a radius around a place.
Disc discAt(const GreyImage &picture, double x, double y, double radius, double scale)
{
    double sum = 0.0;
    int falling = 0;
    for (int i = 0; i < spokes; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / spokes;
        const auto at = [&](double by) {
            return nearestValue(picture,
                { static_cast<float>(x + by * std::cos(angle)), static_cast<float>(y + by * std::sin(angle)) });
        };
        const double fall = at(radius - rim * scale) - at(radius + rim * scale);
        sum += fall;
        falling += fall >= leastFall ? 1 : 0;
    }
    const double fall = sum / spokes;
    return { x, y, radius, fall >= minFall && falling >= minDirections * spokes ? fall : 0.0 };
}

Disc bestDisc(const GreyImage &picture, double x, double y, double scale)
{
    Disc best;
    const double stride = 2.0 * scale;
    for (double down = -searched * scale; down <= searched * scale; down += stride)
        for (double across = -searched * scale; across <= searched * scale; across += stride)
            for (double radius = minRadius; radius <= maxRadius; radius += step)
                if (const Disc disc = discAt(picture, x + across, y + down, radius * scale, scale);
                    disc.fall > best.fall)
                    best = disc;
    return best;
}

} // namespace

MaskImage chambersAt(const GreyImage &picture, const MaskImage &seeds, double scale)
{
    MaskImage chambers(picture.width, picture.height);
    for (const MaskArea &area : connectedAreas(seeds)) {
        double x = 0.0;
        double y = 0.0;
        forEachPixel(area, [&](int column, int row) {
            x += column;
            y += row;
        });
        const auto count = static_cast<double>(area.size);
        const Disc disc = bestDisc(picture, x / count, y / count, scale);
        if (disc.fall <= 0.0)
            continue;
        const double reach = disc.radius + rim * scale;
        const auto from = [](double at) { return std::max(0, static_cast<int>(std::floor(at))); };
        for (int row = from(disc.y - reach); row < picture.height && row <= disc.y + reach; ++row)
            for (int column = from(disc.x - reach); column < picture.width && column <= disc.x + reach; ++column)
                if (std::hypot(column - disc.x, row - disc.y) <= reach)
                    chambers.at(column, row) = 1.0F;
    }
    return chambers;
}

} // namespace cf
