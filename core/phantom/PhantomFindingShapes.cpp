#include "core/phantom/PhantomFindingShapes.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

constexpr double lungTop = 18.0; // atlas units
constexpr double lungHeight = 75.0; // apex to costophrenic angle

double costophrenicY(const ThoraxShape &shape, bool right)
{
    return right ? 93.0 + shape.parameters.domeRight : 95.5 + shape.parameters.domeLeft;
}

/// Centre row of a zone.
double zoneY(const ThoraxShape &shape, bool right, Zone zone, RandomStream &stream)
{
    const double share = zone == Zone::Upper ? stream.uniform(0.20, 0.32)
        : zone == Zone::Lower                ? stream.uniform(0.70, 0.84)
                                             : stream.uniform(0.44, 0.58);
    return lungTop + share * (costophrenicY(shape, right) - 4.0 - lungTop);
}

/// A point in one lung's zone, `inwards` of the way from the lateral wall to the midline.
Point zonePoint(const ThoraxShape &shape, bool right, Zone zone, double inwards, RandomStream &stream)
{
    const double y = zoneY(shape, right, zone, stream);
    const double wall = shape.wallX(right, y);
    return { wall + inwards * (thorax::midlineX - wall), y };
}

/// An outline whose only near edges are the apex and the lateral wall of one lung: it runs on beyond midline and dome.
std::vector<Point> outerWall(const ThoraxShape &shape, bool right)
{
    const auto lateral = (right ? thorax::lungRight() : thorax::lungLeft()).first(thorax::lateralPoints);
    const double beyond = thorax::midlineX + (right ? 30.0 : -30.0);
    std::vector<Point> outline = shape.toImage(smoothCurve(lateral, 5));
    for (const Point point :
        { Point{ lateral.back().x, 190.0 }, Point{ beyond, 190.0 }, Point{ beyond, lateral.front().y - 1.5 } })
        outline.push_back(shape.toImage(point));
    return outline;
}

} // namespace

void addEffusion(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream)
{
    constexpr double minHeight[] = { 0.15, 0.28, 0.52 };
    constexpr double maxHeight[] = { 0.21, 0.41, 0.75 };
    constexpr double dropShare[] = { 0.75, 0.42, 0.22 };
    constexpr double density[] = { 0.88, 0.95, 0.98 };
    constexpr double fade[] = { 2.6, 4.0, 5.6 };
    const ThoraxMaps &maps = base.maps;
    const double angle = costophrenicY(maps.shape, right);
    const double height = stream.uniform(minHeight[grade], maxHeight[grade]) * lungHeight;
    const double drop = dropShare[grade] * height * stream.uniform(0.85, 1.15);
    for (std::size_t i = 0; i < fields.fill.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double x = maps.atlasX.pixels[i];
        const double y = maps.atlasY.pixels[i];
        if (y < angle - height - 12.0)
            continue;
        const double wall = maps.shape.wallX(right, std::min(y, angle));
        const double medial = thorax::midlineX + (right ? -12.0 : 12.0);
        const double t = std::clamp((x - wall) / (medial - wall), 0.0, 1.4);
        // The meniscus stands highest at the wall and rises a little again at the mediastinum.
        const double rise = std::max(0.0, t - 0.62);
        const double surface =
            angle - height + drop * (1.0 - std::exp(-3.0 * t)) - rise * rise * 3.0 * (2.2 + 0.18 * drop);
        const double depth = std::max(0.0, y - surface);
        double fill = density[grade] * (1.0 - std::exp(-std::pow(depth / fade[grade], 1.25)));
        // A film of fluid up the lateral wall.
        const double aside = std::abs(x - wall);
        if (depth <= 0.0)
            fill = 0.5 * std::exp(-aside * aside) * smoothStep(surface - 6.0, surface, y);
        joinShare(fields.fill.pixels[i], static_cast<float>(fill));
    }
}

