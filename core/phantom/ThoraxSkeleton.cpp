#include "core/phantom/ThoraxSkeleton.h"

#include "core/phantom/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

constexpr double pi = std::numbers::pi;
constexpr int ribCount = 11;

/// Draws bones in atlas units on a canvas in pixels.
struct BoneBrush {
    const ThoraxShape &shape;
    ProjectionCanvas canvas;

    /// `peak`: attenuation in the middle of a rod of this radius.
    void tube(std::vector<Point> path, std::vector<double> radii, double peak, const TubeProfile &profile)
    {
        const double first = radii.front();
        for (double &radius : radii)
            radius *= shape.pixelsPerUnit;
        canvas.add(
            { shape.toImage(std::move(path)), std::move(radii), 0.5 * peak / (first * shape.pixelsPerUnit) }, profile);
    }

    void ellipse(Point centre, double radiusX, double radiusY, double peak)
    {
        canvas.addEllipsoid(shape.toImage(centre), radiusX * shape.pixelsPerUnit, radiusY * shape.pixelsPerUnit,
            shape.parameters.tilt, peak);
    }

    /// A flat bone of even thickness with a denser rim.
    void plate(const std::vector<Point> &outline, double thickness, double rim, double rimRadius)
    {
        const auto curve = smoothCurve(outline, 6, true);
        const auto inside = distanceInside(fillOutline(shape.toImage(curve), shape.size, shape.size));
        const double edge = 1.2 * shape.pixelsPerUnit;
        for (std::size_t i = 0; i < inside.pixels.size(); ++i)
            if (inside.pixels[i] > 0.0F)
                canvas.image().pixels[i] += static_cast<float>(thickness * std::min(1.0, inside.pixels[i] / edge));
        if (rim > 0.0) {
            auto closed = curve;
            closed.push_back(curve.front());
            tube(closed, { rimRadius }, rim, TubeProfile::solid());
        }
    }
};

double side(bool right)
{
    return right ? -1.0 : 1.0;
}
double mirror(bool right, double x)
{
    return right ? x : 2.0 * thorax::midlineX - x - 2.0;
}

void drawVertebra(BoneBrush &bones, double y, double radiusX, double height, double peak)
{
    const double x = thorax::midlineX + 0.3;
    const double half = 0.46 * height;
    // Body: waisted box with bright end plates.
    for (int step = 0; step <= 6; ++step) {
        const double v = -1.0 + step / 3.0;
        const double wide = radiusX * (0.92 + 0.08 * v * v);
        bones.tube({ { x - wide, y + v * half }, { x + wide, y + v * half } }, { 0.18 * height }, 0.24 * peak,
            TubeProfile::solid());
    }
    for (const double v : { -1.0, 1.0 })
        bones.tube({ { x - radiusX, y + v * half }, { x, y + v * half * 0.94 }, { x + radiusX, y + v * half } },
            { 0.32 }, 0.32 * peak, TubeProfile::solid());
    for (const double s : { -1.0, 1.0 }) {
        bones.ellipse({ x + s * radiusX * 0.66, y - 0.08 * height }, 0.95, 1.35, 0.42 * peak);
        bones.tube({ { x + s * radiusX * 0.7, y }, { x + s * (radiusX + 3.6), y - 1.3 } }, { 1.25 }, 0.30 * peak,
            TubeProfile::pipe(0.3, 0.5));
    }
    bones.tube({ { x, y + 0.2 * height }, { x + 0.15, y + 0.75 * height } }, { 0.8 }, 0.45 * peak,
        TubeProfile::pipe(0.4, 0.5));
}

void drawSpine(BoneBrush &bones, RandomStream stream)
{
    double y = -9.0;
    for (int level = 0; level < 26 && y < 150.0; ++level) {
        const bool cervical = y < 6.0;
        const double height = cervical ? 5.0 : std::min(10.5, 6.3 + 0.034 * y);
        const double radiusX = cervical ? 4.0 : std::min(7.0, 4.3 + 0.02 * y);
        drawVertebra(bones, y, radiusX, height * 0.86, (cervical ? 0.85 : 0.95) * stream.uniform(0.9, 1.1));
        y += height;
    }
}

void drawRibs(BoneBrush &bones, const std::vector<RibCourse> &ribs, RandomStream stream)
{
    const double density = stream.uniform(0.75, 1.15);
    for (const RibCourse &rib : ribs) {
        const double radius = (rib.number == 1 ? 1.9 : 1.72) * stream.uniform(0.92, 1.08);
        std::vector<double> posterior(rib.posterior.size());
        for (std::size_t i = 0; i < posterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(posterior.size());
            posterior[i] = radius * (0.84 + 0.2 * std::sin(pi * t)) * bones.shape.pixelsPerUnit;
        }
        const double scale = 0.5 * density / (radius * bones.shape.pixelsPerUnit);
        bones.canvas.add({ rib.posterior, posterior, 0.62 * scale }, TubeProfile::pipe(0.13, 0.30));
        std::vector<double> anterior(rib.anterior.size());
        for (std::size_t i = 0; i < anterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(anterior.size());
            anterior[i] = radius * (0.95 + 0.35 * t * t) * bones.shape.pixelsPerUnit;
        }
        bones.canvas.add({ rib.anterior, anterior, 0.45 * scale }, TubeProfile::pipe(0.10, 0.34));
    }
}

