#pragma once

#include "core/base/Image.h"
#include "core/base/RandomStream.h"
#include "core/anatomy/ThoraxAtlas.h"
#include "core/anatomy/ThoraxGeometry.h"

#include <algorithm>
#include <cmath>

namespace cf {

inline constexpr int syntheticSize = 512;

/// The atlas itself as a patient: four pixels a unit.
inline ThoraxGeometry syntheticGeometry()
{
    const ThoraxAtlas &atlas = thoraxAtlas();
    const auto map = [](Point p) { return Point{ 4.0 * p.x, 4.0 * p.y }; };
    const auto mapped = [&](const std::vector<Point> &points) {
        std::vector<Point> result;
        for (const Point &point : points)
            result.push_back(map(point));
        return result;
    };
    ThoraxGeometry geometry;
    geometry.lungRight = mapped(atlas.of(atlas.lungRight));
    geometry.lungLeft = mapped(atlas.of(atlas.lungLeft));
    geometry.midline = mapped(atlas.of(atlas.midline));
    geometry.trachea = mapped(atlas.of(atlas.trachea));
    geometry.heartRight = mapped({ { 54.8, 59 }, { 54.3, 65 }, { 53.5, 71 }, { 53.3, 77 }, { 53, 83 } });
    geometry.heartLeft =
        mapped({ { 80, 55 }, { 82.3, 60.5 }, { 85, 66 }, { 88, 71 }, { 91, 76.5 }, { 94, 81.5 }, { 96.5, 86 } });
    geometry.hilumRight = map({ 51.5, 56 });
    geometry.hilumLeft = map({ 79.5, 53 });
    geometry.fromAtlas = map;
    geometry.pixelsPerUnit = 4.0;
    geometry.millimetresPerPixel = 3.1 / 4.0;
    return geometry;
}

inline bool insidePolygon(const std::vector<Point> &polygon, double x, double y)
{
    bool inside = false;
    for (std::size_t i = 0, j = polygon.size() - 1; i < polygon.size(); j = i++)
        if ((polygon[i].y > y) != (polygon[j].y > y)
            && x < (polygon[j].x - polygon[i].x) * (y - polygon[i].y) / (polygon[j].y - polygon[i].y) + polygon[i].x)
            inside = !inside;
    return inside;
}

/// Dark lungs in a bright body before air, with grain, a white marker at the upper left and a black border below; 8-bit
/// levels.
inline GreyImage syntheticRadiograph()
{
    const ThoraxGeometry geometry = syntheticGeometry();
    GreyImage image(syntheticSize, syntheticSize);
    RandomStream stream(7, "synthetic chest");
    for (int y = 0; y < syntheticSize; ++y)
        for (int x = 0; x < syntheticSize; ++x) {
            const bool lung = insidePolygon(geometry.lungRight, x, y) || insidePolygon(geometry.lungLeft, x, y);
            const double fromMiddle = std::abs(x - 264.0);
            const bool air = fromMiddle > 235.0 || (fromMiddle > 70.0 && y < 50.0 + 0.15 * fromMiddle);
            double level = air ? 25.0 : lung ? 70.0 : fromMiddle < 45.0 || y > 385 ? 170.0 : 140.0;
            level += 2.5 * stream.normal();
            if (x >= 20 && x < 50 && y >= 20 && y < 40)
                level = 255.0;
            if (y >= 490)
                level = 0.0;
            image.at(x, y) = static_cast<float>(std::round(std::clamp(level, 0.0, 255.0)) / 255.0);
        }
    return image;
}

} // namespace cf
