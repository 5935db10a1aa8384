#include "core/phantom/devices/DevicesDrawing.h"
#include "core/phantom/devices/TubeNumbers.h"

#include <algorithm>
#include <array>
#include <numbers>

namespace cf::devices {

namespace {

void append(std::vector<Point> &path, const std::vector<Point> &more)
{
    path.insert(path.end(), more.begin(), more.end());
}

void drawLine(const Drawing &drawing, const std::vector<Point> &controls, double radius, double attenuation)
{
    const auto &line = numbersOf<CentralLineNumbers>();
    const Path path = smoothed(splineThrough(controls), drawing.pixels(line.smoothing));
    const double core = drawing.wideOnly("line.guide_wire") ? line.guideAttenuation : 0.0;
    const double coreRadius = line.guideRadius;
    drawing.canvas.tube(path, radius,
        [=](double d, double) { return cylinder(d, radius, attenuation) + cylinder(d, coreRadius, core); });
}

/// Down the superior vena cava, from a row to a tip.
std::array<Point, 3> cavaWay(const CentralLineNumbers &line, double from, double tip)
{
    return { Point{ line.cavaTopX, from }, Point{ line.cavaMiddleX, 0.5 * (from + tip) }, Point{ line.cavaTipX, tip } };
}

/// Two lumens side by side under the skin of the chest, over the clavicle into the jugular vein, as for dialysis.
void drawTunnelled(const Drawing &drawing, double tip, double attenuation)
{
    const auto &line = numbersOf<CentralLineNumbers>();
    const double radius = deviceStyle("line.tunnelled_radius").draw(drawing.stream);
    std::vector<Point> path = drawing.placed(drawing.onItsSide(line.tunnel, line.mirror), line.tunnelJitter);
    append(path, drawing.placed(drawing.right ? line.tunnelRight : line.tunnelLeft, line.veinJitter));
    append(path, drawing.placed(cavaWay(line, line.cavaRow, tip), line.tunnelVeinJitter));
    const Path smooth = smoothed(splineThrough(path), drawing.pixels(line.tunnelSmoothing));
    const double length = lengthOf(smooth) / drawing.canvas.pixelsPerMillimetre();
    drawing.canvas.tube(smooth, radius, [=, &line](double d, double s) {
        const double side = d > 0.0 ? 1.0 : -1.0;
        if (side > 0.0 && length - s < line.tunnelOpening) // One lumen opens before the other.
            return 0.0;
        return cylinder(d - side * 0.5 * radius, 0.5 * radius, attenuation)
            + cylinder(d, radius, line.tunnelWall * attenuation);
    });
}

/// The reservoir under the skin, a disc with a dense ring and suture holes.
void drawPort(const Drawing &drawing, Point centre)
{
    const auto &port = numbersOf<PortNumbers>();
    drawing.canvas.paint(centre, port.turn.draw(drawing.stream), port.reach, port.reach, [&port](double x, double y) {
        const double r = std::hypot(x, y);
        double a = r < port.baseRadius ? port.base : 0.0;
        if (r < port.bodyRadius)
            a += port.body;
        a += port.ring * bell(r - port.ringRadius, port.ringWidth);
        for (int hole = 0; hole < port.holes; ++hole) {
            const double angle = 2.0 * std::numbers::pi * hole / port.holes;
            if (std::hypot(x - port.holesAt * std::cos(angle), y - port.holesAt * std::sin(angle)) < port.holeRadius)
                a -= port.holeLoss;
        }
        return r < port.baseRadius ? a : 0.0;
    });
}

/// Hub and three lumen tails of a line through the subclavian vein, outside the body.
void drawHub(const Drawing &drawing, Point entry, double sideways)
{
    const auto &shape = numbersOf<HubNumbers>();
    const double angle = shape.angle.draw(drawing.stream);
    const Point hub{ entry.x + sideways * drawing.pixels(shape.away * std::cos(angle)),
        entry.y + drawing.pixels(shape.away * std::sin(angle)) };
    drawing.canvas.paint(hub, std::atan2(hub.y - entry.y, hub.x - entry.x), shape.reachAlong, shape.reachAcross,
        [&shape](double x, double y) {
            return roundedBox(x, y, shape.halfLength, shape.halfWidth, shape.corner) < 0.0 ? shape.attenuation : 0.0;
        });
    for (int tail = -1; tail <= 1; ++tail) {
        const double turn = angle + shape.tailTurn * tail;
        std::vector<Point> controls{ hub };
        for (const double reach : shape.tailReach)
            controls.push_back({ hub.x + sideways * drawing.pixels(reach * std::cos(turn + shape.tailBend * reach)),
                hub.y + drawing.pixels(reach * std::sin(turn + shape.tailBend * reach)) });
        drawLine(drawing, controls, shape.tailRadius, shape.tailAttenuation);
    }
}

/// A drain that keeps the entry of `usual` and takes any way through that half of the chest, some with a curled end.
std::vector<Point> freeDrain(const Drawing &drawing, const std::vector<Point> &usual)
{
    RandomStream &stream = drawing.stream;
    const auto &drain = numbersOf<DrainNumbers>();
    const auto mirrored = [&](double x) { return drawing.right ? x : drain.mirror - x; };
    std::vector<Point> path(usual.begin(), usual.begin() + 3);
    const Point end{ mirrored(drain.freeEndX.draw(stream)), drain.freeEndRow.draw(stream) };
    const Point middle{ mirrored(drain.freeMiddleX.draw(stream)), drain.freeMiddleRow.draw(stream) };
    append(path, drawing.placed(std::array{ middle, end }, 0.0));
    if (!drawing.wideOnly("drain.pigtail"))
        return path;
    const double radius = drawing.pixels(drain.pigtailRadius.draw(stream));
    const double start = drain.pigtailStart.draw(stream);
    const Point last = path.back();
    for (int i = 1; i <= drain.pigtailSteps; ++i) {
        const double angle = start + drain.pigtailTurn * i;
        path.push_back({ last.x + radius * (std::cos(angle) - std::cos(start)),
            last.y + radius * (std::sin(angle) - std::sin(start)) });
    }
    return path;
}

/// The row of the carina in the picture.
double carinaOf(const Drawing &drawing)
{
    const Path &trachea = drawing.geometry.trachea;
    const auto &line = numbersOf<CentralLineNumbers>();
    return trachea.size() < 2 ? drawing.place(line.carinaX, line.carinaRow).y : trachea.back().y;
}

/// The atlas row of a line's tip that lies so many millimetres above the carina.
double lineTipAt(const Drawing &drawing, double aboveCarina)
{
    const auto &line = numbersOf<CentralLineNumbers>();
    const double carina = carinaOf(drawing);
    double tip = line.carinaRow;
    for (int step = 0; step < 4; ++step) // The atlas is bent, though hardly here.
        tip += (carina - drawing.pixels(aboveCarina) - drawing.place(line.cavaTipX, tip).y) / drawing.units(1.0);
    return std::max(tip, line.highestTipRow); // Within the superior vena cava.
}

/// The atlas row of a line's tip: as asked for, or as drawn.
double placedLineTip(const Drawing &drawing, double drawn)
{
    const std::optional<double> &asked = drawing.style.tipAboveCarina;
    if (!drawing.style.sheet)
        return asked ? lineTipAt(drawing, *asked) : drawn;
    const auto &line = numbersOf<CentralLineNumbers>();
    const double above = (carinaOf(drawing) - drawing.place(line.cavaTipX, drawn).y) / drawing.pixels(1.0);
    return lineTipAt(drawing, drawing.number("tip", asked.value_or(above), "mm", line.deepestTip, line.highestTip));
}

} // namespace

void drawCentralLine(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &line = numbersOf<CentralLineNumbers>();
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
    const auto onItsSide = [&](const std::vector<Point> &points) { return drawing.onItsSide(points, line.mirror); };
    const std::vector<Point> acrossLeft = drawing.placed(line.acrossLeft, line.veinJitter);
    bool peripheral = false;
    if (kind < line.jugularUntil) {
        path = drawing.placed(drawing.right ? line.jugularRight : line.jugularLeft, jitter);
        if (drawing.wideOnly("line.hub_outside"))
            drawHub(drawing, path.front(), drawing.right ? -1.0 : 1.0);
    } else if (kind < line.subclavianUntil) {
        path = drawing.placed(onItsSide(line.subclavian), jitter);
        drawHub(drawing, path.front(), drawing.right ? -1.0 : 1.0);
    } else if (kind < line.peripheralUntil) {
        peripheral = true;
        path = drawing.placed(onItsSide(line.peripheral), jitter);
        append(path, drawing.placed(onItsSide(line.peripheralVein), line.veinJitter));
    } else {
        const double across = onItsSide({ line.port }).front().x;
        const Point port =
            drawing.place(across + line.portAcross.draw(stream), line.port.y + line.portDown.draw(stream));
        drawPort(drawing, port);
        path = { port };
        append(path, drawing.placed(onItsSide(line.portWay), line.portJitter));
    }
    if (!drawing.right && kind >= line.jugularUntil)
        append(path, acrossLeft);
    // A tip that lies high ends the way early.
    const double vein = std::min(line.cavaRow, tip - line.cavaMin);
    append(path, drawing.placed(cavaWay(line, vein, tip), line.cavaJitter));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, -1.0 / drawing.pixels(1.0) } });
    if (drawing.style.wide && peripheral)
        drawLine(drawing, path, deviceStyle("line.peripheral_radius").draw(stream),
            deviceStyle("line.peripheral_attenuation").draw(stream));
    else
        drawLine(drawing, path, peripheral ? line.peripheralRadius : radius,
            peripheral ? line.peripheralAttenuation : attenuation);
}

void drawEndotrachealTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &tube = numbersOf<TrachealTubeNumbers>();
    Path trachea = drawing.geometry.trachea;
    if (trachea.size() < 2)
        trachea = drawing.placed(tube.usualTrachea);
    const Point top = trachea.front();
    if (top.y > 0.0) // From the mouth, which lies above the field.
        trachea.insert(trachea.begin(), { top.x, std::min(0.0, top.y - 1.0) - tube.aboveFilm });
    Path path = smoothed(splineThrough(trachea), drawing.pixels(tube.smoothing));
    path = resampled(path, tube.spacing);
    const double drawn = drawing.vary("tracheal.above_carina");
    const double asked =
        drawing.number("tip", drawing.style.tipAboveCarina.value_or(drawn), "mm", 0.0, tube.highestTip);
    const double above = drawing.pixels(asked);
    const double keep = std::max(tube.minShare, 1.0 - above / std::max(1.0, lengthOf(path)));
    path.resize(std::clamp<std::size_t>(
        static_cast<std::size_t>(keep * static_cast<double>(path.size())), 2, std::max<std::size_t>(2, path.size())));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, -1.0 / drawing.pixels(1.0) } });
    const double outer = 0.5
        * drawing.number("diameter", 2.0 * drawing.vary("tracheal.radius"), "mm", tube.minDiameter, tube.maxDiameter);
    const double offset =
        tube.stripeAside.draw(stream) * (stream.chance(0.5) ? 1.0 : -1.0) * std::min(1.0, outer / tube.usualRadius);
    const double stripe = drawing.vary("tracheal.stripe");
    const double wall = drawing.settled("tracheal.wall");
    drawing.canvas.tube(path, outer, [=, &tube](double d, double s) {
        if (s > length - outer + d) // The bevel faces left.
            return 0.0;
        return annulus(d, outer, outer - tube.wall, wall) + cylinder(d - offset, tube.stripeRadius, stripe);
    });
}

void drawNasogastricTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &tube = numbersOf<GastricTubeNumbers>();
    const double beside = tube.beside.draw(stream);
    const double hiatus = tube.hiatus.draw(stream);
    const double jitter = drawing.settled("gastric.jitter");
    std::vector<Point> path = drawing.placed(tube.throat, tube.jitter);
    std::vector<Point> gullet;
    for (const auto &[x, besideShare, hiatusShare, y] : tube.gullet)
        gullet.push_back({ x + besideShare * beside + hiatusShare * hiatus, y });
    append(path, drawing.placed(gullet, jitter));
    double depth = tube.depth.draw(stream);
    if (drawing.style.sheet) { // Below the hiatus; told in millimetres.
        const double millimetres = drawing.units(1.0) / drawing.pixels(1.0);
        depth = drawing.number("tip", depth * millimetres, "mm", tube.depthLimits.low * millimetres,
                    tube.depthLimits.high * millimetres)
            / millimetres;
    }
    std::vector<Point> stomach;
    for (const auto &[x, hiatusShare, y, depthShare] : stream.chance(tube.straight) ? tube.straightWay : tube.curledWay)
        stomach.push_back({ x + hiatusShare * hiatus, y + depthShare * depth });
    append(path, drawing.placed(stomach, tube.jitter));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("tip", path.back(), { { "tip", 0.0, 1.0 / drawing.pixels(1.0) } });
    const Path smooth = smoothed(splineThrough(path), drawing.pixels(tube.smoothing));
    const double length = lengthOf(smooth) / drawing.canvas.pixelsPerMillimetre();
    const double outer = drawing.vary("gastric.radius");
    const double phase = tube.phase.draw(stream);
    const double wall = drawing.settled("gastric.wall");
    const double stripe = drawing.settled("gastric.stripe");
    const bool weighted = drawing.wideOnly("gastric.weighted");
    drawing.canvas.tube(smooth, outer, [=, &tube](double d, double s) {
        const double left = length - s;
        const double offset = tube.stripeAside * outer * std::sin(phase + 2.0 * std::numbers::pi * s / tube.twist);
        bool gap = false;
        for (const double hole : tube.holes)
            gap = gap || std::abs(left - hole) < tube.holeHalf;
        if (weighted && left < tube.weight)
            return cylinder(d, outer, tube.weightAttenuation);
        return annulus(d, outer, tube.inner * outer, wall)
            + (gap ? 0.0 : cylinder(d - offset, tube.stripeRadius, stripe));
    });
}

