#include "core/phantom/devices/DevicesDrawing.h"
#include "core/phantom/devices/SurfaceNumbers.h"

#include <algorithm>
#include <numbers>

namespace cf::devices {

namespace {

enum class Fastener { Snap, Bail, Clip, Clamp, Button, Count };

/// Sizes and densities that all electrodes and wires of one set share: they are of one maker.
struct EcgSet {
    Fastener fastener = Fastener::Snap;
    double size = 1.0;
    double density = 1.0;
    double wireRadius = 0.0;
    double wire = 0.0;
    double core = 0.0;
    double coreRadius = 0.0;
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
    const auto &wide = numbersOf<WideEcgNumbers>();
    const bool square = drawing.stream.chance(wide.squarePad);
    const double turn = numbersOf<EcgNumbers>().padTurn.draw(drawing.stream);
    drawing.canvas.paint(centre, turn, radius, radius, [=, &wide](double x, double y) {
        const double r = square ? std::max(std::abs(x), std::abs(y)) : std::hypot(x, y);
        return (r < radius ? pad : 0.0)
            + (std::hypot(x, y) < wide.padGelShare * radius ? wide.padGelFactor * pad : 0.0);
    });
}

double fastenerAt(const FastenerNumbers &shape, Fastener kind, double x, double y)
{
    const double r = std::hypot(x, y);
    switch (kind) {
    case Fastener::Snap:
        return r < shape.snapRadius ? shape.snap + shape.snapRing * bell(r - shape.snapRingAt, shape.snapRingWidth)
                + (r < shape.snapStudRadius ? shape.snapStud : 0.0)
                                    : 0.0;
    case Fastener::Bail:
        return (std::hypot(x / shape.bailLong, (y - shape.bailBend * x * x) / shape.bailHigh) < 1.0 ? shape.bail : 0.0)
            + (x > shape.bailFrom ? cylinder(std::abs(r - shape.bailRingAt), shape.bailRingRadius, shape.bailRing)
                                  : 0.0)
            + (r < shape.bailStudRadius ? shape.bailStud : 0.0);
    case Fastener::Clip: {
        double a = r < shape.clipStudRadius ? shape.clipStud : 0.0;
        for (const double jaw : { -1.0, 1.0 })
            if (std::abs(y - jaw * (shape.jawGap + shape.jawOpening * std::max(0.0, x))) < shape.jawHalf
                && std::abs(x) < shape.jawLong)
                a += shape.jaw;
        return a;
    }
    case Fastener::Clamp: {
        // A plastic grip with a spring, a steel frame, and a stud at its front.
        const bool grip = roundedBox(x, y, shape.clampGripLong, shape.clampGripHigh, shape.clampGripCorner) < 0.0;
        const bool frame = x < shape.clampFrameTo
            && std::abs(roundedBox(
                   x + shape.clampFrameAt, y, shape.clampFrameLong, shape.clampFrameHigh, shape.clampFrameCorner))
                < shape.clampFrameHalf;
        const bool spring = shape.clampSpringFrom.holds(x) && std::abs(y) < shape.clampSpringHigh
            && std::fmod(x, shape.clampSpringPitch) < shape.clampSpringWire;
        return (grip ? shape.clampGrip : 0.0) + (frame ? shape.clampFrame : 0.0) + (spring ? shape.clampSpring : 0.0)
            + (std::hypot(x + shape.clampStudAt, y) < shape.clampStudRadius ? shape.clampStud : 0.0);
    }
    case Fastener::Button:
    case Fastener::Count:
        return (r < shape.buttonRadius ? shape.button : 0.0) + (r < shape.buttonStudRadius ? shape.buttonStud : 0.0);
    }
    return 0.0;
}

void drawFastener(const Drawing &drawing, const EcgSet &set, Point centre, double angle)
{
    const auto &shape = numbersOf<FastenerNumbers>();
    const auto &wide = numbersOf<WideEcgNumbers>();
    drawing.canvas.paint(centre, angle, wide.fastenerAcross * set.size, wide.fastenerDown * set.size,
        [&set, &shape](
            double x, double y) { return set.density * fastenerAt(shape, set.fastener, x / set.size, y / set.size); });
}

/// A point just beyond the picture's border.
Point beyondEdge(const Drawing &drawing)
{
    const double width = drawing.canvas.width();
    const double height = drawing.canvas.height();
    RandomStream &stream = drawing.stream;
    const auto &wide = numbersOf<WideEcgNumbers>();
    const double beyond = numbersOf<EcgNumbers>().edgeBeyond;
    switch (stream.below(wide.edgeSides)) {
    case 0:
        return { wide.edgeAt.draw(stream) * width, height + beyond };
    case 1:
        return { wide.edgeAt.draw(stream) * width, -beyond };
    default:
        return { stream.chance(0.5) ? -beyond : width + beyond, wide.edgeAt.draw(stream) * height };
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
    set.wire = std::min(numbersOf<EcgNumbers>().wireMax, drawn(drawing, "ecg.wire") * drawing.style.wireStrength);
    set.core = drawn(drawing, "ecg.core");
    set.coreRadius = std::min(set.wireRadius, drawn(drawing, "ecg.core_radius"));
    set.yoke = stream.chance(deviceStyle("ecg.yoke").low);
    const NumberRange &yokeAt = numbersOf<WideEcgNumbers>().yokeAt;
    set.edge = set.yoke ? drawing.place(yokeAt.draw(stream), yokeAt.draw(stream)) : beyondEdge(drawing);
    return set;
}

void drawWire(const Drawing &drawing, const EcgSet &set, const std::vector<Point> &controls, double factor)
{
    const auto &ecg = numbersOf<EcgNumbers>();
    const Path path = smoothed(splineThrough(controls), drawing.pixels(numbersOf<WideEcgNumbers>().smoothing));
    const double radius = set.wireRadius * factor;
    drawing.canvas.tube(path, radius, [=, &set, &ecg](double d, double s) {
        // A thicker strain relief where the wire meets its electrode.
        return cylinder(d, radius, set.wire * (s < ecg.strainRelief ? ecg.strainFactor : 1.0))
            + cylinder(d, set.coreRadius * factor, set.core);
    });
}

/// From an electrode to where the wire leaves, with sag and, for some, a loop of slack.
std::vector<Point> wayOf(const Drawing &drawing, Point from, double angle, Point to)
{
    RandomStream &stream = drawing.stream;
    const auto &wide = numbersOf<WideEcgNumbers>();
    const double first = drawing.pixels(wide.firstReach.draw(stream));
    const double sag = drawn(drawing, "ecg.sag");
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    std::vector<Point> controls{ from, { from.x + first * std::cos(angle), from.y + first * std::sin(angle) } };
    const bool loops = stream.chance(deviceStyle("ecg.loop").low);
    for (const double share : wide.between) {
        const Point at{ from.x + share * dx - sag * dy * (wide.sagFall - share) + wide.wobble.draw(stream) * dx,
            from.y + share * dy + sag * dx * (wide.sagFall - share) + wide.wobble.draw(stream) * dy };
        controls.push_back(at);
        if (!loops || share > 0.5)
            continue;
        const double radius = drawing.pixels(drawn(drawing, "ecg.loop_radius"));
        const double turn = stream.chance(0.5) ? wide.loopTurn : -wide.loopTurn;
        const double start = std::atan2(dy, dx) - std::copysign(std::numbers::pi / 2.0, turn);
        const double flat = wide.loopFlat.draw(stream);
        for (int i = 1; i <= wide.loopSteps; ++i)
            controls.push_back(
                { at.x + radius * (std::cos(start + turn * i) - std::cos(start)) + wide.loopDrift * i * dx,
                    at.y + flat * radius * (std::sin(start + turn * i) - std::sin(start)) + wide.loopDrift * i * dy });
    }
    controls.push_back(to);
    return controls;
}

} // namespace

void drawWideEcgLeads(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &wide = numbersOf<WideEcgNumbers>();
    const std::vector<Point> &spots = numbersOf<EcgNumbers>().spots;
    const EcgSet set = planSet(drawing);
    const int count = static_cast<int>(drawn(drawing, "ecg.wires"));
    for (int i = 0; i < count; ++i) {
        const Point usual = spots[static_cast<std::size_t>(stream.below(static_cast<int>(spots.size())))];
        const Point spot = stream.chance(deviceStyle("ecg.anywhere").low)
            ? Point{ wide.anywhere.draw(stream), wide.anywhereRow.draw(stream) }
            : Point{ usual.x + wide.spotSpread.draw(stream), usual.y + wide.spotSpread.draw(stream) };
        Point end = set.edge;
        if (stream.chance(deviceStyle("ecg.own_edge").low) && !set.yoke)
            end = beyondEdge(drawing);
        end.x += drawing.pixels(wide.edgeSpread.draw(stream));
        end.y += drawing.pixels(wide.edgeSpread.draw(stream));
        const bool passes = stream.chance(deviceStyle("ecg.no_electrode").low);
        const Point start = passes ? beyondEdge(drawing) : drawing.place(spot.x, spot.y);
        const double angle = std::atan2(end.y - start.y, end.x - start.x) + wide.angleSpread.draw(stream);
        if (!passes) {
            if (stream.chance(wide.withPad))
                drawPad(drawing, start);
            drawFastener(drawing, set, start, angle);
        }
        drawWire(drawing, set, wayOf(drawing, start, angle, end), 1.0);
    }
    if (!set.yoke)
        return;
    const double turn = numbersOf<EcgNumbers>().padTurn.draw(stream);
    drawing.canvas.paint(set.edge, turn, wide.yokeReach.x, wide.yokeReach.y, [&wide](double x, double y) {
        return roundedBox(x, y, wide.yokeHalf.x, wide.yokeHalf.y, wide.yokeCorner) < 0.0 ? wide.yoke : 0.0;
    });
    drawWire(drawing, set, wayOf(drawing, set.edge, wide.yokeTurn.draw(stream), beyondEdge(drawing)), wide.bundle);
}

} // namespace cf::devices
