#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Image.h"

#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

namespace cf {

/// A curve as points in image pixels.
using Path = std::vector<Point>;

/// Centripetal Catmull–Rom spline through `controls` (Yuksel 2011: no cusps, no overshoot within a segment), sampled
/// about every half pixel. Fewer than two controls give them back.
Path splineThrough(std::span<const Point> controls);
/// Gaussian smoothing along the curve; the ends stay. `sigma` in pixels.
Path smoothed(const Path &path, double sigma);
/// Points at equal distances of about `step` pixels, first and last kept.
Path resampled(const Path &path, double step);
double lengthOf(const Path &path); ///< In pixels.

/// What a device adds to the attenuation of a radiograph.
struct DeviceDrawing {
    GreyImage attenuation; ///< Primary log attenuation −ln(I/I0) at about 65 keV effective, 0 where nothing is.
    MaskImage mask; ///< 1 where the device covers a pixel.
    MaskImage body; ///< The part of the mask that is a housing (a pacemaker without its leads); empty without one.
};

/// Collects log attenuation of devices on a supersampled grid. Positions are image pixels, sizes millimetres.
/// `finish` averages transmission e^{−a}, not a: thin wires would come out too strong otherwise.
class DeviceCanvas
{
public:
    /// Expects a width and height of 1…8192 and a positive scale.
    DeviceCanvas(int width, int height, double millimetresPerPixel);

    double pixelsPerMillimetre() const { return 1.0 / m_millimetresPerPixel; }
    int width() const { return m_width; }
    int height() const { return m_height; }

    /// Adds `attenuation(x, y)` over a turned rectangle; x and y in millimetres from its centre, x along `rotation`
    /// (radians, from the image's x towards its y).
    template <typename Attenuation>
    void paint(Point centre, double rotation, double halfWidth, double halfHeight, Attenuation attenuation);

    /// Adds `profile(d, s)` along a curve; d is the signed distance from its axis and s the arc length from its first
    /// point, both in millimetres. The ends are cut flat.
    template <typename Profile> void tube(const Path &path, double radius, Profile profile);

    /// What was drawn until now is the device's housing.
    void closeBody() { m_body = finish().mask; }

    DeviceDrawing finish() const;

private:
    static constexpr int tile = 64;
    struct Box {
        int left = 0;
        int top = 0;
        int right = -1; ///< Inclusive.
        int bottom = -1;
        int width() const { return right - left + 1; }
        int height() const { return bottom - top + 1; }
    };
    struct Nearest {
        Box box;
        Path samples; ///< In sub-pixels.
        std::vector<std::int32_t> index; ///< Of the nearest sample, −1 beyond the radius.
        double step = 1.0;
    };

    double subPerMillimetre() const { return m_factor / m_millimetresPerPixel; }
    Point toSub(Point pixel) const { return { (pixel.x + 0.5) * m_factor - 0.5, (pixel.y + 0.5) * m_factor - 0.5 }; }
    Box clipped(double left, double top, double right, double bottom) const;
    Nearest nearestSamples(const Path &path, double radius) const;
    void add(int x, int y, double value);

    int m_width;
    int m_height;
    double m_millimetresPerPixel;
    int m_factor;
    int m_tilesAcross;
    Image<float> m_sub;
    MaskImage m_body;
    std::vector<std::uint8_t> m_touched; ///< One flag per tile, so that empty parts cost nothing.
};

inline void DeviceCanvas::add(int x, int y, double value)
{
    m_sub.at(x, y) += static_cast<float>(value);
    m_touched[static_cast<std::size_t>(y / tile * m_tilesAcross + x / tile)] = 1;
}

template <typename Attenuation>
void DeviceCanvas::paint(Point centre, double rotation, double halfWidth, double halfHeight, Attenuation attenuation)
{
    const double scale = subPerMillimetre();
    const Point middle = toSub(centre);
    const double cosine = std::cos(rotation);
    const double sine = std::sin(rotation);
    const double reachX = (std::abs(cosine) * halfWidth + std::abs(sine) * halfHeight) * scale;
    const double reachY = (std::abs(sine) * halfWidth + std::abs(cosine) * halfHeight) * scale;
    const Box box = clipped(middle.x - reachX, middle.y - reachY, middle.x + reachX, middle.y + reachY);
    for (int y = box.top; y <= box.bottom; ++y)
        for (int x = box.left; x <= box.right; ++x) {
            const double dx = (x - middle.x) / scale;
            const double dy = (y - middle.y) / scale;
            const double along = dx * cosine + dy * sine;
            const double across = dy * cosine - dx * sine;
            if (std::abs(along) > halfWidth || std::abs(across) > halfHeight)
                continue;
            if (const double value = attenuation(along, across); value > 0.0)
                add(x, y, value);
        }
}

template <typename Profile> void DeviceCanvas::tube(const Path &path, double radius, Profile profile)
{
    const double scale = subPerMillimetre();
    const Nearest nearest = nearestSamples(path, radius * scale);
    const auto last = static_cast<std::int32_t>(nearest.samples.size()) - 1;
    std::size_t cell = 0;
    for (int y = nearest.box.top; y <= nearest.box.bottom; ++y)
        for (int x = nearest.box.left; x <= nearest.box.right; ++x) {
            const std::int32_t i = nearest.index[cell++];
            if (i < 0)
                continue;
            const Point &before = nearest.samples[static_cast<std::size_t>(i > 0 ? i - 1 : 0)];
            const Point &after = nearest.samples[static_cast<std::size_t>(i < last ? i + 1 : last)];
            const Point &here = nearest.samples[static_cast<std::size_t>(i)];
            const double norm = std::hypot(after.x - before.x, after.y - before.y);
            if (norm <= 0.0)
                continue;
            const double tangentX = (after.x - before.x) / norm;
            const double tangentY = (after.y - before.y) / norm;
            const double along = (x - here.x) * tangentX + (y - here.y) * tangentY;
            const double distance = ((y - here.y) * tangentX - (x - here.x) * tangentY) / scale;
            if ((i == 0 && along < 0.0) || (i == last && along > 0.0) || std::abs(distance) > radius)
                continue;
            if (const double value = profile(distance, (i * nearest.step + along) / scale); value > 0.0)
                add(x, y, value);
        }
}

} // namespace cf
