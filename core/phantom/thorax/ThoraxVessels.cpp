#include "core/phantom/thorax/ThoraxVessels.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxNumbers.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <cmath>
#include <numbers>

namespace cf {

namespace {

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
        if (radius < m_numbers.thinnest || generation > m_numbers.generations)
            return;
        const double length =
            (m_numbers.length + m_numbers.lengthRoot * std::sqrt(radius)) * m_numbers.lengthSpread.draw(m_stream);
        const double bend = m_numbers.bend.draw(m_stream) * degree;
        Tube tube;
        const double unit = m_shape.pixelsPerUnit;
        const double endRadius = radius * m_numbers.taper;
        for (int i = 0; i <= 4; ++i) {
            const double t = i / 4.0;
            tube.path.push_back(m_shape.toImage(start));
            tube.radii.push_back((radius + t * (endRadius - radius)) * unit);
            if (i < 4) {
                start.x += 0.25 * length * std::cos(angle + t * bend);
                start.y += 0.25 * length * std::sin(angle + t * bend);
            }
        }
        tube.strength = m_numbers.density * m_tissue.perCentimetre * m_tissue.centimetresPerUnit / unit;
        m_canvas.add(tube, m_profile);
        const double turn = m_numbers.turn.draw(m_stream) * degree;
        const double sign = m_stream.chance(0.5) ? 1.0 : -1.0;
        grow(start, angle + bend + sign * turn * m_numbers.mainTurn, endRadius * m_numbers.mainRadius.draw(m_stream),
            generation + 1);
        grow(start, angle + bend - sign * turn, endRadius * m_numbers.sideRadius.draw(m_stream), generation + 1);
    }

    GreyImage take() { return std::move(m_canvas.image()); }

private:
    const VesselNumbers &m_numbers = numbersOf<VesselNumbers>();
    const TissueNumbers &m_tissue = numbersOf<TissueNumbers>();
    const ThoraxShape &m_shape;
    RandomStream &m_stream;
    ProjectionCanvas m_canvas;
    TubeProfile m_profile = TubeProfile::solid();
};

} // namespace

GreyImage drawVessels(const ThoraxShape &shape, RandomStream stream)
{
    VesselTree tree(shape, stream);
    const auto &vessel = numbersOf<VesselNumbers>();
    const double full = vessel.full.draw(stream);
    for (const bool right : { true, false }) {
        const Point hilum = thorax::hilum(right);
        const double out = right ? -1.0 : 1.0;
        for (const auto &[fromUp, radius, aside, down] : vessel.stems) {
            const double up = fromUp + vessel.stemTurn.draw(stream);
            const double angle = (right ? -90.0 - up : -90.0 + up) * degree;
            tree.grow(
                { hilum.x + out * aside, hilum.y + down }, angle, full * radius * vessel.stemSpread.draw(stream), 0);
        }
        // The interlobar artery, the bulk of a hilum.
        tree.grow({ hilum.x - out * vessel.interlobarIn, hilum.y - vessel.interlobarUp },
            (right ? vessel.interlobarRight : vessel.interlobarLeft) * degree,
            full * vessel.interlobarRadius.draw(stream), vessel.interlobarGeneration);
        tree.grow({ hilum.x - out * vessel.veinIn, hilum.y - vessel.veinUp },
            (right ? vessel.veinRight : vessel.veinLeft) * degree, full * vessel.veinRadius.draw(stream),
            vessel.veinGeneration);
    }
    auto vessels = tree.take();
    blur(vessels, vessel.blur);
    return vessels;
}

} // namespace cf
