#include "core/phantom/devices/DevicesDrawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace cf::devices {

namespace {

enum class Fastener { Snap, Bail, Clip };

void drawPad(const Drawing &drawing, Point centre)
{
    const double radius = drawing.stream.uniform(15.0, 18.0);
    drawing.canvas.paint(centre, drawing.stream.uniform(0.0, 3.1), radius, radius, [radius](double x, double y) {
        const double r = std::hypot(x, y);
        return (r < radius ? 0.012 : 0.0) + (r < 8.0 ? 0.035 : 0.0);
    });
}

void drawFastener(const Drawing &drawing, Point centre, double angle, Fastener kind)
{
    drawing.canvas.paint(centre, angle, 11.0, 8.0, [kind](double x, double y) {
        const double r = std::hypot(x, y);
        switch (kind) {
        case Fastener::Snap:
            return (r < 5.2 ? 0.25 : 0.0) + 0.8 * bell(r - 3.8, 0.6) * (r < 5.2 ? 1.0 : 0.0) + (r < 2.0 ? 1.4 : 0.0);
        case Fastener::Bail: {
            const double kidney = std::hypot(x / 6.2, (y - 0.05 * x * x) / 4.6);
            const double ring = std::abs(r - 4.2);
            return (kidney < 1.0 ? 0.22 : 0.0) + (x > -2.5 ? cylinder(ring, 0.75, 1.0) : 0.0) + (r < 1.6 ? 1.2 : 0.0);
        }
        case Fastener::Clip: {
            double a = 0.0;
            for (const double jaw : { -1.0, 1.0 })
                if (std::abs(y - jaw * (1.3 + 0.12 * std::max(0.0, x))) < 0.75 && std::abs(x) < 9.0)
                    a += 0.9;
            return a + (std::abs(x + 2.0) < 1.6 && std::abs(y) < 3.0 && std::fmod(std::abs(y), 1.2) < 0.6 ? 0.8 : 0.0)
                + (r < 1.8 ? 1.0 : 0.0);
        }
        }
        return 0.0;
    });
}

/// The point of the field's edge to which all wires run.
Point edgePoint(const Drawing &drawing)
{
    const double width = drawing.canvas.width();
    const double height = drawing.canvas.height();
    RandomStream &stream = drawing.stream;
    if (stream.chance(0.3))
        return { stream.chance(0.5) ? 0.15 * width : 0.85 * width, height + 8.0 };
    return { stream.chance(0.5) ? -8.0 : width + 8.0, stream.uniform(0.3, 0.95) * height };
}

} // namespace

void drawEcgLeads(const Drawing &drawing)
{
    if (drawing.style.wide) {
        drawWideEcgLeads(drawing);
        return;
    }
    RandomStream &stream = drawing.stream;
    static constexpr std::array<Point, 7> spots{ { { 32, 28 }, { 99, 28 }, { 30, 78 }, { 107, 80 }, { 88, 66 },
        { 60, 100 }, { 40, 58 } } };
    std::array<int, 7> order{ 0, 1, 2, 3, 4, 5, 6 };
    for (int i = 6; i > 0; --i)
        std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(stream.below(i + 1))]);
    const Point edge = edgePoint(drawing);
    const auto kind = static_cast<Fastener>(stream.below(3));
    const double radius = stream.uniform(1.2, 2.0);
    const double wire = std::min(0.95, stream.uniform(0.25, 0.60) * drawing.style.wireStrength);
    const double core = stream.uniform(0.0, 0.25);
    const auto count =
        static_cast<int>(std::lround(drawing.number("electrodes", 2 + stream.below(3), "count", 1.0, 7.0)));
    for (int i = 0; i < count; ++i) {
        const Point spot = spots[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
        Point centre = drawing.place(spot.x + stream.uniform(-3.0, 3.0), spot.y + stream.uniform(-3.0, 3.0));
        centre = drawing.movable("electrode" + std::to_string(i + 1), centre, { 14.0, 16.0 }, { 118.0, 112.0 });
        if (stream.chance(0.7))
            drawPad(drawing, centre);
        const double dx = edge.x - centre.x;
        const double dy = edge.y - centre.y;
        const double angle = std::atan2(dy, dx) + stream.uniform(-0.7, 0.7);
        drawFastener(drawing, centre, angle, kind);
        const double first = drawing.pixels(22.0);
        const double sag = stream.uniform(-0.16, 0.16);
        std::vector<Point> controls{ { centre.x + 0.2 * first * std::cos(angle),
                                         centre.y + 0.2 * first * std::sin(angle) },
            { centre.x + first * std::cos(angle), centre.y + first * std::sin(angle) } };
        for (const double share : { 0.45, 0.75 })
            controls.push_back({ centre.x + share * dx - sag * dy + stream.uniform(-0.03, 0.03) * dx,
                centre.y + share * dy + sag * dx + stream.uniform(-0.03, 0.03) * dy });
        controls.push_back({ edge.x, edge.y + drawing.pixels(stream.uniform(-4.0, 4.0)) });
        const Path path = smoothed(splineThrough(controls), drawing.pixels(8.0));
        drawing.canvas.tube(path, radius, [=](double d, double s) {
            // A thicker strain relief where the wire meets its electrode.
            return cylinder(d, radius, wire * (s < 12.0 ? 1.35 : 1.0)) + cylinder(d, 0.45, core);
        });
    }
}

