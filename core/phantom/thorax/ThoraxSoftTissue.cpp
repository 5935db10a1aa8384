#include "core/phantom/thorax/ThoraxSoftTissue.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

std::vector<Point> trunkOutline(const ThoraxShape &shape, RandomStream &stream)
{
    const double g = shape.parameters.girth;
    const double slope = 0.5 * shape.parameters.clavicleSlope;
    const double axilla = stream.uniform(-2.0, 2.0);
    const double wide = stream.uniform(0.0, 4.0);
    std::vector<Point> right;
    std::vector<Point> left;
    const auto put = [&](double half, double y) {
        right.push_back({ thorax::midlineX - half - wide, y });
        left.push_back({ thorax::midlineX - 2.0 + half + wide, y });
    };
    put(14 + 4 * g, -30);
    put(13.5 + 5 * g, -8);
    put(14.5 + 6 * g, 1);
    put(21 + 6 * g, 7.5 - 2 * g);
    put(34 + 3 * g, 12 - 2 * g + slope);
    put(50, 15 - 2 * g + slope);
    put(62 + 2 * g, 19 + slope);
    put(69 + 4 * g, 30 + slope);
    put(66 + 4 * g, 42 + axilla);
    put(55 + 8 * g, 50 + axilla);
    put(52 + 8 * g, 62);
    put(52.5 + 9 * g, 80);
    put(53 + 11 * g, 100);
    put(52.5 + 13 * g, 125);
    put(52 + 14 * g, 170);
    right.insert(right.end(), left.rbegin(), left.rend());
    return shape.toImage(smoothCurve(right, 5, true));
}

void addArms(ProjectionCanvas &canvas, const ThoraxShape &shape, RandomStream &stream)
{
    const double g = shape.parameters.girth;
    for (const bool right : { true, false }) {
        const double s = right ? -1.0 : 1.0;
        const double spread = stream.uniform(2.0, 22.0);
        const double radius = (8.5 + 4.5 * g) * shape.pixelsPerUnit;
        const double x = thorax::midlineX - 1.0;
        const double down = 30.0 + 0.5 * shape.parameters.clavicleSlope;
        canvas.add({ shape.toImage({ { x + s * 64.0, down }, { x + s * (68.0 + 4 * g + 0.3 * spread), 62 },
                         { x + s * (70.0 + 6 * g + spread), 110 }, { x + s * (72 + 6 * g + 1.5 * spread), 170 } }),
                       { radius }, (5.0 + 2.5 * g) / radius },
            TubeProfile::solid());
    }
}

void addBreasts(ProjectionCanvas &canvas, const ThoraxShape &shape, RandomStream &stream)
{
    const auto &p = shape.parameters;
    if (p.breast < 0.2)
        return;
    const double radius = stream.uniform(15.0, 18.5) + 3.0 * p.girth;
    const double low = stream.uniform(70.0, 80.0) + 4.0 * p.girth;
    for (const bool right : { true, false }) {
        const double x =
            thorax::midlineX - 1.0 + (right ? -1.0 : 1.0) * (25.0 + 3.0 * p.girth + stream.uniform(-1.5, 1.5));
        const Point centre = shape.toImage(Point{ x, low + stream.uniform(-1.2, 1.2) });
        const double unit = shape.pixelsPerUnit;
        // Two bodies: the lower one gives the fold its crescent, the upper one lets it fade upwards.
        canvas.addEllipsoid(
            { centre.x, centre.y + 0.10 * radius * unit }, radius * unit, 0.82 * radius * unit, 0.0, 0.62 * p.breast);
        canvas.addEllipsoid({ centre.x, centre.y - 0.18 * radius * unit }, 1.05 * radius * unit, 1.1 * radius * unit,
            0.0, 0.38 * p.breast);
    }
}

void addBowel(ProjectionCanvas &air, const ThoraxShape &shape, RandomStream &stream)
{
    const double unit = shape.pixelsPerUnit;
    const double dome = 89.0 + shape.parameters.domeLeft;
    if (stream.chance(0.75)) {
        const Point centre = shape.toImage(Point{ stream.uniform(80.0, 92.0), dome + stream.uniform(5.0, 8.5) });
        const double wide = stream.uniform(3.5, 9.0);
        air.addEllipsoid(
            centre, wide * unit, stream.uniform(2.0, 4.6) * unit, stream.uniform(-0.3, 0.3), stream.uniform(1.0, 3.4));
    }
    const int loops = stream.below(5);
    for (int loop = 0; loop < loops; ++loop) {
        Point at{ stream.chance(0.65) ? stream.uniform(84.0, 108.0) : stream.uniform(24.0, 60.0),
            stream.uniform(103.0, 128.0) };
        const int haustra = 2 + stream.below(4);
        for (int i = 0; i < haustra; ++i) {
            air.addEllipsoid(shape.toImage(at), stream.uniform(1.8, 3.6) * unit, stream.uniform(1.6, 3.0) * unit,
                stream.uniform(-0.8, 0.8), stream.uniform(0.4, 1.4));
            at.x += stream.uniform(-4.0, 4.0);
            at.y += stream.uniform(-1.5, 3.0);
        }
    }
}

} // namespace

