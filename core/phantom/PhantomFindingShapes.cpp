#include "core/phantom/PhantomFindingShapes.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

double costophrenicY(const ThoraxShape &shape, bool right)
{
    const auto &common = numbersOf<FindingCommonNumbers>();
    return right ? common.angleRight + shape.parameters.domeRight : common.angleLeft + shape.parameters.domeLeft;
}

/// Centre row of a zone.
double zoneY(const ThoraxShape &shape, bool right, Zone zone, RandomStream &stream)
{
    const auto &common = numbersOf<FindingCommonNumbers>();
    const NumberRange &shares = zone == Zone::Upper ? common.upper : zone == Zone::Lower ? common.lower : common.middle;
    const double share = shares.draw(stream);
    return common.lungTop + share * (costophrenicY(shape, right) - common.aboveAngle - common.lungTop);
}

/// A point in one lung's zone, `inwards` of the way from the lateral wall to the midline.
Point zonePoint(const ThoraxShape &shape, bool right, Zone zone, double inwards, RandomStream &stream)
{
    const double y = zoneY(shape, right, zone, stream);
    const double wall = shape.wallX(right, y);
    return { wall + inwards * (thorax::midlineX - wall), y };
}

/// An outline whose only near edges are the apex and the lateral wall of one lung: it runs on beyond midline and dome.
std::vector<Point> outerWall(const ThoraxShape &shape, bool right)
{
    const auto &common = numbersOf<FindingCommonNumbers>();
    const auto lateral = (right ? thorax::lungRight() : thorax::lungLeft()).first(thorax::lateralPoints());
    const double beyond = thorax::midlineX + (right ? common.beyondMidline : -common.beyondMidline);
    std::vector<Point> outline = shape.toImage(smoothCurve(lateral, 5));
    for (const Point point : { Point{ lateral.back().x, common.wallBottom }, Point{ beyond, common.wallBottom },
             Point{ beyond, lateral.front().y - common.aboveApex } })
        outline.push_back(shape.toImage(point));
    return outline;
}

} // namespace

void addEffusion(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream)
{
    const auto &fluid = numbersOf<EffusionNumbers>();
    const auto at = static_cast<std::size_t>(grade);
    const double density = fluid.density[at];
    const double fade = fluid.fade[at];
    const ThoraxMaps &maps = base.maps;
    const double angle = costophrenicY(maps.shape, right);
    const double height = fluid.height[at].draw(stream) * numbersOf<FindingCommonNumbers>().lungHeight;
    const double drop = fluid.drop[at] * height * fluid.dropSpread.draw(stream);
    for (std::size_t i = 0; i < fields.fill.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double x = maps.atlasX.pixels[i];
        const double y = maps.atlasY.pixels[i];
        if (y < angle - height - fluid.above)
            continue;
        const double wall = maps.shape.wallX(right, std::min(y, angle));
        const double medial = thorax::midlineX + (right ? -fluid.medial : fluid.medial);
        const double t = std::clamp((x - wall) / (medial - wall), 0.0, fluid.maxAside);
        // The meniscus stands highest at the wall and rises a little again at the mediastinum.
        const double rise = std::max(0.0, t - fluid.riseFrom);
        const double surface = angle - height + drop * (1.0 - std::exp(-fluid.fall * t))
            - rise * rise * fluid.rise * (fluid.riseHeight + fluid.riseDrop * drop);
        const double depth = std::max(0.0, y - surface);
        double fill = density * (1.0 - std::exp(-std::pow(depth / fade, fluid.fadePower)));
        // A film of fluid up the lateral wall.
        const double aside = std::abs(x - wall);
        if (depth <= 0.0)
            fill = fluid.film * std::exp(-aside * aside) * smoothStep(surface - fluid.filmAbove, surface, y);
        joinShare(fields.fill.pixels[i], static_cast<float>(fill));
    }
}

