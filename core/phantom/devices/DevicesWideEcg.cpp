#include "core/phantom/devices/DevicesDrawing.h"

#include <algorithm>
#include <array>
#include <numbers>

namespace cf::devices {

namespace {

enum class Fastener { Snap, Bail, Clip, Clamp, Button, Count };

/// Sizes and densities that all electrodes and wires of one set share: they are of one maker.
struct EcgSet {
    Fastener fastener = Fastener::Snap;
    double size = 1.0;
    double density = 1.0;
    double wireRadius = 1.5;
    double wire = 0.4;
    double core = 0.1;
    double coreRadius = 0.45;
    bool yoke = false;
    Point edge; ///< Where the set leaves the picture, or its wires join.
};

double drawn(const Drawing &drawing, const char *name)
{
    return deviceStyle(name).draw(drawing.stream);
}

void drawPad(const Drawing &drawing, Point centre)
{
    const double radius = drawn(drawing, "ecg.pad_radius");
    const double pad = drawn(drawing, "ecg.pad");
    const bool square = drawing.stream.chance(0.3);
    drawing.canvas.paint(centre, drawing.stream.uniform(0.0, 3.1), radius, radius, [=](double x, double y) {
        const double r = square ? std::max(std::abs(x), std::abs(y)) : std::hypot(x, y);
        return (r < radius ? pad : 0.0) + (std::hypot(x, y) < 0.45 * radius ? 2.0 * pad : 0.0);
    });
}

double fastenerAt(Fastener kind, double x, double y)
{
    const double r = std::hypot(x, y);
    switch (kind) {
    case Fastener::Snap:
        return r < 5.2 ? 0.25 + 0.8 * bell(r - 3.8, 0.6) + (r < 2.0 ? 1.4 : 0.0) : 0.0;
    case Fastener::Bail:
        return (std::hypot(x / 6.2, (y - 0.05 * x * x) / 4.6) < 1.0 ? 0.22 : 0.0)
            + (x > -2.5 ? cylinder(std::abs(r - 4.2), 0.75, 1.0) : 0.0) + (r < 1.6 ? 1.2 : 0.0);
    case Fastener::Clip: {
        double a = r < 1.8 ? 1.0 : 0.0;
        for (const double jaw : { -1.0, 1.0 })
            if (std::abs(y - jaw * (1.3 + 0.12 * std::max(0.0, x))) < 0.75 && std::abs(x) < 9.0)
                a += 0.9;
        return a;
    }
    case Fastener::Clamp: {
        // A plastic grip with a spring, a steel frame, and a stud at its front.
        const bool grip = roundedBox(x, y, 13.0, 3.6, 2.0) < 0.0;
        const bool frame = x < 4.0 && std::abs(roundedBox(x + 4.0, y, 8.0, 2.6, 1.0)) < 0.6;
        const bool spring = x > 3.0 && x < 10.0 && std::abs(y) < 2.2 && std::fmod(x, 1.8) < 0.8;
        return (grip ? 0.16 : 0.0) + (frame ? 1.0 : 0.0) + (spring ? 0.8 : 0.0)
            + (std::hypot(x + 10.0, y) < 2.2 ? 1.3 : 0.0);
    }
    case Fastener::Button:
    case Fastener::Count:
        return (r < 6.0 ? 0.3 : 0.0) + (r < 3.0 ? 0.9 : 0.0);
    }
    return 0.0;
}

void drawFastener(const Drawing &drawing, const EcgSet &set, Point centre, double angle)
{
    drawing.canvas.paint(centre, angle, 14.0 * set.size, 9.0 * set.size,
        [&set](double x, double y) { return set.density * fastenerAt(set.fastener, x / set.size, y / set.size); });
}

/// A point just beyond the picture's border.
Point beyondEdge(const Drawing &drawing)
{
    const double width = drawing.canvas.width();
    const double height = drawing.canvas.height();
    RandomStream &stream = drawing.stream;
    switch (stream.below(6)) {
    case 0:
        return { stream.uniform(0.05, 0.95) * width, height + 8.0 };
    case 1:
        return { stream.uniform(0.05, 0.95) * width, -8.0 };
    default:
        return { stream.chance(0.5) ? -8.0 : width + 8.0, stream.uniform(0.05, 0.95) * height };
    }
}

EcgSet planSet(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    EcgSet set;
    set.fastener = static_cast<Fastener>(stream.below(static_cast<int>(Fastener::Count)));
    set.size = drawn(drawing, "ecg.fastener_size");
    set.density = drawn(drawing, "ecg.fastener");
    set.wireRadius = drawn(drawing, "ecg.wire_radius");
    set.wire = std::min(0.95, drawn(drawing, "ecg.wire") * drawing.style.wireStrength);
    set.core = drawn(drawing, "ecg.core");
    set.coreRadius = std::min(set.wireRadius, drawn(drawing, "ecg.core_radius"));
    set.yoke = stream.chance(deviceStyle("ecg.yoke").low);
    set.edge = set.yoke ? drawing.place(stream.uniform(5.0, 125.0), stream.uniform(5.0, 125.0)) : beyondEdge(drawing);
    return set;
}

void drawWire(const Drawing &drawing, const EcgSet &set, const std::vector<Point> &controls, double factor)
{
    const Path path = smoothed(splineThrough(controls), drawing.pixels(6.0));
    const double radius = set.wireRadius * factor;
    drawing.canvas.tube(path, radius, [=, &set](double d, double s) {
        // A thicker strain relief where the wire meets its electrode.
        return cylinder(d, radius, set.wire * (s < 12.0 ? 1.35 : 1.0)) + cylinder(d, set.coreRadius * factor, set.core);
    });
}

/// From an electrode to where the wire leaves, with sag and, for some, a loop of slack.
std::vector<Point> wayOf(const Drawing &drawing, Point from, double angle, Point to)
{
    RandomStream &stream = drawing.stream;
    const double first = drawing.pixels(stream.uniform(8.0, 25.0));
    const double sag = drawn(drawing, "ecg.sag");
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    std::vector<Point> controls{ from, { from.x + first * std::cos(angle), from.y + first * std::sin(angle) } };
    const bool loops = stream.chance(deviceStyle("ecg.loop").low);
    for (const double share : { 0.4, 0.75 }) {
        const Point at{ from.x + share * dx - sag * dy * (1.2 - share) + stream.uniform(-0.05, 0.05) * dx,
            from.y + share * dy + sag * dx * (1.2 - share) + stream.uniform(-0.05, 0.05) * dy };
        controls.push_back(at);
        if (!loops || share > 0.5)
            continue;
        const double radius = drawing.pixels(drawn(drawing, "ecg.loop_radius"));
        const double turn = stream.chance(0.5) ? 0.9 : -0.9;
        const double start = std::atan2(dy, dx) - std::copysign(std::numbers::pi / 2.0, turn);
        const double flat = stream.uniform(0.5, 1.0);
        for (int i = 1; i <= 6; ++i)
            controls.push_back({ at.x + radius * (std::cos(start + turn * i) - std::cos(start)) + 0.02 * i * dx,
                at.y + flat * radius * (std::sin(start + turn * i) - std::sin(start)) + 0.02 * i * dy });
    }
    controls.push_back(to);
    return controls;
}

} // namespace

void drawWideEcgLeads(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    static constexpr std::array<Point, 7> spots{ { { 32, 28 }, { 99, 28 }, { 30, 78 }, { 107, 80 }, { 88, 66 },
        { 60, 100 }, { 40, 58 } } };
    const EcgSet set = planSet(drawing);
    const int count = static_cast<int>(drawn(drawing, "ecg.wires"));
    for (int i = 0; i < count; ++i) {
        const Point usual = spots[static_cast<std::size_t>(stream.below(spots.size()))];
        const Point spot = stream.chance(deviceStyle("ecg.anywhere").low)
            ? Point{ stream.uniform(12.0, 120.0), stream.uniform(12.0, 118.0) }
            : Point{ usual.x + stream.uniform(-6.0, 6.0), usual.y + stream.uniform(-6.0, 6.0) };
        Point end = set.edge;
        if (stream.chance(deviceStyle("ecg.own_edge").low) && !set.yoke)
            end = beyondEdge(drawing);
        end.x += drawing.pixels(stream.uniform(-6.0, 6.0));
        end.y += drawing.pixels(stream.uniform(-6.0, 6.0));
        const bool passes = stream.chance(deviceStyle("ecg.no_electrode").low);
        const Point start = passes ? beyondEdge(drawing) : drawing.place(spot.x, spot.y);
        const double angle = std::atan2(end.y - start.y, end.x - start.x) + stream.uniform(-0.9, 0.9);
        if (!passes) {
            if (stream.chance(0.6))
                drawPad(drawing, start);
            drawFastener(drawing, set, start, angle);
        }
        drawWire(drawing, set, wayOf(drawing, start, angle, end), 1.0);
    }
    if (!set.yoke)
        return;
    drawing.canvas.paint(set.edge, stream.uniform(0.0, 3.1), 12.0, 5.0,
        [](double x, double y) { return roundedBox(x, y, 11.0, 4.5, 2.0) < 0.0 ? 0.3 : 0.0; });
    drawWire(drawing, set, wayOf(drawing, set.edge, stream.uniform(0.0, 6.2832), beyondEdge(drawing)), 1.4);
}

} // namespace cf::devices