void addPneumothorax(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream)
{
    constexpr double minDepth[] = { 3.6, 6.5, 12.0 }; // atlas units of air at the apex
    constexpr double maxDepth[] = { 5.2, 9.5, 17.0 };
    constexpr double minReach[] = { 0.40, 0.62, 1.0 };
    constexpr double maxReach[] = { 0.52, 0.9, 1.15 };
    const ThoraxMaps &maps = base.maps;
    const int size = maps.shape.size;
    const double unit = maps.shape.pixelsPerUnit;
    GreyImage distance = distanceInside(fillOutline(outerWall(maps.shape, right), size, size));
    blur(distance, 1.4 * unit);
    const auto wobble = fractalNoise(size, size, 14.0 * unit, 3, stream.child("wobble"));
    const double deep = stream.uniform(minDepth[grade], maxDepth[grade]);
    const double reach = stream.uniform(minReach[grade], maxReach[grade]) * lungHeight;
    const double power = stream.uniform(0.6, 0.9);
    const double line = stream.uniform(0.13, 0.19) * (1.0 + 0.25 * grade);
    const double air = 0.10 + 0.05 * grade;
    const double collapse = 0.03 + 0.09 * grade * grade * 0.5;
    for (std::size_t i = 0; i < distance.pixels.size(); ++i) {
        if (!inLung(maps, i, right) || maps.lung.pixels[i] < 1.0F)
            continue;
        const double down = std::clamp((maps.atlasY.pixels[i] - lungTop) / reach, 0.0, 1.0);
        const double away = distance.pixels[i] / unit - deep * std::pow(1.0 - down, power) + 0.35 * wobble.pixels[i];
        const double there = smoothStep(0.0, 0.08, 1.0 - down);
        const double outside = smoothStep(0.25, -0.25, away) * there;
        const double edge = std::exp(-away * away / 0.10) * there;
        const float vessels =
            static_cast<float>(away < 0.25 ? (0.25 - away > 0.5 ? 1.0 : (0.25 - away) / 0.5) * there : outside);
        joinShare(fields.vesselLoss.pixels[i], vessels);
        const double within = away > 0.0
            ? collapse * (1.0 - 0.6 * down) * smoothStep(0.0, 1.0, away) * smoothStep(0.0, 0.3, 1.0 - down)
            : 0.0;
        fields.attenuation.pixels[i] += static_cast<float>(line * edge - air * vessels * (1.0 - edge) + within);
    }
}

void addOpacity(FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, bool dense,
    RandomStream stream)
{
    constexpr double denseFill[] = { 0.46, 0.68, 0.88 };
    constexpr double veilFill[] = { 0.24, 0.38, 0.54 };
    constexpr double extent[] = { 9.0, 12.5, 17.0 };
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    const Point centre = zonePoint(maps.shape, right, zone, stream.uniform(0.25, 0.52), stream);
    const double radiusX = extent[grade] * stream.uniform(0.8, 1.1);
    const double radiusY = 0.85 * extent[grade] * stream.uniform(0.75, 1.05);
    const double tilt = stream.uniform(-0.5, 0.5);
    const auto shape = fractalNoise(size, size, 11.0 * unit, 4, stream.child("outline"));
    const auto inner = fractalNoise(size, size, 5.0 * unit, 3, stream.child("inner"));
    const double maximum = dense ? denseFill[grade] : veilFill[grade];
    for (std::size_t i = 0; i < shape.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double dx = maps.atlasX.pixels[i] - centre.x;
        const double dy = maps.atlasY.pixels[i] - centre.y;
        const double u = (dx * std::cos(tilt) + dy * std::sin(tilt)) / radiusX;
        const double v = (dy * std::cos(tilt) - dx * std::sin(tilt)) / radiusY;
        const double away = std::pow(std::pow(std::abs(u), 2.3) + std::pow(std::abs(v), 2.3), 1.0 / 2.3);
        if (away > 2.2)
            continue;
        const double core = 1.0 - away + 0.20 * shape.pixels[i];
        const double soft = dense ? smoothStep(-0.30, 0.75, core) : smoothStep(-0.5, 1.0, core);
        const double fill =
            maximum * soft * std::clamp(0.92 + 0.08 * inner.pixels[i], 0.5, 1.1) * smoothStep(2.2, 1.6, away);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(fill, 0.0, 0.97)));
    }
    if (!dense)
        return;
    // Air bronchograms: bronchi stay open in filled lung.
    ProjectionCanvas tubes(size, size);
    const Point hilum = right ? thorax::hilumRight : thorax::hilumLeft;
    for (int branch = 0; branch < 4 + grade; ++branch) {
        const Point end{ centre.x + radiusX * stream.uniform(-0.8, 0.8),
            centre.y + radiusY * stream.uniform(-0.8, 0.8) };
        const Point from{ hilum.x + 0.55 * (centre.x - hilum.x), hilum.y + 0.55 * (centre.y - hilum.y) };
        const Point bend{ 0.5 * (from.x + end.x) + stream.normal(0.0, 1.5),
            0.5 * (from.y + end.y) + stream.normal(0.0, 1.5) };
        const double radius = stream.uniform(0.28, 0.5) * unit;
        tubes.add({ maps.shape.toImage(smoothCurve(std::vector<Point>{ from, bend, end }, 6)), { radius },
                      (0.035 + 0.02 * grade) / radius },
            TubeProfile::solid());
    }
    blur(tubes.image(), 0.25 * unit);
    for (std::size_t i = 0; i < shape.pixels.size(); ++i)
        fields.attenuation.pixels[i] -=
            tubes.image().pixels[i] * fields.fill.pixels[i] * (inLung(maps, i, right) ? 1.0F : 0.0F);
}