void addPneumothorax(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream)
{
    const auto &rim = numbersOf<PneumothoraxNumbers>();
    const auto &common = numbersOf<FindingCommonNumbers>();
    const auto at = static_cast<std::size_t>(grade);
    const ThoraxMaps &maps = base.maps;
    const int size = maps.shape.size;
    const double unit = maps.shape.pixelsPerUnit;
    GreyImage distance = distanceInside(fillOutline(outerWall(maps.shape, right), size, size));
    blur(distance, rim.wallBlur * unit);
    const auto wobble = fractalNoise(size, size, rim.wobbleCell * unit, rim.wobbleOctaves, stream.child("wobble"));
    const double deep = rim.depth[at].draw(stream);
    const double reach = rim.reach[at].draw(stream) * common.lungHeight;
    const double power = rim.power.draw(stream);
    const double line = rim.line.draw(stream) * (1.0 + rim.lineGrade * grade);
    const double air = rim.air + rim.airGrade * grade;
    const double collapse = rim.collapse + rim.collapseGrade * grade * grade * 0.5;
    for (std::size_t i = 0; i < distance.pixels.size(); ++i) {
        if (!inLung(maps, i, right) || maps.lung.pixels[i] < rim.minLung)
            continue;
        const double down = std::clamp((maps.atlasY.pixels[i] - common.lungTop) / reach, 0.0, 1.0);
        const double away =
            distance.pixels[i] / unit - deep * std::pow(1.0 - down, power) + rim.wobble * wobble.pixels[i];
        const double there = smoothStep(0.0, rim.end, 1.0 - down);
        const double outside = smoothStep(rim.edge, -rim.edge, away) * there;
        const double edge = std::exp(-away * away / rim.lineWidth) * there;
        const float vessels = static_cast<float>(away < rim.edge
                ? (rim.edge - away > 2.0 * rim.edge ? 1.0 : (rim.edge - away) / (2.0 * rim.edge)) * there
                : outside);
        joinShare(fields.vesselLoss.pixels[i], vessels);
        const double within = away > 0.0 ? collapse * (1.0 - rim.collapseDown * down) * smoothStep(0.0, 1.0, away)
                * smoothStep(0.0, rim.collapseEnd, 1.0 - down)
                                         : 0.0;
        fields.attenuation.pixels[i] += static_cast<float>(line * edge - air * vessels * (1.0 - edge) + within);
    }
}

