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
    double halfWidth = 22.0;
    double halfHeight = 20.0;
    double rotation = 0.0;
    Point centre; ///< Image pixels.
    bool defibrillator = false;
    double battery = 0.9;
    double cut = 0.0; ///< Height of the battery's upper edge.
    double slope = 0.0;
    double portX = 0.0; ///< Where the leads leave the header.
    int leads = 1;
    std::vector<Rectangle> parts;
    double roundness = 0.0; ///< Corner radius as a share of the shorter side.

    double corner() const { return roundness * 2.0 * std::min(halfWidth, halfHeight) * 0.95; }
    double headerTop() const { return -halfHeight - (leads > 1 ? 9.5 : 7.0); }
};

void furnishBoard(Can &can, RandomStream &stream)
{
    const double top = -can.halfHeight * 0.78;
    const auto put = [&](double halfWidth, double halfHeight, double attenuation) {
        can.parts.push_back({ stream.uniform(-0.78, 0.78) * can.halfWidth, stream.uniform(top, can.cut - 1.5),
            halfWidth, halfHeight, attenuation });
    };
    for (int chips = 9 + stream.below(10); chips > 0; --chips)
        put(stream.uniform(0.5, 2.75), stream.uniform(0.5, 1.75), stream.uniform(0.25, 1.1));
    for (int traces = 5 + stream.below(5); traces > 0; --traces)
        if (stream.chance(0.5))
            put(stream.uniform(2.0, 7.0), 0.18, 0.55);
        else
            put(0.18, stream.uniform(1.5, 4.0), 0.55);
    if (can.defibrillator)
        for (const double x : { -0.45, 0.2 })
            can.parts.push_back({ x * can.halfWidth, can.cut - 9.0, 8.0, 7.0, 1.0 });
}

void furnishHeader(Can &can)
{
    const double inward = can.portX > 0.0 ? -1.0 : 1.0;
    for (int lead = 0; lead < can.leads; ++lead) {
        const double y = -can.halfHeight - 1.6 - 3.4 * lead;
        for (const double depth : { 4.0, 11.5 })
            can.parts.push_back({ can.portX + inward * depth, y, 1.7, 1.4, 1.6 });
        can.parts.push_back({ can.portX + inward * 7.5, y, 7.5, 0.5, 0.9 });
    }
}

Can plan(const Drawing &drawing)
{
    RandomStream &stream = drawing.stream;
    Can can;
    can.defibrillator = drawing.chance("pacemaker.defibrillator");
    can.halfWidth = can.defibrillator ? drawing.vary("pacemaker.icd_half_width") : drawing.vary("pacemaker.half_width");
    can.halfHeight =
        can.defibrillator ? drawing.vary("pacemaker.icd_half_height") : drawing.vary("pacemaker.half_height");
    // Real generators, 40 to 60 mm, and somewhat beyond.
    can.halfWidth = 0.5 * drawing.number("generator.width", 2.0 * can.halfWidth, "mm", 26.0, 76.0);
    can.halfHeight = 0.5 * drawing.number("generator.height", 2.0 * can.halfHeight, "mm", 26.0, 66.0);
    can.rotation = drawing.angle("generator.rotation", drawing.vary("pacemaker.rotation"));
    can.leads = drawing.chance("pacemaker.two_leads") ? 2 : 1;
    can.leads = static_cast<int>(std::lround(drawing.number("leads", can.leads, "count", 1.0, 2.0)));
    can.roundness = drawing.settled("pacemaker.roundness");
    can.battery = can.defibrillator ? 1.3 : drawing.vary("pacemaker.battery");
    can.cut = stream.uniform(-0.05, 0.25) * can.halfHeight;
    can.slope = stream.uniform(-0.12, 0.12);
    const double lateral = drawing.right ? -1.0 : 1.0;
    can.portX = (stream.chance(0.6) ? lateral : -lateral) * can.halfWidth * 0.62;
    const double x = drawing.right ? 34.0 : 97.0;
    const double across = drawing.vary("pacemaker.shift_across");
    can.centre = drawing.place(x + across, 35.0 + drawing.vary("pacemaker.shift_down"));
    // Patients are often cut at the shoulder; the can stays in the field, as it does in practice.
    const double margin = drawing.pixels(can.halfWidth * 1.1);
    can.centre.x = std::clamp(can.centre.x, margin, std::max(margin, drawing.canvas.width() - margin));
    can.centre.y = std::clamp(can.centre.y, margin, std::max(margin, drawing.canvas.height() - margin));
    // From the front of the shoulder to the flank, beside the ribs' middle.
    can.centre = drawing.movable("generator", can.centre, { x - 13.0, 27.0 }, { x + 11.0, 70.0 }, can.halfWidth);
    furnishBoard(can, stream);
    furnishHeader(can);
    return can;
}