void addEdema(FindingFields &fields, const ProjectionBase &base, int grade, RandomStream stream)
{
    constexpr double strength[] = { 0.24, 0.38, 0.56 };
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    const auto clouds = fractalNoise(size, size, 9.0 * unit, 4, stream.child("clouds"));
    const double maximum = strength[grade] * stream.uniform(0.9, 1.1);
    for (std::size_t i = 0; i < clouds.pixels.size(); ++i) {
        if (maps.lung.pixels[i] <= 0.02F)
            continue;
        const bool right = maps.atlasX.pixels[i] < 66.0F;
        const Point hilum = right ? thorax::hilumRight : thorax::hilumLeft;
        const double dx = (maps.atlasX.pixels[i] - hilum.x) / 15.0;
        const double dy = (maps.atlasY.pixels[i] - hilum.y - 5.0) / 21.0;
        const double wings = std::exp(-dx * dx - dy * dy) * (1.0 + 0.24 * clouds.pixels[i]);
        const double low = 0.40 * smoothStep(25.0, 85.0, maps.atlasY.pixels[i]) * (1.0 + 0.15 * clouds.pixels[i]);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(maximum * (wings + low), 0.0, 0.9)));
    }
    // Kerley's B lines: short septa at the lateral bases.
    ProjectionCanvas lines(size, size);
    for (const bool right : { true, false })
        for (int line = 0; line < 3 + 2 * grade; ++line) {
            const double y = costophrenicY(maps.shape, right) - stream.uniform(6.0, 24.0);
            const double wall = maps.shape.wallX(right, y) + (right ? 0.7 : -0.7);
            const double length = stream.uniform(2.6, 5.2) * (right ? 1.0 : -1.0);
            lines.add({ maps.shape.toImage({ { wall, y }, { wall + length, y + stream.uniform(-0.5, 0.5) } }),
                          { 0.22 * unit }, 0.07 / (0.22 * unit) },
                TubeProfile::solid());
        }
    for (std::size_t i = 0; i < clouds.pixels.size(); ++i)
        fields.attenuation.pixels[i] += lines.image().pixels[i] * (maps.lung.pixels[i] > 0.5F ? 1.0F : 0.0F);
}

void addAtelectasis(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    // Plates: linear, nearly horizontal, crossing the zone.
    ProjectionCanvas plates(size, size);
    const int count = 1 + grade;
    const double firstY = zoneY(maps.shape, right, zone, stream);
    for (int plate = 0; plate < count; ++plate) {
        const double y = firstY + (plate - 0.5 * (count - 1)) * stream.uniform(3.2, 5.5);
        const double wall = maps.shape.wallX(right, y);
        const double inner = thorax::midlineX + (right ? -13.0 : 15.0);
        const double from = wall + stream.uniform(0.12, 0.35) * (inner - wall);
        const double to = wall + stream.uniform(0.72, 1.0) * (inner - wall);
        const double slant = stream.uniform(-2.0, 3.5);
        const auto path =
            smoothCurve(std::vector<Point>{ { from, y },
                            { 0.5 * (from + to), y + 0.35 * slant + stream.uniform(-0.7, 0.7) }, { to, y + slant } },
                8);
        std::vector<double> radii;
        const double thick = stream.uniform(0.55, 0.85) * (1.0 + 0.3 * grade) * unit;
        for (std::size_t i = 0; i < path.size(); ++i)
            radii.push_back(thick
                * (0.35
                    + 0.65
                        * std::sin(std::numbers::pi
                            * (0.08 + 0.84 * static_cast<double>(i) / static_cast<double>(path.size())))));
        plates.add({ maps.shape.toImage(path), radii, (0.20 + 0.05 * grade) / thick }, TubeProfile::solid());
    }
    blur(plates.image(), 0.22 * unit);
    // Loss of volume makes the lung around the plates denser.
    const auto cloud = fractalNoise(size, size, 9.0 * unit, 3, stream.child("cloud"));
    for (std::size_t i = 0; i < cloud.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double wall = maps.shape.wallX(right, maps.atlasY.pixels[i]);
        const double inwards = (maps.atlasX.pixels[i] - wall) / (thorax::midlineX - wall);
        const double dy = (maps.atlasY.pixels[i] - firstY - 2.0) / (5.0 + 2.5 * grade);
        const double veil = (0.09 + 0.13 * grade) * std::exp(-dy * dy) * smoothStep(0.08, 0.45, inwards)
            * (1.0 + 0.2 * cloud.pixels[i]);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(veil, 0.0, 0.7)));
        fields.attenuation.pixels[i] += plates.image().pixels[i] * std::min(1.0F, maps.lung.pixels[i] / 2.0F);
    }
}

