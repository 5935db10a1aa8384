#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Image.h"
#include "core/base/RandomStream.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace cf {

/// Attenuation across a tube as a function of the distance from its axis, in shares of its radius.
struct TubeProfile {
    std::array<float, 65> values{}; ///< At distance i/64 of the radius.

    static TubeProfile solid(); ///< A round rod: chord length in radii.
    /// A round pipe with a dense wall: `wall` is its share of the radius, `inside` the density in it (wall = 1).
    static TubeProfile pipe(double wall, double inside);
    float at(float share) const { return share >= 1.0F ? 0.0F : values[static_cast<std::size_t>(share * 64.0F)]; }
};

/// A curve with a radius at each of its points, in pixels.
struct Tube {
    std::vector<Point> path;
    std::vector<double> radii; ///< As many as points, or one for all.
    double strength = 1.0; ///< Attenuation per unit of the profile and per pixel of radius.
    std::vector<double> shares{}; ///< Of the strength, at each point; empty: all of it everywhere.
};

/// Draws line integrals on an image: every call adds to what lies there.
class ProjectionCanvas
{
public:
    ProjectionCanvas(int width, int height);

    void add(const Tube &tube, const TubeProfile &profile);
    /// An ellipsoid whose central chord adds `peak`.
    void addEllipsoid(Point centre, double radiusX, double radiusY, double angle, double peak);
    GreyImage &image() { return m_image; }
    const GreyImage &image() const { return m_image; }

private:
    struct Box {
        int left, top, right, bottom;
    };
    struct End {
        Point at;
        double radius;
        double share;
    };
    void stampSegment(const End &from, const End &to, Box &touched);

    GreyImage m_image;
    GreyImage m_share; ///< Smallest distance to the tube now drawn, in radii; 2 where far.
    GreyImage m_radius; ///< Radius of the nearest point of it.
    GreyImage m_weight; ///< Its share of the strength.
};

/// A smooth curve (Catmull–Rom) through the points, `steps` samples a segment; closed when asked.
std::vector<Point> smoothCurve(std::span<const Point> points, int steps, bool closed = false);

/// 1 inside the closed outline, 0 outside.
Image<std::uint8_t> fillOutline(std::span<const Point> outline, int width, int height);
/// Distance of each inside pixel to the nearest outside pixel.
GreyImage distanceInside(const Image<std::uint8_t> &mask);
/// Gaussian blur in place; finite support of 3 sigma, so what lies further away is not touched. Wide blurs are made at
/// reduced size when `coarse`.
void blur(GreyImage &image, double sigma, bool coarse = false);
/// Fractal noise of mean 0 and about unit deviation; `cell` is the size of its largest features in pixels.
GreyImage fractalNoise(int width, int height, double cell, int octaves, RandomStream stream);
/// White noise of unit deviation; made from integers alone.
GreyImage whiteNoise(int width, int height, RandomStream stream);

/// 0 at `from` and before, 1 at `to` and beyond, smooth between; `to` may lie below `from`.
inline double smoothStep(double from, double to, double x)
{
    const double share = (x - from) / (to - from);
    const double t = share <= 0.0 ? 0.0 : share >= 1.0 ? 1.0 : share;
    return t * t * (3.0 - 2.0 * t);
}

} // namespace cf
