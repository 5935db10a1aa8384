#include "core/phantom/thorax/ThoraxMapping.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxNumbers.h"
#include "core/phantom/thorax/ThoraxSoftTissue.h"
#include "core/phantom/thorax/ThoraxTemplate.h"
#include "core/phantom/thorax/ThoraxVessels.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr int nodesAcross = 64; ///< Of the grid on which the inverse is sought.
constexpr int rounds = 14; ///< Of the search at each node.
constexpr double damping = 0.9; ///< Share of a step that is taken, against overshooting where the chest is bent.

/// Fills the atlas coordinates of every pixel: the inverse of toImage() on a grid, linear in between.
void fillAtlasCoordinates(ThoraxMaps &maps)
{
    const int size = maps.shape.size;
    const int step = std::max(2, size / nodesAcross);
    const int nodes = (size - 1) / step + 2;
    std::vector<Point> grid(static_cast<std::size_t>(nodes * nodes));
    for (int j = 0; j < nodes; ++j)
        for (int i = 0; i < nodes; ++i) {
            const Point target{ static_cast<double>(i * step), static_cast<double>(j * step) };
            Point guess{ thorax::midlineX, thorax::centreY };
            for (int round = 0; round < rounds; ++round) {
                const Point here = maps.shape.toImage(guess);
                guess.x += damping * (target.x - here.x) / maps.shape.pixelsPerUnit;
                guess.y += damping * (target.y - here.y) / maps.shape.pixelsPerUnit;
            }
            grid[static_cast<std::size_t>(j * nodes + i)] = guess;
        }
    maps.atlasX = GreyImage(size, size);
    maps.atlasY = GreyImage(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x) {
            const int i = x / step;
            const int j = y / step;
            const double u = static_cast<double>(x % step) / step;
            const double v = static_cast<double>(y % step) / step;
            const auto node = [&](int a, int b) { return grid[static_cast<std::size_t>(b * nodes + a)]; };
            const Point p00 = node(i, j), p10 = node(i + 1, j), p01 = node(i, j + 1), p11 = node(i + 1, j + 1);
            maps.atlasX.at(x, y) =
                static_cast<float>((1 - v) * ((1 - u) * p00.x + u * p10.x) + v * ((1 - u) * p01.x + u * p11.x));
            maps.atlasY.at(x, y) =
                static_cast<float>((1 - v) * ((1 - u) * p00.y + u * p10.y) + v * ((1 - u) * p01.y + u * p11.y));
        }
}

Image<std::uint8_t> lungField(const ThoraxShape &shape, bool withSulcus)
{
    Image<std::uint8_t> field(shape.size, shape.size);
    for (const bool right : { true, false }) {
        auto outline = shape.lungOutline(right);
        if (withSulcus) {
            const auto &lung = numbersOf<LungDepthNumbers>();
            const double dome = shape.toImage(Point{ thorax::midlineX, lung.sulcusRows.low }).y;
            const double base = shape.toImage(Point{ thorax::midlineX, lung.sulcusRows.high }).y;
            for (Point &point : outline)
                point.y += lung.sulcus * shape.pixelsPerUnit * smoothStep(dome, base, point.y);
        }
        const auto mask = fillOutline(outline, shape.size, shape.size);
        for (std::size_t i = 0; i < field.pixels.size(); ++i)
            field.pixels[i] |= mask.pixels[i];
    }
    return field;
}

/// Depth rises like a round body's at the edge and soon is even.
GreyImage depthFromDistance(const GreyImage &distance, float centimetres, double rise)
{
    GreyImage depth(distance.width, distance.height);
    for (std::size_t i = 0; i < depth.pixels.size(); ++i)
        if (distance.pixels[i] > 0.0F)
            depth.pixels[i] = centimetres * std::sqrt(1.0F - std::exp(-distance.pixels[i] / static_cast<float>(rise)));
    return depth;
}