void addNodule(FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    constexpr double minMillimetres[] = { 11.0, 19.0, 32.0 };
    constexpr double maxMillimetres[] = { 16.0, 28.0, 48.0 };
    const ThoraxMaps &maps = base.maps;
    const double diameter = stream.uniform(minMillimetres[grade], maxMillimetres[grade]);
    const Point centre = maps.shape.toImage(zonePoint(maps.shape, right, zone, stream.uniform(0.22, 0.55), stream));
    const double radius = 0.5 * diameter / thorax::millimetresPerUnit * maps.shape.pixelsPerUnit;
    const double peak = 0.21 * diameter / 10.0 * stream.uniform(0.95, 1.2);
    double amplitude[4];
    double phase[4];
    for (int k = 0; k < 4; ++k) {
        amplitude[k] = stream.normal(0.0, 0.05);
        phase[k] = stream.uniform(0.0, 2.0 * std::numbers::pi);
    }
    const int reach = static_cast<int>(1.4 * radius) + 2;
    for (int y = static_cast<int>(centre.y) - reach; y <= static_cast<int>(centre.y) + reach; ++y)
        for (int x = static_cast<int>(centre.x) - reach; x <= static_cast<int>(centre.x) + reach; ++x) {
            if (x < 0 || y < 0 || x >= fields.fill.width || y >= fields.fill.height)
                continue;
            const double turn = std::atan2(y - centre.y, x - centre.x);
            double outline = 1.0;
            for (int k = 0; k < 4; ++k)
                outline += amplitude[k] * std::cos((k + 2) * turn + phase[k]);
            const double q = std::hypot(x - centre.x, y - centre.y) / (radius * outline);
            if (q < 1.0)
                fields.attenuation.at(x, y) +=
                    static_cast<float>(peak * std::sqrt(1.0 - q * q) * smoothStep(1.0, 0.8, q));
        }
}

void addFracture(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int first = zone == Zone::Upper ? 3 : zone == Zone::Lower ? 7 : 5;
    const int ribs = 1 + grade;
    ProjectionCanvas change(maps.shape.size, maps.shape.size);
    for (const RibCourse &rib : maps.ribs) {
        if (rib.right != right || rib.number < first || rib.number >= first + ribs)
            continue;
        // The lateral third breaks; the outer fragment shifts, and callus grows around the ends.
        const std::size_t at = rib.posterior.size() * static_cast<std::size_t>(stream.uniform(62.0, 78.0)) / 100;
        const double shift = stream.uniform(1.2, 1.9) * unit * (stream.chance(0.7) ? 1.0 : -1.0);
        const std::vector<Point> piece(rib.posterior.begin() + static_cast<std::ptrdiff_t>(at),
            rib.posterior.begin() + static_cast<std::ptrdiff_t>(std::min(at + 6, rib.posterior.size())));
        auto moved = piece;
        for (std::size_t i = 0; i < moved.size(); ++i)
            moved[i].y += shift * (1.0 - static_cast<double>(i) / static_cast<double>(moved.size()));
        const double radius = 1.6 * unit;
        const auto rod = TubeProfile::pipe(0.13, 0.30);
        change.add({ piece, { radius }, -0.26 / radius }, rod);
        change.add({ moved, { radius }, 0.32 / radius }, rod);
        change.addEllipsoid(piece.front(), 2.0 * unit, 2.3 * unit, 0.0, 0.16 + 0.03 * grade);
        change.add({ { { piece.front().x, piece.front().y - 1.7 * unit },
                         { piece.front().x + 0.7 * unit, piece.front().y + 1.7 * unit } },
                       { 0.35 * unit }, -0.28 / (0.35 * unit) },
            TubeProfile::solid());
    }
    blur(change.image(), 0.18 * unit);
    for (std::size_t i = 0; i < change.image().pixels.size(); ++i)
        fields.attenuation.pixels[i] += change.image().pixels[i];
}

} // namespace cf