void addOpacity(FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, bool dense,
    RandomStream stream)
{
    const auto &opacity = numbersOf<OpacityNumbers>();
    const auto at = static_cast<std::size_t>(grade);
    const double extent = opacity.extent[at];
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    const Point centre = zonePoint(maps.shape, right, zone, opacity.inwards.draw(stream), stream);
    const double radiusX = extent * opacity.wide.draw(stream);
    const double radiusY = opacity.high * extent * opacity.highSpread.draw(stream);
    const double tilt = opacity.tilt.draw(stream);
    const auto shape =
        fractalNoise(size, size, opacity.outlineCell * unit, opacity.outlineOctaves, stream.child("outline"));
    const auto inner = fractalNoise(size, size, opacity.innerCell * unit, opacity.innerOctaves, stream.child("inner"));
    const NumberRange &edge = dense ? opacity.denseEdge : opacity.veilEdge;
    const double maximum = (dense ? opacity.dense : opacity.veil)[at];
    for (std::size_t i = 0; i < shape.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double dx = maps.atlasX.pixels[i] - centre.x;
        const double dy = maps.atlasY.pixels[i] - centre.y;
        const double u = (dx * std::cos(tilt) + dy * std::sin(tilt)) / radiusX;
        const double v = (dy * std::cos(tilt) - dx * std::sin(tilt)) / radiusY;
        const double away =
            std::pow(std::pow(std::abs(u), opacity.roundness) + std::pow(std::abs(v), opacity.roundness),
                1.0 / opacity.roundness);
        if (away > opacity.farthest)
            continue;
        const double core = 1.0 - away + opacity.outline * shape.pixels[i];
        const double soft = smoothStep(edge.low, edge.high, core);
        const double fill = maximum * soft
            * std::clamp(opacity.mottleMean + opacity.mottle * inner.pixels[i], opacity.mottleLimits.low,
                opacity.mottleLimits.high)
            * smoothStep(opacity.farthest, opacity.fadeFrom, away);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(fill, 0.0, opacity.maximum)));
    }
    if (!dense)
        return;
    // Air bronchograms: bronchi stay open in filled lung.
    ProjectionCanvas tubes(size, size);
    const Point hilum = thorax::hilum(right);
    for (int branch = 0; branch < opacity.bronchi + grade; ++branch) {
        const Point end{ centre.x + radiusX * opacity.bronchusSpread.draw(stream),
            centre.y + radiusY * opacity.bronchusSpread.draw(stream) };
        const Point from{ hilum.x + opacity.bronchusFrom * (centre.x - hilum.x),
            hilum.y + opacity.bronchusFrom * (centre.y - hilum.y) };
        const Point bend{ 0.5 * (from.x + end.x) + opacity.bronchusBend.draw(stream),
            0.5 * (from.y + end.y) + opacity.bronchusBend.draw(stream) };
        const double radius = opacity.bronchusRadius.draw(stream) * unit;
        tubes.add({ maps.shape.toImage(smoothCurve(std::vector<Point>{ from, bend, end }, 6)), { radius },
                      (opacity.bronchusAir + opacity.bronchusGrade * grade) / radius },
            TubeProfile::solid());
    }
    blur(tubes.image(), opacity.bronchusBlur * unit);
    for (std::size_t i = 0; i < shape.pixels.size(); ++i)
        fields.attenuation.pixels[i] -=
            tubes.image().pixels[i] * fields.fill.pixels[i] * (inLung(maps, i, right) ? 1.0F : 0.0F);
}

void addEdema(FindingFields &fields, const ProjectionBase &base, int grade, RandomStream stream)
{
    const auto &edema = numbersOf<EdemaNumbers>();
    const float minLung = numbersOf<FindingCommonNumbers>().minLung;
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    const auto clouds = fractalNoise(size, size, edema.cloudCell * unit, edema.cloudOctaves, stream.child("clouds"));
    const Point hilumRight = thorax::hilum(true);
    const Point hilumLeft = thorax::hilum(false);
    const double maximum = edema.strength[static_cast<std::size_t>(grade)] * edema.spread.draw(stream);
    for (std::size_t i = 0; i < clouds.pixels.size(); ++i) {
        if (maps.lung.pixels[i] <= minLung)
            continue;
        const bool right = maps.atlasX.pixels[i] < thorax::midlineX;
        const Point &hilum = right ? hilumRight : hilumLeft;
        const double dx = (maps.atlasX.pixels[i] - hilum.x) / edema.wingWide;
        const double dy = (maps.atlasY.pixels[i] - hilum.y - edema.wingDown) / edema.wingHigh;
        const double wings = std::exp(-dx * dx - dy * dy) * (1.0 + edema.wingClouds * clouds.pixels[i]);
        const double low = edema.low * smoothStep(edema.lowRows.low, edema.lowRows.high, maps.atlasY.pixels[i])
            * (1.0 + edema.lowClouds * clouds.pixels[i]);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(maximum * (wings + low), 0.0, edema.maximum)));
    }
    // Kerley's B lines: short septa at the lateral bases.
    ProjectionCanvas lines(size, size);
    for (const bool right : { true, false })
        for (int line = 0; line < edema.lines + edema.linesGrade * grade; ++line) {
            const double y = costophrenicY(maps.shape, right) - edema.lineUp.draw(stream);
            const double wall = maps.shape.wallX(right, y) + (right ? edema.lineIn : -edema.lineIn);
            const double length = edema.lineLength.draw(stream) * (right ? 1.0 : -1.0);
            lines.add({ maps.shape.toImage({ { wall, y }, { wall + length, y + edema.lineSlant.draw(stream) } }),
                          { edema.lineRadius * unit }, edema.line / (edema.lineRadius * unit) },
                TubeProfile::solid());
        }
    for (std::size_t i = 0; i < clouds.pixels.size(); ++i)
        fields.attenuation.pixels[i] += lines.image().pixels[i] * (maps.lung.pixels[i] > edema.lineLung ? 1.0F : 0.0F);
}

