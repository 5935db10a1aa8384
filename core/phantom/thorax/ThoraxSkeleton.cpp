#include "core/phantom/thorax/ThoraxSkeleton.h"

#include "core/phantom/thorax/ThoraxTemplate.h"

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
    // Body: waisted box with denser end plates.
    for (int step = 0; step <= 6; ++step) {
        const double v = -1.0 + step / 3.0;
        const double wide = radiusX * (0.92 + 0.08 * v * v);
        bones.tube({ { x - wide, y + v * half }, { x + wide, y + v * half } }, { 0.18 * height }, 0.22 * peak,
            TubeProfile::solid());
    }
    for (const double v : { -1.0, 1.0 })
        bones.tube({ { x - radiusX, y + v * half }, { x, y + v * half * 0.94 }, { x + radiusX, y + v * half } },
            { 0.45 }, 0.16 * peak, TubeProfile::solid());
    for (const double s : { -1.0, 1.0 }) {
        bones.ellipse({ x + s * radiusX * 0.62, y - 0.08 * height }, 1.0, 1.5, 0.20 * peak);
        bones.tube({ { x + s * radiusX * 0.7, y }, { x + s * (radiusX + 3.2), y - 1.3 } }, { 1.25 }, 0.16 * peak,
            TubeProfile::pipe(0.3, 0.5));
    }
    bones.tube({ { x, y + 0.2 * height }, { x + 0.15, y + 0.75 * height } }, { 0.8 }, 0.28 * peak,
        TubeProfile::pipe(0.4, 0.5));
}

void drawSpine(BoneBrush &bones, RandomStream stream)
{
    double y = -9.0;
    const double density = stream.uniform(0.7, 1.1);
    for (int level = 0; level < 26 && y < 150.0; ++level) {
        const bool cervical = y < 6.0;
        const double height = cervical ? 5.0 : std::min(10.5, 6.3 + 0.034 * y);
        const double radiusX = cervical ? 4.0 : std::min(7.0, 4.3 + 0.02 * y);
        drawVertebra(bones, y, radiusX, height * 0.86, density * (cervical ? 0.8 : 0.62) * stream.uniform(0.9, 1.1));
        y += height;
    }
    blur(bones.canvas.image(), 0.35 * bones.shape.pixelsPerUnit);
}

void drawRibs(BoneBrush &bones, const std::vector<RibCourse> &ribs, RandomStream stream)
{
    const double density = stream.uniform(0.75, 1.15);
    const double unit = bones.shape.pixelsPerUnit;
    for (const RibCourse &rib : ribs) {
        const double radius = (rib.number == 1 ? 1.7 : 1.72) * stream.uniform(0.92, 1.08);
        const double scale = 0.5 * density / (radius * unit);
        Tube posterior{ rib.posterior, {}, 0.60 * scale, {} };
        for (std::size_t i = 0; i < rib.posterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(rib.posterior.size());
            posterior.radii.push_back(radius * (0.84 + 0.2 * std::sin(pi * t)) * unit);
            posterior.shares.push_back((rib.number == 1 ? 0.7 : 1.0) * smoothStep(-0.12, 0.2, t));
        }
        bones.canvas.add(posterior, TubeProfile::pipe(0.15, 0.32));
        Tube anterior{ rib.anterior, {}, 0.42 * scale, {} };
        for (std::size_t i = 0; i < rib.anterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(rib.anterior.size());
            anterior.radii.push_back(radius * (0.95 + 0.35 * t * t) * unit);
            // Bone turns into cartilage, and the lowest ones lie over the liver and are hardly seen.
            anterior.shares.push_back((rib.number > 6           ? 0.55
                                              : rib.number == 1 ? 0.75
                                                                : 1.0)
                * smoothStep(1.02, 0.72, t));
        }
        bones.canvas.add(anterior, TubeProfile::pipe(0.12, 0.36));
    }
}