namespace {

void drawWireLoop(const Drawing &drawing, Point centre)
{
    RandomStream &stream = drawing.stream;
    const double halfWidth = drawing.pixels(drawing.vary("wires.half_width"));
    const double halfHeight = drawing.pixels(drawing.vary("wires.half_height"));
    const double tilt = stream.uniform(-0.25, 0.25);
    const double gap = stream.uniform(0.05, 0.2);
    const bool eight = drawing.wideOnly("wires.figure_of_eight");
    const double radius = drawing.settled("wires.radius");
    const double wire = drawing.settled("wires.attenuation");
    std::vector<Point> loop;
    for (int i = 0; i <= 14; ++i) {
        // Starts and ends above, where the ends are twisted together.
        const double angle = -std::numbers::pi / 2.0 + gap + (2.0 * std::numbers::pi - 2.0 * gap) * i / 14.0;
        const double r = 1.0 + 0.06 * std::clamp(stream.normal(), -1.5, 1.5);
        const double x = halfWidth * r * std::cos(angle);
        const double y = halfHeight * r * (eight ? 0.7 * std::sin(2.0 * angle) : std::sin(angle));
        loop.push_back(
            { centre.x + x * std::cos(tilt) - y * std::sin(tilt), centre.y + x * std::sin(tilt) + y * std::cos(tilt) });
    }
    drawing.canvas.tube(splineThrough(loop), radius, [=](double d, double) { return cylinder(d, radius, wire); });
    const Point knot{ 0.5 * (loop.front().x + loop.back().x), 0.5 * (loop.front().y + loop.back().y) };
    const double length = drawing.pixels(stream.uniform(5.0, 8.0));
    const double angle = stream.uniform(-2.9, -0.2);
    std::vector<Point> twist;
    for (int i = 0; i <= 6; ++i) {
        const double share = i / 6.0;
        const double sway = drawing.pixels(i % 2 == 0 ? 0.35 : -0.35);
        twist.push_back({ knot.x + share * length * std::cos(angle) - sway * std::sin(angle),
            knot.y + share * length * std::sin(angle) + sway * std::cos(angle) });
    }
    drawing.canvas.tube(splineThrough(twist), 0.6, [](double d, double) { return cylinder(d, 0.6, 1.7); });
}

} // namespace

void drawSternalWires(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const int drawnLoops =
        drawing.style.wide ? static_cast<int>(deviceStyle("wires.loops").draw(stream)) : 5 + stream.below(3);
    const auto loops = static_cast<int>(std::lround(drawing.number("loops", drawnLoops, "count", 2.0, 9.0)));
    double shift = stream.uniform(-0.8, 0.8);
    if (drawing.style.sheet) { // Along the midline; told in millimetres.
        const double millimetres = drawing.units(1.0) / drawing.pixels(1.0);
        shift = drawing.number("shift", shift * millimetres, "mm", -2.0 * millimetres, 2.0 * millimetres) / millimetres;
        drawing.style.sheet->addHandle(
            "shift", drawing.place(66.8 + shift, 58.0), { { "shift", 1.0 / drawing.pixels(1.0), 0.0 } });
    }
    for (int i = 0; i < loops; ++i) {
        const double y = 32.0 + (85.0 - 32.0) * (i + 0.5) / loops + stream.uniform(-1.2, 1.2);
        drawWireLoop(drawing, drawing.place(66.8 + shift + stream.uniform(-0.8, 0.8), y));
    }
    // Clips on the side branches of the mammary artery or of vein grafts.
    const int drawn = drawing.style.wide ? static_cast<int>(deviceStyle("wires.clips").draw(stream)) : stream.below(8);
    for (int clips = drawn; clips > 2; --clips) {
        const Point centre = drawing.place(stream.uniform(72.0, 80.0), stream.uniform(45.0, 72.0));
        drawing.canvas.paint(
            centre, stream.uniform(0.0, 3.1), 2.4, 0.55, [](double, double y) { return cylinder(y, 0.55, 1.5); });
    }
}

} // namespace cf::devices
