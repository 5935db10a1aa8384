#include "core/phantom/devices/DevicesDrawing.h"
#include "core/phantom/devices/SurfaceNumbers.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

namespace cf::devices {

namespace {

enum class Fastener { Snap, Bail, Clip };

void drawPad(const Drawing &drawing, Point centre)
{
    const auto &ecg = numbersOf<EcgNumbers>();
    const double radius = ecg.padRadius.draw(drawing.stream);
    drawing.canvas.paint(centre, ecg.padTurn.draw(drawing.stream), radius, radius, [radius, &ecg](double x, double y) {
        const double r = std::hypot(x, y);
        return (r < radius ? ecg.pad : 0.0) + (r < ecg.padGelRadius ? ecg.padGel : 0.0);
    });
}

void drawFastener(const Drawing &drawing, Point centre, double angle, Fastener kind)
{
    const auto &ecg = numbersOf<EcgNumbers>();
    const auto &shape = numbersOf<FastenerNumbers>();
    drawing.canvas.paint(centre, angle, ecg.fastenerAcross, ecg.fastenerDown, [kind, &shape](double x, double y) {
        const double r = std::hypot(x, y);
        switch (kind) {
        case Fastener::Snap:
            return (r < shape.snapRadius ? shape.snap : 0.0)
                + shape.snapRing * bell(r - shape.snapRingAt, shape.snapRingWidth) * (r < shape.snapRadius ? 1.0 : 0.0)
                + (r < shape.snapStudRadius ? shape.snapStud : 0.0);
        case Fastener::Bail: {
            const double kidney = std::hypot(x / shape.bailLong, (y - shape.bailBend * x * x) / shape.bailHigh);
            const double ring = std::abs(r - shape.bailRingAt);
            return (kidney < 1.0 ? shape.bail : 0.0)
                + (x > shape.bailFrom ? cylinder(ring, shape.bailRingRadius, shape.bailRing) : 0.0)
                + (r < shape.bailStudRadius ? shape.bailStud : 0.0);
        }
        case Fastener::Clip: {
            double a = 0.0;
            for (const double jaw : { -1.0, 1.0 })
                if (std::abs(y - jaw * (shape.jawGap + shape.jawOpening * std::max(0.0, x))) < shape.jawHalf
                    && std::abs(x) < shape.jawLong)
                    a += shape.jaw;
            const bool spring = std::abs(x + shape.clipSpringAt) < shape.clipSpringHalf
                && std::abs(y) < shape.clipSpringHigh
                && std::fmod(std::abs(y), shape.clipSpringPitch) < shape.clipSpringWire;
            return a + (spring ? shape.clipSpring : 0.0) + (r < shape.clipStudRadius ? shape.clipStud : 0.0);
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
    const auto &ecg = numbersOf<EcgNumbers>();
    if (stream.chance(ecg.edgeBelow))
        return { stream.chance(0.5) ? ecg.edgeBelowAt.low * width : ecg.edgeBelowAt.high * width,
            height + ecg.edgeBeyond };
    return { stream.chance(0.5) ? -ecg.edgeBeyond : width + ecg.edgeBeyond, ecg.edgeRows.draw(stream) * height };
}

} // namespace

void drawEcgLeads(const Drawing &drawing)
{
    if (drawing.style.wide) {
        drawWideEcgLeads(drawing);
        return;
    }
    RandomStream &stream = drawing.stream;
    const auto &ecg = numbersOf<EcgNumbers>();
    std::vector<int> order(ecg.spots.size());
    std::iota(order.begin(), order.end(), 0);
    for (int i = static_cast<int>(order.size()) - 1; i > 0; --i)
        std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(stream.below(i + 1))]);
    const Point edge = edgePoint(drawing);
    const auto kind = static_cast<Fastener>(stream.below(3));
    const double radius = ecg.radius.draw(stream);
    const double wire = std::min(ecg.wireMax, ecg.wire.draw(stream) * drawing.style.wireStrength);
    const double core = ecg.core.draw(stream);
    const auto count = static_cast<int>(std::lround(
        drawing.number("electrodes", ecg.countMin + stream.below(ecg.countMore), "count", 1.0, ecg.countMax)));
    for (int i = 0; i < count; ++i) {
        const Point spot = ecg.spots[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
        Point centre = drawing.place(spot.x + ecg.spotSpread.draw(stream), spot.y + ecg.spotSpread.draw(stream));
        centre = drawing.movable("electrode" + std::to_string(i + 1), centre, ecg.spotFrom, ecg.spotTo);
        if (stream.chance(ecg.withPad))
            drawPad(drawing, centre);
        const double dx = edge.x - centre.x;
        const double dy = edge.y - centre.y;
        const double angle = std::atan2(dy, dx) + ecg.angleSpread.draw(stream);
        drawFastener(drawing, centre, angle, kind);
        const double first = drawing.pixels(ecg.firstReach);
        const double sag = ecg.sag.draw(stream);
        std::vector<Point> controls{ { centre.x + ecg.firstStart * first * std::cos(angle),
                                         centre.y + ecg.firstStart * first * std::sin(angle) },
            { centre.x + first * std::cos(angle), centre.y + first * std::sin(angle) } };
        for (const double share : ecg.between)
            controls.push_back({ centre.x + share * dx - sag * dy + ecg.wobble.draw(stream) * dx,
                centre.y + share * dy + sag * dx + ecg.wobble.draw(stream) * dy });
        controls.push_back({ edge.x, edge.y + drawing.pixels(ecg.edgeSpread.draw(stream)) });
        const Path path = smoothed(splineThrough(controls), drawing.pixels(ecg.smoothing));
        drawing.canvas.tube(path, radius, [=, &ecg](double d, double s) {
            // A thicker strain relief where the wire meets its electrode.
            return cylinder(d, radius, wire * (s < ecg.strainRelief ? ecg.strainFactor : 1.0))
                + cylinder(d, ecg.coreRadius, core);
        });
    }
}

namespace {

void drawWireLoop(const Drawing &drawing, Point centre)
{
    RandomStream &stream = drawing.stream;
    const double halfWidth = drawing.pixels(drawing.vary("wires.half_width"));
    const double halfHeight = drawing.pixels(drawing.vary("wires.half_height"));
    const auto &steel = numbersOf<SternalWireNumbers>();
    const double tilt = steel.tilt.draw(stream);
    const double gap = steel.gap.draw(stream);
    const bool eight = drawing.wideOnly("wires.figure_of_eight");
    const double radius = drawing.settled("wires.radius");
    const double wire = drawing.settled("wires.attenuation");
    std::vector<Point> loop;
    for (int i = 0; i <= steel.steps; ++i) {
        // Starts and ends above, where the ends are twisted together.
        const double angle = -std::numbers::pi / 2.0 + gap + (2.0 * std::numbers::pi - 2.0 * gap) * i / steel.steps;
        const double r = 1.0 + steel.wobble * std::clamp(stream.normal(), -steel.wobbleLimit, steel.wobbleLimit);
        const double x = halfWidth * r * std::cos(angle);
        const double y = halfHeight * r * (eight ? steel.eightHeight * std::sin(2.0 * angle) : std::sin(angle));
        loop.push_back(
            { centre.x + x * std::cos(tilt) - y * std::sin(tilt), centre.y + x * std::sin(tilt) + y * std::cos(tilt) });
    }
    drawing.canvas.tube(splineThrough(loop), radius, [=](double d, double) { return cylinder(d, radius, wire); });
    const Point knot{ 0.5 * (loop.front().x + loop.back().x), 0.5 * (loop.front().y + loop.back().y) };
    const double length = drawing.pixels(steel.twistLength.draw(stream));
    const double angle = steel.twistAngle.draw(stream);
    std::vector<Point> twist;
    for (int i = 0; i <= steel.twistSteps; ++i) {
        const double share = static_cast<double>(i) / steel.twistSteps;
        const double sway = drawing.pixels(i % 2 == 0 ? steel.twistSway : -steel.twistSway);
        twist.push_back({ knot.x + share * length * std::cos(angle) - sway * std::sin(angle),
            knot.y + share * length * std::sin(angle) + sway * std::cos(angle) });
    }
    drawing.canvas.tube(splineThrough(twist), steel.twistRadius,
        [&steel](double d, double) { return cylinder(d, steel.twistRadius, steel.twist); });
}

} // namespace

void drawSternalWires(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &steel = numbersOf<SternalWireNumbers>();
    const int drawnLoops = drawing.style.wide ? static_cast<int>(deviceStyle("wires.loops").draw(stream))
                                              : steel.loopsMin + stream.below(steel.loopsMore);
    const auto loops = static_cast<int>(
        std::lround(drawing.number("loops", drawnLoops, "count", steel.loopsLimits.low, steel.loopsLimits.high)));
    double shift = steel.shift.draw(stream);
    if (drawing.style.sheet) { // Along the midline; told in millimetres.
        const double millimetres = drawing.units(1.0) / drawing.pixels(1.0);
        shift = drawing.number(
                    "shift", shift * millimetres, "mm", -steel.shiftLimit * millimetres, steel.shiftLimit * millimetres)
            / millimetres;
        drawing.style.sheet->addHandle(
            "shift", drawing.place(steel.x + shift, steel.handleRow), { { "shift", 1.0 / drawing.pixels(1.0), 0.0 } });
    }
    for (int i = 0; i < loops; ++i) {
        const double y =
            steel.rows.low + (steel.rows.high - steel.rows.low) * (i + 0.5) / loops + steel.rowSpread.draw(stream);
        drawWireLoop(drawing, drawing.place(steel.x + shift + steel.across.draw(stream), y));
    }
    // Clips on the side branches of the mammary artery or of vein grafts.
    const int drawn =
        drawing.style.wide ? static_cast<int>(deviceStyle("wires.clips").draw(stream)) : stream.below(steel.clipsMore);
    for (int clips = drawn; clips > steel.clipsHidden; --clips) {
        const Point centre = drawing.place(steel.clipX.draw(stream), steel.clipRow.draw(stream));
        drawing.canvas.paint(centre, steel.clipTurn.draw(stream), steel.clipLong, steel.clipHalf,
            [&steel](double, double y) { return cylinder(y, steel.clipHalf, steel.clip); });
    }
}

} // namespace cf::devices
