#include "core/phantom/devices/CardiacNumbers.h"
#include "core/phantom/devices/DevicesDrawing.h"

#include <algorithm>
#include <numbers>
#include <string>

namespace cf::devices {

namespace {

struct Rectangle {
    double x = 0.0;
    double y = 0.0;
    double halfWidth = 0.0;
    double halfHeight = 0.0;
    double attenuation = 0.0;
};

/// The titanium can: shell, battery below, circuit board above, epoxy header on top.
struct Can {
    const GeneratorNumbers &shape = numbersOf<GeneratorNumbers>();
    double halfWidth = 0.0;
    double halfHeight = 0.0;
    double rotation = 0.0;
    Point centre; ///< Image pixels.
    bool defibrillator = false;
    double battery = 0.0;
    double cut = 0.0; ///< Height of the battery's upper edge.
    double slope = 0.0;
    double portX = 0.0; ///< Where the leads leave the header.
    int leads = 1;
    std::vector<Rectangle> parts;
    double roundness = 0.0; ///< Corner radius as a share of the shorter side.

    double corner() const { return roundness * 2.0 * std::min(halfWidth, halfHeight) * shape.corner; }
    double headerTop() const { return -halfHeight - (leads > 1 ? shape.headerDouble : shape.headerSingle); }
    /// The middle of one lead's bore in the header.
    double boreY(int lead) const { return -halfHeight - shape.boreUp - shape.boreApart * lead; }
};

void furnishBoard(Can &can, RandomStream &stream)
{
    const GeneratorNumbers &shape = can.shape;
    const double top = -can.halfHeight * shape.boardTop;
    const auto put = [&](double halfWidth, double halfHeight, double attenuation) {
        can.parts.push_back({ stream.uniform(-shape.boardSide, shape.boardSide) * can.halfWidth,
            stream.uniform(top, can.cut - shape.boardGap), halfWidth, halfHeight, attenuation });
    };
    for (int chips = shape.chips + stream.below(shape.chipsMore); chips > 0; --chips)
        put(shape.chipWidth.draw(stream), shape.chipHeight.draw(stream), shape.chip.draw(stream));
    for (int traces = shape.traces + stream.below(shape.tracesMore); traces > 0; --traces)
        if (stream.chance(0.5))
            put(shape.traceLong.draw(stream), shape.traceHalf, shape.trace);
        else
            put(shape.traceHalf, shape.traceHigh.draw(stream), shape.trace);
    if (can.defibrillator)
        for (const double x : shape.capacitors)
            can.parts.push_back({ x * can.halfWidth, can.cut - shape.capacitorUp, shape.capacitorWidth,
                shape.capacitorHeight, shape.capacitor });
}

void furnishHeader(Can &can)
{
    const GeneratorNumbers &shape = can.shape;
    const double inward = can.portX > 0.0 ? -1.0 : 1.0;
    for (int lead = 0; lead < can.leads; ++lead) {
        const double y = can.boreY(lead);
        for (const double depth : shape.contacts)
            can.parts.push_back(
                { can.portX + inward * depth, y, shape.contactWidth, shape.contactHeight, shape.contact });
        can.parts.push_back({ can.portX + inward * shape.pinAt, y, shape.pinWidth, shape.pinHeight, shape.pin });
    }
}

Can plan(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    Can can;
    const GeneratorNumbers &shape = can.shape;
    can.defibrillator = drawing.chance("pacemaker.defibrillator");
    can.halfWidth = can.defibrillator ? drawing.vary("pacemaker.icd_half_width") : drawing.vary("pacemaker.half_width");
    can.halfHeight =
        can.defibrillator ? drawing.vary("pacemaker.icd_half_height") : drawing.vary("pacemaker.half_height");
    // Real generators, 40 to 60 mm, and somewhat beyond.
    can.halfWidth = 0.5 * drawing.number("generator.width", 2.0 * can.halfWidth, "mm", shape.minSide, shape.maxWidth);
    can.halfHeight =
        0.5 * drawing.number("generator.height", 2.0 * can.halfHeight, "mm", shape.minSide, shape.maxHeight);
    can.rotation = drawing.angle("generator.rotation", drawing.vary("pacemaker.rotation"));
    can.leads = drawing.chance("pacemaker.two_leads") ? 2 : 1;
    can.leads = static_cast<int>(std::lround(drawing.number("leads", can.leads, "count", 1.0, 2.0)));
    can.roundness = drawing.settled("pacemaker.roundness");
    can.battery = can.defibrillator ? shape.defibrillatorBattery : drawing.vary("pacemaker.battery");
    can.cut = shape.batteryCut.draw(stream) * can.halfHeight;
    can.slope = shape.batterySlope.draw(stream);
    const double lateral = drawing.right ? -1.0 : 1.0;
    can.portX = (stream.chance(shape.lateralPort) ? lateral : -lateral) * can.halfWidth * shape.portAt;
    const double x = drawing.right ? shape.rightX : shape.leftX;
    const double across = drawing.vary("pacemaker.shift_across");
    can.centre = drawing.place(x + across, shape.row + drawing.vary("pacemaker.shift_down"));
    // Patients are often cut at the shoulder; the can stays in the field, as it does in practice.
    const double margin = drawing.pixels(can.halfWidth * shape.margin);
    can.centre.x = std::clamp(can.centre.x, margin, std::max(margin, drawing.canvas.width() - margin));
    can.centre.y = std::clamp(can.centre.y, margin, std::max(margin, drawing.canvas.height() - margin));
    // From the front of the shoulder to the flank, beside the ribs' middle.
    can.centre = drawing.movable("generator", can.centre, { x + shape.placeFrom.x, shape.placeFrom.y },
        { x + shape.placeTo.x, shape.placeTo.y }, can.halfWidth);
    furnishBoard(can, stream);
    furnishHeader(can);
    return can;
}

double attenuationOf(const Can &can, double x, double y)
{
    const GeneratorNumbers &shape = can.shape;
    double sum = 0.0;
    const double outline = roundedBox(x, y, can.halfWidth, can.halfHeight, can.corner());
    if (outline < 0.0)
        sum += shape.shell * std::min(1.0, -outline / shape.shellEdge);
    if (outline < shape.rimOutside)
        sum += shape.rim * bell(outline + shape.rimAt, shape.rimWidth);
    const double inner =
        roundedBox(x, y, can.halfWidth * shape.inner, can.halfHeight * shape.inner, can.corner() * shape.inner);
    const double battery = std::max(inner, can.cut + can.slope * x - y);
    if (battery < 0.0)
        sum += can.battery + shape.batteryRim * bell(battery, shape.batteryRimWidth);
    else if (inner < 0.0)
        sum += shape.board;
    const double middle = 0.5 * (can.headerTop() - can.halfHeight * shape.headerFoot);
    const double header = roundedBox(
        x, y - middle, can.halfWidth * shape.headerWidth, std::abs(can.headerTop() - middle), shape.headerCorner);
    if (header < 0.0 && outline > 0.0)
        sum += shape.header + shape.headerRim * bell(header, shape.headerRimWidth);
    for (const Rectangle &part : can.parts) {
        const bool within = std::abs(x - part.x) < part.halfWidth && std::abs(y - part.y) < part.halfHeight;
        if (within && (inner < -shape.partInside || part.y < -can.halfHeight * shape.partAbove))
            sum += part.attenuation;
    }
    return sum;
}

Point onCan(const Drawing &drawing, const Can &can, double x, double y)
{
    return { can.centre.x + drawing.pixels(x * std::cos(can.rotation) - y * std::sin(can.rotation)),
        can.centre.y + drawing.pixels(x * std::sin(can.rotation) + y * std::cos(can.rotation)) };
}

/// From the header round the lower side of the can towards the vein; the slack that every implant keeps.
void appendLoop(const Drawing &drawing, const Can &can, Point vein, int lead, std::vector<Point> &controls)
{
    RandomStream &stream = drawing.stream;
    const auto &shape = numbersOf<LeadNumbers>();
    const double outward = can.portX > 0.0 ? 1.0 : -1.0;
    const double y = can.boreY(lead);
    controls.push_back(onCan(drawing, can, can.portX - outward * shape.leaveFrom, y));
    controls.push_back(onCan(drawing, can, can.portX + outward * shape.leaveTo, y));
    const Point port = controls.back();
    // Angles in a frame mirrored for the right side, so that "round below" is one direction for both.
    const double mirror = drawing.right ? -1.0 : 1.0;
    const auto angleTo = [&](Point point) {
        return std::atan2(point.y - can.centre.y, mirror * (point.x - can.centre.x));
    };
    const double from = angleTo(port);
    const double to = angleTo(vein);
    const bool lateralPort = std::cos(from) > 0.0;
    constexpr double turn = 2.0 * std::numbers::pi;
    const double start = lateralPort ? from : (from < 0.0 ? from + turn : from);
    const double end = lateralPort ? (to < shape.endNear ? to + turn : to) - shape.stopBefore
                                   : (to > 0.0 ? to - turn : to) + shape.stopBeyond;
    const double radius =
        drawing.pixels(shape.loopRadius * std::max(can.halfWidth, can.halfHeight)) * shape.loopSpread.draw(stream);
    const double ellipse = shape.loopFlat.draw(stream);
    const int steps = std::max(shape.loopSteps, static_cast<int>(std::abs(end - start) / shape.loopStep));
    // Nearer to the vein the loop is shorter and has fewer bends: they must not take numbers from what follows.
    RandomStream own = stream.child("loop " + std::to_string(lead));
    RandomStream &bends = drawing.style.sheet ? own : stream;
    for (int i = 1; i <= steps; ++i) {
        const double angle = start + (end - start) * i / steps;
        const double r = radius
            * (1.0 + shape.loopWobble * std::clamp(bends.normal(), -shape.loopWobbleLimit, shape.loopWobbleLimit));
        controls.push_back(
            { can.centre.x + mirror * r * std::cos(angle), can.centre.y + r * ellipse * std::sin(angle) });
    }
}

std::vector<Point> veinOf(const Drawing &drawing)
{
    const auto &shape = numbersOf<LeadNumbers>();
    std::vector<Point> vein = drawing.placed(drawing.right ? shape.veinRight : shape.veinLeft, shape.veinJitter);
    for (const Point &point : drawing.placed(shape.cava, shape.cavaJitter))
        vein.push_back(point);
    return vein;
}

std::vector<Point> chamberPath(const Drawing &drawing, bool ventricle)
{
    const auto &shape = numbersOf<LeadNumbers>();
    if (!ventricle)
        return drawing.placed(shape.atrium, shape.atriumJitter);
    std::vector<Point> path = drawing.placed(shape.ventricle, shape.ventricleJitter);
    double share = shape.tipShare.draw(drawing.stream); // Of the way from the midline to the apex.
    share = drawing.number("ventricle.tip", share, "share", shape.tipLimits.low, shape.tipLimits.high);
    path.push_back(drawing.place(shape.midlineX + share * (shape.apexX - shape.midlineX),
        shape.apexRow - shape.tipUp.draw(drawing.stream) - shape.tipRise * (1.0 - share)));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("ventricle.tip", path.back(),
            { { "ventricle.tip",
                1.0 / (drawing.place(shape.apexX, shape.apexRow).x - drawing.place(shape.midlineX, shape.apexRow).x),
                0.0 } });
    return path;
}

/// Through the coronary sinus to the side wall of the left ventricle.
std::vector<Point> coronarySinusPath(const Drawing &drawing)
{
    const auto &shape = numbersOf<LeadNumbers>();
    return drawing.placed(shape.coronarySinus, shape.coronarySinusJitter);
}

void drawLead(const Drawing &drawing, const Can &can, int lead)
{
    const auto &shape = numbersOf<LeadNumbers>();
    const std::vector<Point> vein = veinOf(drawing);
    std::vector<Point> controls;
    appendLoop(drawing, can, vein.front(), lead, controls);
    controls.insert(controls.end(), vein.begin(), vein.end());
    const bool ventricle = lead == 0;
    const std::vector<Point> chamber = lead == 2 ? coronarySinusPath(drawing) : chamberPath(drawing, ventricle);
    controls.insert(controls.end(), chamber.begin(), chamber.end());
    const Path path = smoothed(splineThrough(controls), drawing.pixels(shape.smoothing));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    const double conductor = drawing.vary("pacemaker.conductor");
    const bool coils = can.defibrillator && ventricle;
    const bool upperCoil = drawing.stream.chance(shape.upperCoil);
    const double width = drawing.settled("pacemaker.lead_width");
    const double radius = shape.radius * width;
    drawing.canvas.tube(path, coils ? std::max(shape.coilRadius, radius) : radius, [=, &shape](double d, double s) {
        const double left = length - s; // Millimetres to the tip.
        double a = cylinder(d, radius, shape.insulation) + cylinder(d, shape.conductorRadius * width, conductor);
        if (left < shape.tipLength)
            a = cylinder(d, radius, shape.tip);
        else if (shape.ringAt.holds(left))
            a = cylinder(d, radius, shape.ring);
        if (coils && (shape.coilAt.holds(left) || (upperCoil && shape.upperCoilAt.holds(left))))
            a = cylinder(d, shape.coilRadius,
                shape.coil + shape.coilSwing * std::sin(2.0 * std::numbers::pi * s / shape.coilPitch));
        return a;
    });
}

} // namespace

void drawPacemaker(const Drawing &drawing)
{
    const Can can = plan(drawing);
    drawing.canvas.paint(can.centre, can.rotation, can.halfWidth + can.shape.reachX, can.halfHeight + can.shape.reachY,
        [&can](double x, double y) { return attenuationOf(can, x, y); });
    drawing.canvas.closeBody();
    for (int lead = 0; lead < can.leads; ++lead)
        drawLead(drawing, can, lead);
    if (drawing.wideOnly("pacemaker.third_lead"))
        drawLead(drawing, can, 2);
}

} // namespace cf::devices