void drawClavicle(BoneBrush &bones, bool right)
{
    const auto source = right ? thorax::clavicleRight() : thorax::clavicleLeft();
    std::vector<Point> points(source.begin(), source.end());
    for (Point &point : points) {
        const double out = std::abs(point.x - thorax::midlineX);
        point.y += bones.shape.parameters.clavicleSlope * out / 40.0 - 2.0 * smoothStep(15.0, 50.0, out);
    }
    const double unit = bones.shape.pixelsPerUnit;
    Tube bone{ bones.shape.toImage(smoothCurve(points, 6)), {}, 0.29 / (2.0 * unit), {} };
    for (std::size_t i = 0; i < bone.path.size(); ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(bone.path.size() - 1);
        bone.radii.push_back(unit * (2.2 - 0.75 * std::sin(pi * std::min(1.0, t * 1.25)) + 0.3 * t));
        bone.shares.push_back(smoothStep(-0.12, 0.16, t)); // The sternal end hides in the mediastinum.
    }
    bones.canvas.add(bone, TubeProfile::pipe(0.24, 0.42));
}

void drawShoulder(BoneBrush &bones, bool right, RandomStream stream)
{
    const double out = stream.uniform(-5.0, 2.5); // How far the shoulder is rolled out of the lung.
    const double down = 0.6 * bones.shape.parameters.clavicleSlope + stream.uniform(-1.0, 2.0);
    const double density = stream.uniform(0.75, 1.1);
    const auto at = [&](double x, double y) { return Point{ mirror(right, x - out), y + down }; };
    const auto curve = [&](std::vector<Point> points) { return smoothCurve(points, 6); };
    bones.plate({ at(25, 25), at(26.5, 34), at(25, 46), at(21, 58), at(18, 61.5), at(15, 58), at(12, 47), at(9.5, 37),
                    at(8, 29), at(14, 24.5) },
        0.12 * density, 0.06 * density, 0.6);
    bones.tube(
        curve({ at(17.6, 61), at(14, 53), at(11, 42), at(8.5, 34) }), { 1.1 }, 0.20 * density, TubeProfile::solid());
    bones.tube(curve({ at(26, 30), at(18, 26), at(10, 21), at(3, 18.5) }), { 1.6 }, 0.22 * density,
        TubeProfile::pipe(0.3, 0.6));
    bones.tube(curve({ at(16, 25.5), at(12, 27), at(9, 27) }), { 1.8 }, 0.2 * density,
        TubeProfile::pipe(0.3, 0.7)); // coracoid
    // Glenoid, head of the humerus and its shaft.
    bones.ellipse(at(7.5, 30), 1.8, 4.8, 0.24 * density);
    const double spread = stream.uniform(-4.0, 3.0);
    bones.ellipse(at(1.5, 28.5), 6.6, 6.8, 0.24 * density);
    bones.tube(curve({ at(0.5, 31), at(-2 + spread * .3, 42), at(-5 + spread, 60), at(-8 + 2 * spread, 95) }), { 3.4 },
        0.5 * density, TubeProfile::pipe(0.28, 0.4));
}

} // namespace

std::vector<RibCourse> ribCourses(const ThoraxShape &shape, RandomStream stream)
{
    std::vector<RibCourse> ribs;
    const double spacing = stream.uniform(6.7, 7.3);
    const double slope = stream.uniform(0.75, 1.25);
    for (const bool right : { true, false })
        for (int number = 1; number <= ribCount; ++number) {
            const double y0 = 12.5 + spacing * (number - 1) + stream.normal(0.0, 0.25);
            const double x0 = thorax::midlineX + side(right) * 5.0;
            const double drop = (number == 1 ? 5.5 : 7.0 + 1.1 * std::min(number, 7)) * slope;
            const double wallY = y0 + drop;
            const double wall = number == 1 ? thorax::midlineX - 1.0 + side(right) * 18.5
                                            : shape.wallX(right, wallY) + side(right) * 0.9;
            RibCourse rib{ right, number, {}, {} };
            for (int i = 0; i <= 24; ++i) {
                const double angle = 0.5 * pi * i / 24.0;
                const double sine = std::pow(std::sin(angle), 0.95);
                rib.posterior.push_back({ x0 + (wall - x0) * sine,
                    y0 + drop * (1.0 - std::cos(angle)) - (number < 3 ? 0.9 : 2.2) * std::sin(2.0 * angle) });
            }
            const double fall = number == 1 ? 8.5 : (11.0 + 0.6 * number) * slope;
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
