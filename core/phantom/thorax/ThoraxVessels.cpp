#include "core/phantom/thorax/ThoraxVessels.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxMaps.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <cmath>
#include <numbers>

namespace cf {

namespace {

constexpr double thinnest = 0.13; // atlas units: 0.4 mm
constexpr double degree = std::numbers::pi / 180.0;

class VesselTree
{
public:
    VesselTree(const ThoraxShape &shape, RandomStream &stream)
        : m_shape(shape)
        , m_stream(stream)
        , m_canvas(shape.size, shape.size)
    {
    }

    /// `angle` in radians, 0 to the right of the image and growing downwards.
    void grow(Point start, double angle, double radius, int generation)
    {
        if (radius < thinnest || generation > 8)
            return;
        const double length = (3.2 + 5.0 * std::sqrt(radius)) * m_stream.uniform(0.75, 1.3);
        const double bend = m_stream.normal(0.0, 9.0) * degree;
        Tube tube;
        const double unit = m_shape.pixelsPerUnit;
        const double endRadius = radius * 0.86;
        for (int i = 0; i <= 4; ++i) {
            const double t = i / 4.0;
            tube.path.push_back(m_shape.toImage(start));
            tube.radii.push_back((radius + t * (endRadius - radius)) * unit);
            if (i < 4) {
                start.x += 0.25 * length * std::cos(angle + t * bend);
                start.y += 0.25 * length * std::sin(angle + t * bend);
            }
        }
        tube.strength = 1.35 * tissuePerCentimetre * 0.31 / unit;
        m_canvas.add(tube, m_profile);
        const double turn = m_stream.uniform(14.0, 36.0) * degree;
        const double sign = m_stream.chance(0.5) ? 1.0 : -1.0;
        grow(start, angle + bend + sign * turn * 0.55, endRadius * m_stream.uniform(0.80, 0.94), generation + 1);
        grow(start, angle + bend - sign * turn, endRadius * m_stream.uniform(0.52, 0.76), generation + 1);
    }

    GreyImage take() { return std::move(m_canvas.image()); }

private:
    const ThoraxShape &m_shape;
    RandomStream &m_stream;
    ProjectionCanvas m_canvas;
    TubeProfile m_profile = TubeProfile::solid();
};

} // namespace

GreyImage drawVessels(const ThoraxShape &shape, RandomStream stream)
{
    VesselTree tree(shape, stream);
    const double full = stream.uniform(0.85, 1.15);
    // Angles of the stems from straight up, turning outwards, and their radii. The bases are better perfused.
    constexpr struct {
        double angle, radius, dx, dy;
    } stems[] = { { 12, 0.75, 0, -4 }, { 30, 0.95, 1, -3 }, { 52, 0.80, 2, -2 }, { 74, 0.80, 2, 0 }, { 96, 0.90, 2, 1 },
        { 118, 1.0, 1.5, 2 }, { 138, 1.15, 1, 4 }, { 156, 1.30, 0, 5 }, { 170, 1.05, -2, 5 } };
    for (const bool right : { true, false }) {
        const Point hilum = right ? thorax::hilumRight : thorax::hilumLeft;
        const double out = right ? -1.0 : 1.0;
        for (const auto &stem : stems) {
            const double up = stem.angle + stream.normal(0.0, 6.0);
            const double angle = (right ? -90.0 - up : -90.0 + up) * degree;
            tree.grow({ hilum.x + out * stem.dx, hilum.y + stem.dy }, angle,
                full * stem.radius * stream.uniform(0.85, 1.15), 0);
        }
        // The interlobar artery, the bulk of a hilum.
        tree.grow({ hilum.x - out * 2.0, hilum.y - 4.0 }, (right ? 112.0 : 66.0) * degree,
            full * stream.uniform(1.7, 2.1), 4);
        tree.grow({ hilum.x - out * 3.0, hilum.y - 1.0 }, (right ? 205.0 : -25.0) * degree,
            full * stream.uniform(1.1, 1.5), 6);
    }
    auto vessels = tree.take();
    blur(vessels, 0.5);
    return vessels;
}

} // namespace cf
