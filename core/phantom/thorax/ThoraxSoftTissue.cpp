#include "core/phantom/thorax/ThoraxSoftTissue.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxNumbers.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

std::vector<Point> trunkOutline(const ThoraxShape &shape, RandomStream &stream)
{
    const auto &trunk = numbersOf<TrunkNumbers>();
    const double g = shape.parameters.girth;
    const double slope = trunk.slopeShare * shape.parameters.clavicleSlope;
    const double axilla = trunk.axilla.draw(stream);
    const double wide = trunk.wide.draw(stream);
    std::vector<Point> right;
    std::vector<Point> left;
    for (const auto &[thin, widening, row, lowering, slopeShare, axillaShare] : trunk.outline) {
        const double half = thin + widening * g;
        const double y = row + lowering * g + slopeShare * slope + axillaShare * axilla;
        right.push_back({ thorax::midlineX - half - wide, y });
        left.push_back({ thorax::midlineX - 2.0 + half + wide, y });
    }
    right.insert(right.end(), left.rbegin(), left.rend());
    return shape.toImage(smoothCurve(right, 5, true));
}

void addArms(ProjectionCanvas &canvas, const ThoraxShape &shape, RandomStream &stream)
{
    const auto &arm = numbersOf<ArmNumbers>();
    const double g = shape.parameters.girth;
    for (const bool right : { true, false }) {
        const double s = right ? -1.0 : 1.0;
        const double spread = arm.spread.draw(stream);
        const double radius = (arm.radius + arm.radiusGirth * g) * shape.pixelsPerUnit;
        const double x = thorax::midlineX - 1.0;
        std::vector<Point> course;
        for (const auto &[out, widening, spreadShare, row, slopeShare] : arm.course)
            course.push_back({ x + s * (out + widening * g + spreadShare * spread),
                row + slopeShare * shape.parameters.clavicleSlope });
        canvas.add({ shape.toImage(std::move(course)), { radius }, (arm.depth + arm.depthGirth * g) / radius },
            TubeProfile::solid());
    }
}

void addBreasts(ProjectionCanvas &canvas, const ThoraxShape &shape, RandomStream &stream)
{
    const auto &p = shape.parameters;
    const auto &breast = numbersOf<BreastNumbers>();
    if (p.breast < breast.minimum)
        return;
    const double radius = breast.radius.draw(stream) + breast.radiusGirth * p.girth;
    const double low = breast.row.draw(stream) + breast.rowGirth * p.girth;
    for (const bool right : { true, false }) {
        const double x = thorax::midlineX - 1.0
            + (right ? -1.0 : 1.0) * (breast.aside + breast.asideGirth * p.girth + breast.asideSpread.draw(stream));
        const Point centre = shape.toImage(Point{ x, low + breast.rowSpread.draw(stream) });
        const double unit = shape.pixelsPerUnit;
        // Two bodies: the lower one gives the fold its crescent, the upper one lets it fade upwards.
        canvas.addEllipsoid({ centre.x, centre.y + breast.lowerDown * radius * unit }, radius * unit,
            breast.lowerHigh * radius * unit, 0.0, breast.lowerShare * p.breast);
        canvas.addEllipsoid({ centre.x, centre.y - breast.upperUp * radius * unit }, breast.upperWide * radius * unit,
            breast.upperHigh * radius * unit, 0.0, breast.upperShare * p.breast);
    }
}

void addBowel(ProjectionCanvas &air, const ThoraxShape &shape, RandomStream &stream)
{
    const double unit = shape.pixelsPerUnit;
    const auto &bowel = numbersOf<BowelNumbers>();
    const double dome = bowel.dome + shape.parameters.domeLeft;
    if (stream.chance(bowel.stomach)) {
        const Point centre =
            shape.toImage(Point{ bowel.stomachX.draw(stream), dome + bowel.stomachBelow.draw(stream) });
        const double wide = bowel.stomachWide.draw(stream);
        air.addEllipsoid(centre, wide * unit, bowel.stomachHigh.draw(stream) * unit, bowel.stomachTurn.draw(stream),
            bowel.stomachDepth.draw(stream));
    }
    const int loops = stream.below(bowel.loops);
    for (int loop = 0; loop < loops; ++loop) {
        Point at{ stream.chance(bowel.splenic) ? bowel.splenicX.draw(stream) : bowel.hepaticX.draw(stream),
            bowel.loopRow.draw(stream) };
        const int haustra = bowel.haustraMin + stream.below(bowel.haustraMore);
        for (int i = 0; i < haustra; ++i) {
            air.addEllipsoid(shape.toImage(at), bowel.haustrumWide.draw(stream) * unit,
                bowel.haustrumHigh.draw(stream) * unit, bowel.haustrumTurn.draw(stream),
                bowel.haustrumDepth.draw(stream));
            at.x += bowel.stepAcross.draw(stream);
            at.y += bowel.stepDown.draw(stream);
        }
    }
}

} // namespace