double attenuationOf(const Can &can, double x, double y)
{
    double sum = 0.0;
    const double outline = roundedBox(x, y, can.halfWidth, can.halfHeight, can.corner());
    if (outline < 0.0)
        sum += 0.48 * std::min(1.0, -outline / 0.5);
    if (outline < 1.5)
        sum += 0.55 * bell(outline + 0.4, 0.7);
    const double inner = roundedBox(x, y, can.halfWidth * 0.93, can.halfHeight * 0.93, can.corner() * 0.93);
    const double battery = std::max(inner, can.cut + can.slope * x - y);
    if (battery < 0.0)
        sum += can.battery + 0.5 * bell(battery, 0.7);
    else if (inner < 0.0)
        sum += 0.40;
    const double middle = 0.5 * (can.headerTop() - can.halfHeight * 0.7);
    const double header = roundedBox(x, y - middle, can.halfWidth * 0.68, std::abs(can.headerTop() - middle), 3.0);
    if (header < 0.0 && outline > 0.0)
        sum += 0.14 + 0.06 * bell(header, 0.6);
    for (const Rectangle &part : can.parts) {
        const bool within = std::abs(x - part.x) < part.halfWidth && std::abs(y - part.y) < part.halfHeight;
        if (within && (inner < -0.8 || part.y < -can.halfHeight * 0.95))
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
    const double outward = can.portX > 0.0 ? 1.0 : -1.0;
    const double y = -can.halfHeight - 1.6 - 3.4 * lead;
    controls.push_back(onCan(drawing, can, can.portX - outward * 2.0, y));
    controls.push_back(onCan(drawing, can, can.portX + outward * 6.0, y));
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
    const double end = lateralPort ? (to < 0.5 ? to + turn : to) - 0.6 : (to > 0.0 ? to - turn : to) + 0.9;
    const double radius = drawing.pixels(1.2 * std::max(can.halfWidth, can.halfHeight)) * stream.uniform(0.92, 1.12);
    const double ellipse = stream.uniform(0.82, 1.05);
    const int steps = std::max(3, static_cast<int>(std::abs(end - start) / 0.55));
    // Nearer to the vein the loop is shorter and has fewer bends: they must not take numbers from what follows.
    RandomStream own = stream.child("loop " + std::to_string(lead));
    RandomStream &bends = drawing.style.sheet ? own : stream;
    for (int i = 1; i <= steps; ++i) {
        const double angle = start + (end - start) * i / steps;
        const double r = radius * (1.0 + 0.08 * std::clamp(bends.normal(), -1.5, 1.5));
        controls.push_back(
            { can.centre.x + mirror * r * std::cos(angle), can.centre.y + r * ellipse * std::sin(angle) });
    }
}

std::vector<Point> veinOf(const Drawing &drawing)
{
    std::vector<Point> vein = drawing.right
        ? drawing.placed({ { 43, 25.5 }, { 49, 27.5 }, { 54, 31 }, { 57.5, 35.5 } }, 0.5)
        : drawing.placed({ { 90, 25.5 }, { 83, 26.5 }, { 75, 29.5 }, { 67, 33.5 }, { 60.5, 38 } }, 0.5);
    for (const Point &point : drawing.placed({ { 58, 44 }, { 57.6, 51 } }, 0.4))
        vein.push_back(point);
    return vein;
}

std::vector<Point> chamberPath(const Drawing &drawing, bool ventricle)
{
    if (!ventricle)
        return drawing.placed({ { 57.6, 58 }, { 58.4, 66.5 }, { 61, 70.5 }, { 63.4, 67.5 }, { 63.6, 62.5 } }, 0.5);
    std::vector<Point> path = drawing.placed({ { 57.8, 58 }, { 59.5, 67 }, { 64, 77 } }, 0.6);
    double share = drawing.stream.uniform(0.62, 0.85);
    share = drawing.number("ventricle.tip", share, "share", 0.5, 0.95); // Of the way from the midline to the apex.
    path.push_back(
        drawing.place(67.0 + share * (96.5 - 67.0), 86.0 - drawing.stream.uniform(0.0, 2.5) - 2.0 * (1.0 - share)));
    if (drawing.style.sheet)
        drawing.style.sheet->addHandle("ventricle.tip", path.back(),
            { { "ventricle.tip", 1.0 / (drawing.place(96.5, 86.0).x - drawing.place(67.0, 86.0).x), 0.0 } });
    return path;
}

/// Through the coronary sinus to the side wall of the left ventricle.
std::vector<Point> coronarySinusPath(const Drawing &drawing)
{
    return drawing.placed({ { 58, 58 }, { 60, 65 }, { 67, 66 }, { 78, 62 }, { 87, 66 }, { 91, 74 } }, 1.5);
}

void drawLead(const Drawing &drawing, const Can &can, int lead)
{
    const std::vector<Point> vein = veinOf(drawing);
    std::vector<Point> controls;
    appendLoop(drawing, can, vein.front(), lead, controls);
    controls.insert(controls.end(), vein.begin(), vein.end());
    const bool ventricle = lead == 0;
    const std::vector<Point> chamber = lead == 2 ? coronarySinusPath(drawing) : chamberPath(drawing, ventricle);
    controls.insert(controls.end(), chamber.begin(), chamber.end());
    const Path path = smoothed(splineThrough(controls), drawing.pixels(1.8));
    const double length = lengthOf(path) / drawing.canvas.pixelsPerMillimetre();
    const double conductor = drawing.vary("pacemaker.conductor");
    const bool coils = can.defibrillator && ventricle;
    const bool upperCoil = drawing.stream.chance(0.6);
    const double width = drawing.settled("pacemaker.lead_width");
    const double radius = 1.05 * width;
    drawing.canvas.tube(path, coils ? std::max(1.5, radius) : radius, [=](double d, double s) {
        const double left = length - s; // Millimetres to the tip.
        double a = cylinder(d, radius, 0.10) + cylinder(d, 0.65 * width, conductor);
        if (left < 2.4)
            a = cylinder(d, radius, 2.0);
        else if (left > 10.0 && left < 13.5)
            a = cylinder(d, radius, 1.6);
        if (coils && ((left > 14.0 && left < 66.0) || (upperCoil && left > 165.0 && left < 225.0)))
            a = cylinder(d, 1.5, 1.6 + 0.5 * std::sin(2.0 * std::numbers::pi * s / 1.6));
        return a;
    });
}

} // namespace

void drawPacemaker(const Drawing &drawing)
{
    const Can can = plan(drawing);
    drawing.canvas.paint(can.centre, can.rotation, can.halfWidth + 1.5, can.halfHeight + 11.0,
        [&can](double x, double y) { return attenuationOf(can, x, y); });
    drawing.canvas.closeBody();
    for (int lead = 0; lead < can.leads; ++lead)
        drawLead(drawing, can, lead);
    if (drawing.wideOnly("pacemaker.third_lead"))
        drawLead(drawing, can, 2);
}

} // namespace cf::devices