void addAtelectasis(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    const auto &collapse = numbersOf<AtelectasisNumbers>();
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const int size = maps.shape.size;
    // Plates: linear, nearly horizontal, crossing the zone.
    ProjectionCanvas plates(size, size);
    const int count = 1 + grade;
    const double firstY = zoneY(maps.shape, right, zone, stream);
    for (int plate = 0; plate < count; ++plate) {
        const double y = firstY + (plate - 0.5 * (count - 1)) * collapse.apart.draw(stream);
        const double wall = maps.shape.wallX(right, y);
        const double inner = thorax::midlineX + (right ? collapse.innerRight : collapse.innerLeft);
        const double from = wall + collapse.from.draw(stream) * (inner - wall);
        const double to = wall + collapse.to.draw(stream) * (inner - wall);
        const double slant = collapse.slant.draw(stream);
        const auto path = smoothCurve(
            std::vector<Point>{ { from, y },
                { 0.5 * (from + to), y + collapse.bendSlant * slant + collapse.bend.draw(stream) }, { to, y + slant } },
            collapse.curveSteps);
        std::vector<double> radii;
        const double thick = collapse.thickness.draw(stream) * (1.0 + collapse.thicknessGrade * grade) * unit;
        for (std::size_t i = 0; i < path.size(); ++i)
            radii.push_back(thick
                * (collapse.taper
                    + collapse.swell
                        * std::sin(std::numbers::pi
                            * (collapse.swellFrom
                                + collapse.swellTurn * static_cast<double>(i) / static_cast<double>(path.size())))));
        plates.add({ maps.shape.toImage(path), radii, (collapse.plate + collapse.plateGrade * grade) / thick },
            TubeProfile::solid());
    }
    blur(plates.image(), collapse.blur * unit);
    // Loss of volume makes the lung around the plates denser.
    const auto cloud =
        fractalNoise(size, size, collapse.cloudCell * unit, collapse.cloudOctaves, stream.child("cloud"));
    for (std::size_t i = 0; i < cloud.pixels.size(); ++i) {
        if (!inLung(maps, i, right))
            continue;
        const double wall = maps.shape.wallX(right, maps.atlasY.pixels[i]);
        const double inwards = (maps.atlasX.pixels[i] - wall) / (thorax::midlineX - wall);
        const double dy =
            (maps.atlasY.pixels[i] - firstY - collapse.veilDown) / (collapse.veilHigh + collapse.veilHighGrade * grade);
        const double veil = (collapse.veil + collapse.veilGrade * grade) * std::exp(-dy * dy)
            * smoothStep(collapse.veilFrom.low, collapse.veilFrom.high, inwards)
            * (1.0 + collapse.veilClouds * cloud.pixels[i]);
        joinShare(fields.fill.pixels[i], static_cast<float>(std::clamp(veil, 0.0, collapse.veilMax)));
        fields.attenuation.pixels[i] +=
            plates.image().pixels[i] * std::min(1.0F, maps.lung.pixels[i] / collapse.plateLung);
    }
}

