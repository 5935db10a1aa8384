#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/phantom/devices/DeviceCanvas.h"
#include "core/phantom/devices/DeviceStyle.h"
#include "core/phantom/devices/DeviceStyles.h"

#include <cmath>
#include <numbers>
#include <span>
#include <string>
#include <vector>

// The renderers behind drawDevice, one file a family. Sizes in millimetres, places in atlas units.
namespace cf::devices {

/// What every renderer gets.
struct Drawing {
    const ThoraxGeometry &geometry;
    DeviceCanvas &canvas;
    RandomStream &stream;
    DeviceStyle style;
    bool right = false; ///< On the patient's right.

    Point place(double atlasX, double atlasY) const { return geometry.fromAtlas({ atlasX, atlasY }); }
    double pixels(double millimetres) const { return millimetres * canvas.pixelsPerMillimetre(); }
    double units(double count) const { return count * geometry.pixelsPerUnit; } ///< Atlas units to pixels.
    /// The range of device_styles.tsv for this style.
    const StyleRange &range(const char *name) const { return style.wide ? deviceStyle(name) : plainDeviceStyle(name); }
    /// A number of that range; one draw.
    double vary(const char *name) const { return range(name).draw(stream); }
    /// A number of that range in wide drawings; in plain ones, which draw no number for it, where the range begins.
    double settled(const char *name) const { return style.wide ? vary(name) : range(name).low; }
    /// True in that share of drawings; one draw.
    bool chance(const char *share) const { return stream.chance(range(share).low); }
    /// What the user may change: as it was drawn, or as it is asked for.
    double number(const char *name, double drawn, const char *unit, double min, double max) const
    {
        return style.sheet ? style.sheet->number(name, drawn, unit, min, max) : drawn;
    }
    /// The same of an angle in radians, which is told in degrees.
    double angle(const char *name, double drawn) const
    {
        constexpr double degrees = 180.0 / std::numbers::pi;
        return style.sheet ? style.sheet->number(name, drawn * degrees, "deg", -180.0, 180.0) / degrees : drawn;
    }
    /// The same of a place, which must lie between two corners in atlas units and this far from the film's edge.
    Point movable(
        const std::string &name, Point drawn, Point minAtlas, Point maxAtlas, double marginMillimetres = 0.0) const
    {
        if (!style.sheet)
            return drawn;
        const Point minimum = place(minAtlas.x, minAtlas.y);
        const Point maximum = place(maxAtlas.x, maxAtlas.y);
        const double margin = pixels(marginMillimetres);
        return style.sheet->place(name, drawn, { std::fmax(margin, minimum.x), std::fmax(margin, minimum.y) },
            { std::fmin(canvas.width() - 1.0 - margin, maximum.x),
                std::fmin(canvas.height() - 1.0 - margin, maximum.y) });
    }
    /// True in this share of wide drawings, never in plain ones, which draw no number for it.
    bool wideOnly(const char *share) const { return style.wide && stream.chance(deviceStyle(share).low); }
    /// Atlas points of the patient's right as they are there, or on the left; `sum`: of the x of a place and its mirror
    /// image.
    std::vector<Point> onItsSide(std::span<const Point> points, double sum) const
    {
        std::vector<Point> result(points.begin(), points.end());
        for (Point &point : result)
            point.x = right ? point.x : sum - point.x;
        return result;
    }
    /// Places a list of atlas points, each moved by up to `jitter` units.
    std::vector<Point> placed(std::span<const Point> points, double jitter = 0.0) const
    {
        std::vector<Point> result;
        for (const Point &point : points)
            result.push_back(
                place(point.x + stream.uniform(-jitter, jitter), point.y + stream.uniform(-jitter, jitter)));
        return result;
    }
};

/// Path length through a full cylinder of radius R, in units of its diameter, times `attenuation`.
inline double cylinder(double distance, double radius, double attenuation)
{
    const double q = distance / radius;
    return std::abs(q) < 1.0 ? attenuation * std::sqrt(1.0 - q * q) : 0.0;
}

/// The wall of a hollow tube: path length in mm times `perMillimetre`.
inline double annulus(double distance, double outer, double inner, double perMillimetre)
{
    const auto half = [distance](
                          double r) { return std::abs(distance) < r ? std::sqrt(r * r - distance * distance) : 0.0; };
    return 2.0 * perMillimetre * (half(outer) - half(inner));
}

/// Signed distance to a rectangle with rounded corners, negative inside.
inline double roundedBox(double x, double y, double halfWidth, double halfHeight, double corner)
{
    const double qx = std::abs(x) - halfWidth + corner;
    const double qy = std::abs(y) - halfHeight + corner;
    return std::hypot(std::fmax(qx, 0.0), std::fmax(qy, 0.0)) + std::fmin(std::fmax(qx, qy), 0.0) - corner;
}

inline double bell(double value, double sigma)
{
    return std::exp(-(value / sigma) * (value / sigma));
}

void drawPacemaker(const Drawing &drawing);
void drawCentralLine(const Drawing &drawing);
void drawEndotrachealTube(const Drawing &drawing);
void drawNasogastricTube(const Drawing &drawing);
void drawChestTube(const Drawing &drawing);
void drawEcgLeads(const Drawing &drawing);
void drawWideEcgLeads(const Drawing &drawing); ///< Any number, way and make of them.
void drawSternalWires(const Drawing &drawing);

} // namespace cf::devices