void drawChestTube(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    const auto &drain = numbersOf<DrainNumbers>();
    // The lateral wall of the right lung; the left is taken as its mirror image.
    const auto wall = [&](double y) {
        return drain.wallTop - drain.wallOut * std::clamp((y - drain.wallFrom) / drain.wallRows, 0.0, 1.0)
            - drain.baseOut * std::max(0.0, (y - drain.baseFrom) / drain.baseRows);
    };
    const bool towardsBase = drawing.right && stream.chance(drain.towardsBase);
    const double entry =
        drain.entryTop + drain.entryRows * (towardsBase ? drain.entryForBase : drain.entryForApex).draw(stream);
    const auto besideEntry = [&](Point away) { return Point{ wall(entry) + away.x, entry + away.y }; };
    std::vector<Point> tract;
    for (const Point &point : drain.tract)
        tract.push_back(besideEntry(point));
    std::vector<Point> controls = drawing.placed(drawing.onItsSide(tract, drain.mirror), drain.tractJitter);
    std::vector<Point> way{ besideEntry(towardsBase ? drain.baseEntry : drain.apexEntry) };
    append(way, towardsBase ? drain.baseWay : drain.apexWay);
    if (!towardsBase)
        way.push_back({ drain.apexX.draw(stream), drain.apexRow.draw(stream) });
    append(controls, drawing.placed(drawing.onItsSide(way, drain.mirror), drain.jitter));
    if (drawing.wideOnly("drain.free"))
        controls = freeDrain(drawing, controls);
    // Anywhere in that pleural space.
    const Point inner = drawing.right ? drain.tipRight : drain.tipLeft;
    controls.back() = drawing.movable("tip", controls.back(), inner, { inner.x + drain.tipAcross, drain.tipBottom });
    const Path path =
        smoothed(splineThrough(controls), drawing.pixels(drawing.style.wide ? drain.smoothingWide : drain.smoothing));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    const double outer = 0.5
        * drawing.number("diameter", 2.0 * drawing.vary("drain.radius"), "mm", drain.minDiameter, drain.maxDiameter);
    const double stripe = drawing.vary("drain.stripe");
    const double density = drawing.settled("drain.wall");
    const double thickness = std::min(drain.wall, 0.5 * outer);
    const double offset = drain.stripeAside.draw(stream) * outer;
    drawing.canvas.tube(path, outer, [=, &drain](double d, double s) {
        const double left = length - s;
        double a = annulus(d, outer, outer - thickness, density);
        // The last side hole, the sentinel, interrupts the stripe: it tells whether all holes lie inside.
        if (std::abs(left - drain.sentinel) > drain.sentinelHalf)
            a += cylinder(d - offset, drain.stripeRadius, stripe);
        for (int hole = 0; hole < drain.holes; ++hole) {
            const double along = left - drain.firstHole - drain.holesApart * hole;
            if (std::hypot(along / drain.holeLong, (d + offset) / drain.holeWide) < 1.0)
                a *= drain.holeLeaves;
        }
        return a;
    });
}

} // namespace cf::devices