GreyImage bodyDepth(const ThoraxMaps &maps, RandomStream stream)
{
    const ThoraxShape &shape = maps.shape;
    const auto &trunk = numbersOf<TrunkNumbers>();
    const double girth = shape.parameters.girth;
    const auto distance = distanceInside(fillOutline(trunkOutline(shape, stream), shape.size, shape.size));
    ProjectionCanvas canvas(shape.size, shape.size);
    const double chest = trunk.chest + trunk.chestGirth * girth + trunk.chestSpread.draw(stream);
    const double abdomen = chest + trunk.abdomen + trunk.abdomenGirth * girth;
    const float rise = static_cast<float>((trunk.rise + trunk.riseGirth * girth) * shape.pixelsPerUnit);
    for (std::size_t i = 0; i < distance.pixels.size(); ++i) {
        if (distance.pixels[i] <= 0.0F)
            continue;
        const double y = maps.atlasY.pixels[i];
        const double aside = std::abs(maps.atlasX.pixels[i] - trunk.middle);
        double depth = trunk.neck + (chest - trunk.neck) * smoothStep(trunk.neckRows.low, trunk.neckRows.high, y)
            + (abdomen - chest) * smoothStep(trunk.abdomenRows.low, trunk.abdomenRows.high, y);
        depth *= 1.0
            - (trunk.sideLoss - trunk.sideLossGirth * girth)
                * smoothStep(trunk.sideFrom.low, trunk.sideFrom.high, aside);
        canvas.image().pixels[i] = static_cast<float>(depth) * std::sqrt(1.0F - std::exp(-distance.pixels[i] / rise));
    }
    // An arm lies beside the trunk, not before it: the deeper of the two counts.
    ProjectionCanvas arms(shape.size, shape.size);
    addArms(arms, shape, stream);
    for (std::size_t i = 0; i < distance.pixels.size(); ++i)
        canvas.image().pixels[i] = std::max(canvas.image().pixels[i], arms.image().pixels[i]);
    addBreasts(canvas, shape, stream);
    blur(canvas.image(), trunk.blur * shape.pixelsPerUnit);
    return std::move(canvas.image());
}

GreyImage airwayDepth(const ThoraxMaps &maps, RandomStream stream)
{
    const ThoraxShape &shape = maps.shape;
    ProjectionCanvas canvas(shape.size, shape.size);
    const double unit = shape.pixelsPerUnit;
    const auto &airway = numbersOf<AirwayNumbers>();
    const double centimetre = numbersOf<TissueNumbers>().centimetresPerUnit / unit; // Per pixel of radius.
    const auto source = thorax::trachea();
    const auto trachea = smoothCurve(source, 5);
    const double radius = airway.radius.draw(stream) * unit;
    canvas.add({ shape.toImage(trachea), { radius }, airway.tracheaAir * centimetre }, TubeProfile::solid());
    const auto bronchus = [&](const std::vector<Point> &path, double wide) {
        canvas.add(
            { shape.toImage(smoothCurve(path, 5)), { wide * unit, wide * unit, airway.bronchusEnd * wide * unit },
                airway.bronchusAir * centimetre },
            TubeProfile::solid());
    };
    bronchus(airway.rightCourse, airway.rightRadius);
    bronchus(airway.leftCourse, airway.leftRadius);
    addBowel(canvas, shape, stream);
    blur(canvas.image(), airway.blur * unit);
    return std::move(canvas.image());
}

GreyImage tissueTexture(const ThoraxMaps &maps, const RandomStream &stream)
{
    const int size = maps.shape.size;
    const double unit = maps.shape.pixelsPerUnit;
    const auto &texture = numbersOf<TissueTextureNumbers>();
    GreyImage broad = fractalNoise(size, size, texture.broadCell * unit, texture.octaves, stream.child("broad"));
    const GreyImage fine = fractalNoise(size, size, texture.fineCell * unit, texture.octaves, stream.child("fine"));
    for (std::size_t i = 0; i < broad.pixels.size(); ++i) {
        const float inLung = std::min(1.0F, maps.lung.pixels[i] / texture.lungDepth);
        const float inBody = std::min(1.0F, maps.body.pixels[i] / texture.bodyDepth);
        broad.pixels[i] =
            inBody * (texture.broad * broad.pixels[i] + (texture.fine + texture.fineLung * inLung) * fine.pixels[i]);
    }
    return broad;
}

} // namespace cf
