#include "core/phantom/devices/DevicesDrawing.h"

#include <algorithm>
#include <numbers>

namespace cf::devices {

namespace {

void append(std::vector<Point> &path, const std::vector<Point> &more)
{
    path.insert(path.end(), more.begin(), more.end());
}

void drawLine(const Drawing &drawing, const std::vector<Point> &controls, double radius, double attenuation)
{
    const Path path = smoothed(splineThrough(controls), drawing.pixels(1.5));
    const double core = drawing.wideOnly("line.guide_wire") ? 0.9 : 0.0;
    drawing.canvas.tube(
        path, radius, [=](double d, double) { return cylinder(d, radius, attenuation) + cylinder(d, 0.3, core); });
}

/// Two lumens side by side under the skin of the chest, over the clavicle into the jugular vein, as for dialysis.
void drawTunnelled(const Drawing &drawing, double tip, double attenuation)
{
    const auto mirrored = [&](double x) { return drawing.right ? x : 133.0 - x; };
    const double radius = deviceStyle("line.tunnelled_radius").draw(drawing.stream);
    std::vector<Point> path =
        drawing.placed({ { mirrored(34), 62 }, { mirrored(38), 48 }, { mirrored(45), 32 }, { mirrored(50), 21 },
                           { mirrored(53.5), 18.5 }, { mirrored(55.5), 25 } },
            1.5);
    append(
        path, drawing.right ? drawing.placed({ { 56.8, 33 } }, 0.5) : drawing.placed({ { 70, 33 }, { 62, 37 } }, 0.5));
    append(path, drawing.placed({ { 57.6, 40 }, { 57.4, 0.5 * (40.0 + tip) }, { 57.3, tip } }, 0.4));
    const Path smooth = smoothed(splineThrough(path), drawing.pixels(4.0));
    const double length = lengthOf(smooth) / drawing.canvas.pixelsPerMillimetre();
    drawing.canvas.tube(smooth, radius, [=](double d, double s) {
        const double side = d > 0.0 ? 1.0 : -1.0;
        if (side > 0.0 && length - s < 25.0) // One lumen opens before the other.
            return 0.0;
        return cylinder(d - side * 0.5 * radius, 0.5 * radius, attenuation) + cylinder(d, radius, 0.3 * attenuation);
    });
}

/// The reservoir under the skin, a disc with a dense ring and suture holes.
void drawPort(const Drawing &drawing, Point centre)
{
    drawing.canvas.paint(centre, drawing.stream.uniform(0.0, 6.2), 14.0, 14.0, [](double x, double y) {
        const double r = std::hypot(x, y);
        double a = r < 13.5 ? 0.30 : 0.0;
        if (r < 11.5)
            a += 0.55;
        a += 1.3 * bell(r - 6.8, 0.7);
        for (int hole = 0; hole < 3; ++hole) {
            const double angle = 2.0 * std::numbers::pi * hole / 3.0;
            if (std::hypot(x - 12.0 * std::cos(angle), y - 12.0 * std::sin(angle)) < 1.0)
                a -= 0.28;
        }
        return r < 13.5 ? a : 0.0;
    });
}

/// Hub and three lumen tails of a line through the subclavian vein, outside the body.
void drawHub(const Drawing &drawing, Point entry, double sideways)
{
    const double angle = drawing.stream.uniform(0.3, 1.0);
    const Point hub{ entry.x + sideways * drawing.pixels(12.0 * std::cos(angle)),
        entry.y + drawing.pixels(12.0 * std::sin(angle)) };
    drawing.canvas.paint(hub, std::atan2(hub.y - entry.y, hub.x - entry.x), 7.0, 3.2,
        [](double x, double y) { return roundedBox(x, y, 6.5, 2.8, 2.0) < 0.0 ? 0.35 : 0.0; });
    for (int tail = -1; tail <= 1; ++tail) {
        const double turn = angle + 0.35 * tail;
        std::vector<Point> controls{ hub };
        for (const double reach : { 18.0, 36.0, 52.0 })
            controls.push_back({ hub.x + sideways * drawing.pixels(reach * std::cos(turn + 0.004 * reach)),
                hub.y + drawing.pixels(reach * std::sin(turn + 0.004 * reach)) });
        drawLine(drawing, controls, 1.1, 0.22);
    }
}

/// A drain that keeps the entry of `usual` and takes any way through that half of the chest, some with a curled end.
std::vector<Point> freeDrain(const Drawing &drawing, const std::vector<Point> &usual)
{
    RandomStream &stream = drawing.stream;
    const auto mirrored = [&](double x) { return drawing.right ? x : 130.0 - x; };
    std::vector<Point> path(usual.begin(), usual.begin() + 3);
    const Point end{ mirrored(stream.uniform(28.0, 55.0)), stream.uniform(24.0, 88.0) };
    const Point middle{ mirrored(stream.uniform(24.0, 46.0)), stream.uniform(30.0, 85.0) };
    append(path, drawing.placed({ middle, end }, 0.0));
    if (!drawing.wideOnly("drain.pigtail"))
        return path;
    const double radius = drawing.pixels(stream.uniform(7.0, 14.0));
    const double start = stream.uniform(0.0, 6.2832);
    const Point last = path.back();
    for (int i = 1; i <= 7; ++i) {
        const double angle = start + 0.85 * i;
        path.push_back({ last.x + radius * (std::cos(angle) - std::cos(start)),
            last.y + radius * (std::sin(angle) - std::sin(start)) });
    }
    return path;
}

constexpr double carinaRow = 46.0; ///< In the atlas.

// Above the carina, in millimetres; as insertAbnormality takes them.
constexpr double deepestLineTip = -40.0; ///< In the right atrium.
constexpr double highestLineTip = 25.0; ///< Above, the vein has not begun.
constexpr double highestTubeTip = 120.0; ///< At the larynx.

/// The row of the carina in the picture.
double carinaOf(const Drawing &drawing)
{
    const Path &trachea = drawing.geometry.trachea;
    return trachea.size() < 2 ? drawing.place(65.3, carinaRow).y : trachea.back().y;
}

/// The atlas row of a line's tip that lies so many millimetres above the carina.
double lineTipAt(const Drawing &drawing, double aboveCarina)
{
    const double carina = carinaOf(drawing);
    double tip = carinaRow;
    for (int step = 0; step < 4; ++step) // The atlas is bent, though hardly here.
        tip += (carina - drawing.pixels(aboveCarina) - drawing.place(57.3, tip).y) / drawing.units(1.0);
    return std::max(tip, 37.0); // Within the superior vena cava.
}

/// The atlas row of a line's tip: as asked for, or as drawn.
double placedLineTip(const Drawing &drawing, double drawn)
{
    const std::optional<double> &asked = drawing.style.tipAboveCarina;
    if (!drawing.style.sheet)
        return asked ? lineTipAt(drawing, *asked) : drawn;
    const double above = (carinaOf(drawing) - drawing.place(57.3, drawn).y) / drawing.pixels(1.0);
    return lineTipAt(drawing, drawing.number("tip", asked.value_or(above), "mm", deepestLineTip, highestLineTip));
}

} // namespace

void drawCentralLine(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const double kind = stream.uniform();
    const double radius = drawing.vary("line.radius");
    const double attenuation = drawing.vary("line.attenuation");
    const double drawn = drawing.vary("line.tip");
    const double tip = placedLineTip(drawing, drawn);
    if (drawing.wideOnly("line.tunnelled")) {
        drawTunnelled(drawing, tip, attenuation);
        return;
    }
    const double jitter = drawing.settled("line.jitter");
    std::vector<Point> path;
    const auto mirrored = [&](double x) { return drawing.right ? x : 133.0 - x; };
    const std::vector<Point> acrossLeft = drawing.placed({ { 75, 29.5 }, { 67, 33.5 }, { 60.5, 38 } }, 0.5);
    bool peripheral = false;
    if (kind < 0.42) {
        path = drawing.right ? drawing.placed({ { 54, 6 }, { 54, 16 }, { 55.2, 26 }, { 56.8, 33 } }, jitter)
                             : drawing.placed({ { 79, 16 }, { 77, 25 }, { 71, 31.5 }, { 64, 35.5 } }, jitter);
        if (drawing.wideOnly("line.hub_outside"))
            drawHub(drawing, path.front(), drawing.right ? -1.0 : 1.0);
    } else if (kind < 0.6) {
        path = drawing.placed(
            { { mirrored(36), 31 }, { mirrored(41), 27 }, { mirrored(47), 26.3 }, { mirrored(53), 29.5 } }, jitter);
        drawHub(drawing, path.front(), drawing.right ? -1.0 : 1.0);
    } else if (kind < 0.8) {
        peripheral = true;
        path = drawing.placed({ { mirrored(4), 48 }, { mirrored(10), 38 }, { mirrored(19), 31 }, { mirrored(29), 28 },
                                  { mirrored(39), 26.5 } },
            jitter);
        append(path, drawing.placed({ { mirrored(48), 26.6 } }, 0.5));
    } else {
        const Point port = drawing.place(mirrored(33) + stream.uniform(-2.0, 2.0), 42.0 + stream.uniform(-3.0, 3.0));
        drawPort(drawing, port);
        path = { port };
        append(path, drawing.placed({ { mirrored(37), 33 }, { mirrored(43), 27.5 }, { mirrored(50), 27.5 } }, 0.6));
    }
    if (!drawing.right && kind >= 0.42)
        append(path, acrossLeft);
    const double vein = std::min(40.0, tip - 3.0); // A tip that lies high ends the way early.
    append(path, drawing.placed({ { 57.6, vein }, { 57.4, 0.5 * (vein + tip) }, { 57.3, tip } }, 0.3));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, -1.0 / drawing.pixels(1.0) } });
    if (drawing.style.wide && peripheral)
        drawLine(drawing, path, deviceStyle("line.peripheral_radius").draw(stream),
            deviceStyle("line.peripheral_attenuation").draw(stream));
    else
        drawLine(drawing, path, peripheral ? 0.95 : radius, peripheral ? 0.30 : attenuation);
}

void drawEndotrachealTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    Path trachea = drawing.geometry.trachea;
    if (trachea.size() < 2)
        trachea = drawing.placed({ { 65, 4 }, { 65, 20 }, { 64.8, 30 }, { 65, 38 }, { 65.3, 46 } });
    const Point top = trachea.front();
    if (top.y > 0.0) // From the mouth, which lies above the field.
        trachea.insert(trachea.begin(), { top.x, std::min(0.0, top.y - 1.0) - 2.0 });
    Path path = smoothed(splineThrough(trachea), drawing.pixels(9.0));
    path = resampled(path, 0.5);
    const double drawn = drawing.vary("tracheal.above_carina");
    const double asked = drawing.number("tip", drawing.style.tipAboveCarina.value_or(drawn), "mm", 0.0, highestTubeTip);
    const double above = drawing.pixels(asked);
    const double keep = std::max(0.3, 1.0 - above / std::max(1.0, lengthOf(path)));
    path.resize(std::clamp<std::size_t>(
        static_cast<std::size_t>(keep * static_cast<double>(path.size())), 2, std::max<std::size_t>(2, path.size())));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, -1.0 / drawing.pixels(1.0) } });
    const double outer = 0.5 * drawing.number("diameter", 2.0 * drawing.vary("tracheal.radius"), "mm", 6.0, 13.0);
    const double offset = stream.uniform(0.5, 4.0) * (stream.chance(0.5) ? 1.0 : -1.0) * std::min(1.0, outer / 5.0);
    const double stripe = drawing.vary("tracheal.stripe");
    const double wall = drawing.settled("tracheal.wall");
    drawing.canvas.tube(path, outer, [=](double d, double s) {
        if (s > length - outer + d) // The bevel faces left.
            return 0.0;
        return annulus(d, outer, outer - 1.3, wall) + cylinder(d - offset, 0.75, stripe);
    });
}

void drawNasogastricTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const double beside = stream.uniform(1.0, 2.5);
    const double hiatus = stream.uniform(1.0, 3.0);
    const double jitter = drawing.settled("gastric.jitter");
    std::vector<Point> path = drawing.placed({ { 66.0, -12.0 }, { 65.5, 8.0 } }, 0.8);
    append(path,
        drawing.placed(
            { { 66.5 + beside, 30 }, { 67.0 + beside, 50 }, { 67.0 + beside, 68 }, { 67.0 + hiatus, 84 } }, jitter));
    double depth = stream.uniform(18.0, 25.0);
    if (drawing.style.sheet) { // Below the hiatus; told in millimetres.
        const double millimetres = drawing.units(1.0) / drawing.pixels(1.0);
        depth = drawing.number("tip", depth * millimetres, "mm", 14.0 * millimetres, 30.0 * millimetres) / millimetres;
    }
    if (stream.chance(0.4))
        append(path, drawing.placed({ { 70.0 + hiatus, 90.0 + depth * 0.5 }, { 71.0 + hiatus, 90.0 + depth } }, 0.8));
    else
        append(path,
            drawing.placed({ { 72, 93 }, { 78, 99 }, { 82, 104 }, { 80, 92.0 + depth }, { 74, 95.0 + depth } }, 0.8));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, 1.0 / drawing.pixels(1.0) } });
    const Path smooth = smoothed(splineThrough(path), drawing.pixels(4.0));
    const double length = lengthOf(smooth) / drawing.canvas.pixelsPerMillimetre();
    const double outer = drawing.vary("gastric.radius");
    const double phase = stream.uniform(0.0, 6.2);
    const double wall = drawing.settled("gastric.wall");
    const double stripe = drawing.settled("gastric.stripe");
    const bool weighted = drawing.wideOnly("gastric.weighted");
    drawing.canvas.tube(smooth, outer, [=](double d, double s) {
        const double left = length - s;
        const double offset = 0.45 * outer * std::sin(phase + 2.0 * std::numbers::pi * s / 900.0);
        bool gap = false;
        for (const double hole : { 15.0, 30.0, 45.0, 60.0 })
            gap = gap || std::abs(left - hole) < 1.6;
        if (weighted && left < 35.0)
            return cylinder(d, outer, 1.4);
        return annulus(d, outer, 0.65 * outer, wall) + (gap ? 0.0 : cylinder(d - offset, 0.45, stripe));
    });
}

void drawChestTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto mirrored = [&](double x) { return drawing.right ? x : 130.0 - x; };
    // The lateral wall of the right lung, from y = 27 to 93; the left is taken as its mirror image.
    const auto wall = [](double y) {
        return 35.0 - 14.5 * std::clamp((y - 27.0) / 40.0, 0.0, 1.0) - 1.5 * std::max(0.0, (y - 67.0) / 26.0);
    };
    const bool towardsBase = drawing.right && stream.chance(0.3);
    const double entry = 20.0 + 73.0 * (towardsBase ? stream.uniform(0.45, 0.62) : stream.uniform(0.60, 0.76));
    std::vector<Point> controls =
        drawing.placed({ { mirrored(wall(entry) - 17.0), entry + 9.0 }, { mirrored(wall(entry) - 7.0), entry + 4.5 },
                           { mirrored(wall(entry)), entry } },
            0.7);
    if (towardsBase)
        append(controls,
            drawing.placed(
                { { mirrored(wall(entry) + 8.0), entry + 5.0 }, { mirrored(38), 76 }, { mirrored(46), 81 } }, 0.8));
    else
        append(controls,
            drawing.placed({ { mirrored(wall(entry) + 7.0), entry - 8.0 }, { mirrored(33), 46 }, { mirrored(38), 33 },
                               { mirrored(stream.uniform(42.0, 46.0)), stream.uniform(22.5, 26.0) } },
                0.8));
    if (drawing.wideOnly("drain.free"))
        controls = freeDrain(drawing, controls);
    // Anywhere in that pleural space.
    const Point inner{ drawing.right ? 26.0 : 76.0, 22.0 };
    controls.back() = drawing.movable("tip", controls.back(), inner, { inner.x + 28.0, 88.0 });
    const Path path = smoothed(splineThrough(controls), drawing.pixels(drawing.style.wide ? 4.0 : 9.0));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    const double outer = 0.5 * drawing.number("diameter", 2.0 * drawing.vary("drain.radius"), "mm", 3.0, 13.0);
    const double stripe = drawing.vary("drain.stripe");
    const double density = drawing.settled("drain.wall");
    const double thickness = std::min(1.6, 0.5 * outer);
    const double offset = stream.uniform(-0.4, 0.4) * outer;
    drawing.canvas.tube(path, outer, [=](double d, double s) {
        const double left = length - s;
        double a = annulus(d, outer, outer - thickness, density);
        // The last side hole, the sentinel, interrupts the stripe: it tells whether all holes lie inside.
        if (std::abs(left - 94.5) > 4.5)
            a += cylinder(d - offset, 0.85, stripe);
        for (int hole = 0; hole < 5; ++hole) {
            const double along = left - 22.5 - 18.0 * hole;
            if (std::hypot(along / 3.6, (d + offset) / 2.0) < 1.0)
                a *= 0.6;
        }
        return a;
    });
}

} // namespace cf::devices