void drawClavicle(BoneBrush &bones, bool right)
{
    const auto source = right ? thorax::clavicleRight() : thorax::clavicleLeft();
    std::vector<Point> points(source.begin(), source.end());
    for (Point &point : points)
        point.y += bones.shape.parameters.clavicleSlope * std::abs(point.x - thorax::midlineX) / 40.0;
    auto path = smoothCurve(points, 6);
    std::vector<double> radii(path.size());
    for (std::size_t i = 0; i < radii.size(); ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(radii.size() - 1);
        radii[i] = 2.3 - 1.0 * std::sin(pi * std::min(1.0, t * 1.25)) * 0.75 + 0.3 * t;
    }
    bones.tube(std::move(path), std::move(radii), 0.62, TubeProfile::pipe(0.24, 0.42));
}

void drawShoulder(BoneBrush &bones, bool right, RandomStream stream)
{
    const double out = stream.uniform(-1.0, 3.5); // How far the shoulder is rolled out of the lung.
    const double down = bones.shape.parameters.clavicleSlope + stream.uniform(-1.0, 2.0);
    const auto at = [&](double x, double y) { return Point{ mirror(right, x - out), y + down }; };
    bones.plate({ at(25, 25), at(25.5, 34), at(23, 46), at(19, 58), at(16.5, 61), at(14.5, 57), at(12, 46), at(9, 36),
                    at(8, 28), at(13, 24) },
        0.13, 0.10, 0.5);
    bones.tube(smoothCurve(std::vector<Point>{ at(16.2, 61), at(13.5, 52), at(10.5, 41), at(8.5, 34) }, 6), { 1.0 },
        0.34, TubeProfile::pipe(0.4, 0.5));
    bones.tube(smoothCurve(std::vector<Point>{ at(25, 29), at(17, 25), at(9, 20), at(3, 18) }, 6), { 1.4 }, 0.34,
        TubeProfile::pipe(0.3, 0.5));
    bones.tube(smoothCurve(std::vector<Point>{ at(15, 25), at(11, 27), at(8, 27) }, 6), { 1.7 }, 0.3,
        TubeProfile::pipe(0.3, 0.6)); // coracoid
    // Glenoid, head of the humerus and its shaft.
    bones.ellipse(at(7.5, 30), 1.6, 4.6, 0.4);
    const double abduction = stream.uniform(-4.0, 3.0);
    bones.ellipse(at(1.5, 28.5), 6.8, 6.8, 0.42);
    bones.tube(smoothCurve(std::vector<Point>{ at(0.5, 30), at(-2 + abduction * .3, 42), at(-5 + abduction, 60),
                               at(-8 + 2 * abduction, 95) },
                   6),
        { 3.6 }, 0.6, TubeProfile::pipe(0.28, 0.35));
}

} // namespace

std::vector<RibCourse> ribCourses(const ThoraxShape &shape, RandomStream stream)
{
    std::vector<RibCourse> ribs;
    const double spacing = stream.uniform(7.0, 7.7);
    const double slope = stream.uniform(0.75, 1.25);
    for (const bool right : { true, false })
        for (int number = 1; number <= ribCount; ++number) {
            const double y0 = 8.5 + spacing * (number - 1) + stream.normal(0.0, 0.25);
            const double x0 = thorax::midlineX + side(right) * 5.0;
            const double drop = number == 1 ? 7.0 : (9.0 + 0.75 * std::min(number, 8)) * slope;
            const double wallY = y0 + drop;
            const double wall = shape.wallX(right, std::max(wallY, number == 1 ? 21.5 : 24.0)) + side(right) * 0.9;
            RibCourse rib{ right, number, {}, {} };
            for (int i = 0; i <= 24; ++i) {
                const double angle = 0.5 * pi * i / 24.0;
                const double sine = std::pow(std::sin(angle), 0.95);
                rib.posterior.push_back(
                    { x0 + (wall - x0) * sine, y0 + drop * (1.0 - std::cos(angle)) - 2.2 * std::sin(2.0 * angle) });
            }
            const double fall = number == 1 ? 8.0 : (12.0 + 0.5 * number) * slope;
            const double end =
                thorax::midlineX + side(right) * (number == 1 ? 9.0 : 13.0 + 1.9 * std::max(0, number - 3));
            for (int i = 0; i <= 20 && number <= 9; ++i) {
                const double angle = 0.5 * pi * i / 20.0;
                rib.anterior.push_back(
                    { wall + (end - wall) * (1.0 - std::cos(angle)), wallY + fall * std::pow(std::sin(angle), 1.05) });
            }
            rib.posterior = shape.toImage(std::move(rib.posterior));
            rib.anterior = shape.toImage(std::move(rib.anterior));
            ribs.push_back(std::move(rib));
        }
    return ribs;
}

GreyImage drawSkeleton(const ThoraxShape &shape, const std::vector<RibCourse> &ribs, const RandomStream &patient)
{
    BoneBrush bones{ shape, ProjectionCanvas(shape.size, shape.size) };
    drawSpine(bones, patient.child("spine"));
    drawRibs(bones, ribs, patient.child("ribs"));
    for (const bool right : { true, false }) {
        drawClavicle(bones, right);
        drawShoulder(bones, right, patient.child("shoulder"));
    }
    // Manubrium and sternum: hardly seen in a frontal view.
    bones.plate(
        { { 60, 25 }, { 72.5, 25 }, { 71.5, 34 }, { 69, 38 }, { 69, 68 }, { 63.5, 68 }, { 63.5, 38 }, { 61, 34 } },
        0.10, 0.06, 0.5);
    return std::move(bones.canvas.image());
}

} // namespace cf