void addNodule(FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    const auto &nodule = numbersOf<NoduleNumbers>();
    const ThoraxMaps &maps = base.maps;
    const double diameter = nodule.diameter[static_cast<std::size_t>(grade)].draw(stream);
    const Point centre = maps.shape.toImage(zonePoint(maps.shape, right, zone, nodule.inwards.draw(stream), stream));
    const double radius = 0.5 * diameter / thorax::millimetresPerUnit * maps.shape.pixelsPerUnit;
    const double peak = nodule.attenuation * diameter / 10.0 * nodule.spread.draw(stream);
    double amplitude[4];
    double phase[4];
    for (int k = 0; k < 4; ++k) {
        amplitude[k] = nodule.lobes.draw(stream);
        phase[k] = stream.uniform(0.0, 2.0 * std::numbers::pi);
    }
    const int reach = static_cast<int>(nodule.reach * radius) + 2;
    for (int y = static_cast<int>(centre.y) - reach; y <= static_cast<int>(centre.y) + reach; ++y)
        for (int x = static_cast<int>(centre.x) - reach; x <= static_cast<int>(centre.x) + reach; ++x) {
            if (x < 0 || y < 0 || x >= fields.fill.width || y >= fields.fill.height)
                continue;
            const double turn = std::atan2(y - centre.y, x - centre.x);
            double outline = 1.0;
            for (int k = 0; k < 4; ++k)
                outline += amplitude[k] * std::cos((k + 2) * turn + phase[k]);
            const double q = std::hypot(x - centre.x, y - centre.y) / (radius * outline);
            if (q < 1.0)
                fields.attenuation.at(x, y) +=
                    static_cast<float>(peak * std::sqrt(1.0 - q * q) * smoothStep(1.0, nodule.edge, q));
        }
}

void addFracture(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream)
{
    const ThoraxMaps &maps = base.maps;
    const double unit = maps.shape.pixelsPerUnit;
    const auto &fracture = numbersOf<FractureNumbers>();
    const int first = zone == Zone::Upper ? fracture.firstUpper
        : zone == Zone::Lower             ? fracture.firstLower
                                          : fracture.firstMiddle;
    const int ribs = 1 + grade;
    ProjectionCanvas change(maps.shape.size, maps.shape.size);
    for (const RibCourse &rib : maps.ribs) {
        if (rib.right != right || rib.number < first || rib.number >= first + ribs)
            continue;
        // The lateral third breaks; the outer fragment shifts, and callus grows around the ends.
        const std::size_t at = rib.posterior.size() * static_cast<std::size_t>(fracture.at.draw(stream)) / 100;
        const double shift = fracture.shift.draw(stream) * unit * (stream.chance(fracture.down) ? 1.0 : -1.0);
        const std::vector<Point> piece(rib.posterior.begin() + static_cast<std::ptrdiff_t>(at),
            rib.posterior.begin()
                + static_cast<std::ptrdiff_t>(
                    std::min(at + static_cast<std::size_t>(fracture.piece), rib.posterior.size())));
        auto moved = piece;
        for (std::size_t i = 0; i < moved.size(); ++i)
            moved[i].y += shift * (1.0 - static_cast<double>(i) / static_cast<double>(moved.size()));
        const double radius = fracture.radius * unit;
        const auto rod = TubeProfile::pipe(fracture.wall, fracture.marrow);
        change.add({ piece, { radius }, -fracture.gone / radius }, rod);
        change.add({ moved, { radius }, fracture.moved / radius }, rod);
        change.addEllipsoid(piece.front(), fracture.callusWide * unit, fracture.callusHigh * unit, 0.0,
            fracture.callus + fracture.callusGrade * grade);
        change.add({ { { piece.front().x, piece.front().y - fracture.lineHigh * unit },
                         { piece.front().x + fracture.lineSlant * unit, piece.front().y + fracture.lineHigh * unit } },
                       { fracture.lineRadius * unit }, -fracture.line / (fracture.lineRadius * unit) },
            TubeProfile::solid());
    }
    blur(change.image(), fracture.blur * unit);
    for (std::size_t i = 0; i < change.image().pixels.size(); ++i)
        fields.attenuation.pixels[i] += change.image().pixels[i];
}

} // namespace cf