void cutOut(Image<std::uint8_t> &field, const std::vector<Point> &outline)
{
    const auto mask = fillOutline(outline, field.width, field.height);
    for (std::size_t i = 0; i < field.pixels.size(); ++i)
        field.pixels[i] = static_cast<std::uint8_t>(field.pixels[i] & ~mask.pixels[i]);
}

std::vector<Point> circle(const ThoraxShape &shape, Point centre, double radius)
{
    std::vector<Point> points;
    for (int i = 0; i < 24; ++i)
        points.push_back({ centre.x + radius * std::cos(i * 0.2617994), centre.y + radius * std::sin(i * 0.2617994) });
    return shape.toImage(std::move(points));
}

/// The great vessels above the heart, spread by `widening` atlas units to each side.
std::vector<Point> upperMediastinum(const ThoraxShape &shape, double widening)
{
    const auto &vessels = numbersOf<MediastinumNumbers>();
    const double unfolding = vessels.aorta * shape.parameters.aorta;
    std::vector<Point> outline;
    for (const auto &[x, share, aorta, y] : vessels.outline)
        outline.push_back({ x + widening * share + unfolding * aorta, y });
    return shape.toImage(smoothCurve(outline, 4, true));
}

} // namespace

GreyImage lungDepth(const ThoraxMaps &maps, double heartGrowth, double shareLeft, double widening)
{
    const ThoraxShape &shape = maps.shape;
    const auto &numbers = numbersOf<LungDepthNumbers>();
    const auto &vessels = numbersOf<MediastinumNumbers>();
    auto field = lungField(shape, false);
    cutOut(field, shape.heartOutline(heartGrowth, shareLeft));
    cutOut(field, upperMediastinum(shape, widening));
    const Point typical = thorax::aorticKnob();
    const Point knob{ typical.x + vessels.knobAside * shape.parameters.aorta + widening,
        typical.y - shape.parameters.aorta };
    cutOut(field, circle(shape, knob, vessels.knobRadius + vessels.knobGrowth * shape.parameters.aorta));
    auto depth = depthFromDistance(distanceInside(field), numbers.front, numbers.frontRise * shape.pixelsPerUnit);
    for (std::size_t i = 0; i < depth.pixels.size(); ++i)
        if (depth.pixels[i] > 0.0F) // Less lung lies in the apices, between the shoulder girdles.
            depth.pixels[i] *= numbers.apexShare
                + numbers.apexGain
                    * static_cast<float>(
                        smoothStep(numbers.apexRows.low, numbers.apexRows.high, maps.atlasY.pixels[i]));
    blur(depth, std::max(0.5, numbers.blur * shape.pixelsPerUnit));
    for (std::size_t i = 0; i < depth.pixels.size(); ++i)
        depth.pixels[i] += maps.posteriorLung.pixels[i];
    return depth;
}

ThoraxMaps makeThoraxMaps(const ThoraxShape &shape, const RandomStream &patient)
{
    const auto &numbers = numbersOf<LungDepthNumbers>();
    ThoraxMaps maps;
    maps.shape = shape;
    fillAtlasCoordinates(maps);
    maps.posteriorLung =
        depthFromDistance(distanceInside(lungField(shape, true)), numbers.rear, numbers.rearRise * shape.pixelsPerUnit);
    blur(maps.posteriorLung, numbers.rearBlur * shape.pixelsPerUnit);
    for (float &depth : maps.posteriorLung.pixels)
        depth = std::max(0.0F, depth - numbers.rearMin);
    maps.lung = lungDepth(maps, 0.0, 0.0, 0.0);
    maps.body = bodyDepth(maps, patient.child("tissue"));
    maps.airways = airwayDepth(maps, patient.child("bowel"));
    maps.texture = tissueTexture(maps, patient.child("texture"));
    maps.vessels = drawVessels(shape, patient.child("vessels"));
    maps.ribs = ribCourses(shape, patient.child("rib courses"));
    maps.bones = drawSkeleton(shape, maps.ribs, patient);
    return maps;
}

} // namespace cf