GreyImage bodyDepth(const ThoraxMaps &maps, RandomStream stream)
{
    const ThoraxShape &shape = maps.shape;
    const double girth = shape.parameters.girth;
    const auto distance = distanceInside(fillOutline(trunkOutline(shape, stream), shape.size, shape.size));
    ProjectionCanvas canvas(shape.size, shape.size);
    const double chest = 16.5 + 5.5 * girth + stream.uniform(-1.0, 1.0);
    const double abdomen = chest + 1.0 + 4.0 * girth;
    const float rise = static_cast<float>((5.0 + 3.0 * girth) * shape.pixelsPerUnit);
    for (std::size_t i = 0; i < distance.pixels.size(); ++i) {
        if (distance.pixels[i] <= 0.0F)
            continue;
        const double y = maps.atlasY.pixels[i];
        const double aside = std::abs(maps.atlasX.pixels[i] - 65.0);
        double depth =
            12.5 + (chest - 12.5) * smoothStep(-6.0, 28.0, y) + (abdomen - chest) * smoothStep(70.0, 120.0, y);
        depth *= 1.0 - (0.26 - 0.14 * girth) * smoothStep(38.0, 64.0, aside);
        canvas.image().pixels[i] = static_cast<float>(depth) * std::sqrt(1.0F - std::exp(-distance.pixels[i] / rise));
    }
    // An arm lies beside the trunk, not before it: the deeper of the two counts.
    ProjectionCanvas arms(shape.size, shape.size);
    addArms(arms, shape, stream);
    for (std::size_t i = 0; i < distance.pixels.size(); ++i)
        canvas.image().pixels[i] = std::max(canvas.image().pixels[i], arms.image().pixels[i]);
    addBreasts(canvas, shape, stream);
    blur(canvas.image(), 0.35 * shape.pixelsPerUnit);
    return std::move(canvas.image());
}

GreyImage airwayDepth(const ThoraxMaps &maps, RandomStream stream)
{
    const ThoraxShape &shape = maps.shape;
    ProjectionCanvas canvas(shape.size, shape.size);
    const double unit = shape.pixelsPerUnit;
    const double centimetre = 0.31 / unit; // Per pixel of radius.
    const auto source = thorax::trachea();
    const auto trachea = smoothCurve(source, 5);
    const double radius = stream.uniform(2.3, 3.0) * unit;
    canvas.add({ shape.toImage(trachea), { radius }, 0.85 * centimetre }, TubeProfile::solid());
    const auto bronchus = [&](std::vector<Point> path, double wide) {
        canvas.add(
            { shape.toImage(smoothCurve(path, 5)), { wide * unit, wide * unit, 0.6 * wide * unit }, 0.7 * centimetre },
            TubeProfile::solid());
    };
    bronchus({ { 65.3, 45.5 }, { 62.0, 49.5 }, { 57.5, 53.0 }, { 54.5, 57.5 }, { 53.0, 63.0 } }, 2.0);
    bronchus({ { 65.3, 45.5 }, { 69.0, 50.0 }, { 75.0, 53.5 }, { 80.0, 56.5 } }, 1.8);
    addBowel(canvas, shape, stream);
    blur(canvas.image(), 0.22 * unit);
    return std::move(canvas.image());
}

GreyImage tissueTexture(const ThoraxMaps &maps, const RandomStream &stream)
{
    const int size = maps.shape.size;
    const double unit = maps.shape.pixelsPerUnit;
    GreyImage broad = fractalNoise(size, size, 34.0 * unit, 4, stream.child("broad"));
    const GreyImage fine = fractalNoise(size, size, 4.5 * unit, 4, stream.child("fine"));
    for (std::size_t i = 0; i < broad.pixels.size(); ++i) {
        const float inLung = std::min(1.0F, maps.lung.pixels[i] / 8.0F);
        const float inBody = std::min(1.0F, maps.body.pixels[i] / 6.0F);
        broad.pixels[i] = inBody * (0.075F * broad.pixels[i] + (0.018F + 0.022F * inLung) * fine.pixels[i]);
    }
    return broad;
}

} // namespace cf
