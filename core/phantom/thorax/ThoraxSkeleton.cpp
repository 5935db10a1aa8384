#include "core/phantom/thorax/ThoraxSkeleton.h"

#include "core/phantom/thorax/SkeletonNumbers.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

constexpr double pi = std::numbers::pi;

/// Draws bones in atlas units on a canvas in pixels.
struct BoneBrush {
    const ThoraxShape &shape;
    ProjectionCanvas canvas;

    /// `peak`: attenuation in the middle of a rod of this radius.
    void tube(std::vector<Point> path, std::vector<double> radii, double peak, const TubeProfile &profile)
    {
        const double first = radii.front();
        for (double &radius : radii)
            radius *= shape.pixelsPerUnit;
        canvas.add(
            { shape.toImage(std::move(path)), std::move(radii), 0.5 * peak / (first * shape.pixelsPerUnit) }, profile);
    }

    void ellipse(Point centre, double radiusX, double radiusY, double peak)
    {
        canvas.addEllipsoid(shape.toImage(centre), radiusX * shape.pixelsPerUnit, radiusY * shape.pixelsPerUnit,
            shape.parameters.tilt, peak);
    }

    /// A flat bone of even thickness with a denser rim.
    void plate(const std::vector<Point> &outline, double thickness, double rim, double rimRadius)
    {
        const auto curve = smoothCurve(outline, 6, true);
        const auto inside = distanceInside(fillOutline(shape.toImage(curve), shape.size, shape.size));
        const double edge = numbersOf<SternumNumbers>().plateEdge * shape.pixelsPerUnit;
        for (std::size_t i = 0; i < inside.pixels.size(); ++i)
            if (inside.pixels[i] > 0.0F)
                canvas.image().pixels[i] += static_cast<float>(thickness * std::min(1.0, inside.pixels[i] / edge));
        if (rim > 0.0) {
            auto closed = curve;
            closed.push_back(curve.front());
            tube(closed, { rimRadius }, rim, TubeProfile::solid());
        }
    }
};

double side(bool right)
{
    return right ? -1.0 : 1.0;
}
double mirror(bool right, double x)
{
    return right ? x : 2.0 * thorax::midlineX - x - 2.0;
}

void drawVertebra(BoneBrush &bones, double y, double radiusX, double height, double peak)
{
    const auto &bone = numbersOf<VertebraNumbers>();
    const double x = thorax::midlineX + bone.aside;
    const double half = bone.half * height;
    // Body: waisted box with denser end plates.
    for (int step = 0; step <= bone.slabs; ++step) {
        const double v = -1.0 + step / (0.5 * bone.slabs);
        const double wide = radiusX * (bone.waist + bone.flare * v * v);
        bones.tube({ { x - wide, y + v * half }, { x + wide, y + v * half } }, { bone.slabRadius * height },
            bone.slabPeak * peak, TubeProfile::solid());
    }
    for (const double v : { -1.0, 1.0 })
        bones.tube(
            { { x - radiusX, y + v * half }, { x, y + v * half * bone.endPlateSag }, { x + radiusX, y + v * half } },
            { bone.endPlateRadius }, bone.endPlatePeak * peak, TubeProfile::solid());
    for (const double s : { -1.0, 1.0 }) {
        bones.ellipse({ x + s * radiusX * bone.pedicleAside, y - bone.pedicleUp * height }, bone.pedicleWide,
            bone.pedicleHigh, bone.pediclePeak * peak);
        bones.tube({ { x + s * radiusX * bone.processFrom, y },
                       { x + s * (radiusX + bone.processReach), y - bone.processUp } },
            { bone.processRadius }, bone.processPeak * peak, TubeProfile::pipe(bone.processWall, bone.processMarrow));
    }
    bones.tube({ { x, y + bone.spinousFrom * height }, { x + bone.spinousAside, y + bone.spinousTo * height } },
        { bone.spinousRadius }, bone.spinousPeak * peak, TubeProfile::pipe(bone.spinousWall, bone.spinousMarrow));
}

void drawSpine(BoneBrush &bones, RandomStream stream)
{
    const auto &spine = numbersOf<SpineNumbers>();
    double y = spine.firstRow;
    const double density = spine.density.draw(stream);
    for (int level = 0; level < spine.levels && y < spine.lastRow; ++level) {
        const bool cervical = y < spine.cervicalUntil;
        const double height =
            cervical ? spine.cervicalHeight : std::min(spine.heightMax, spine.height + spine.heightGrowth * y);
        const double radiusX =
            cervical ? spine.cervicalRadius : std::min(spine.radiusMax, spine.radius + spine.radiusGrowth * y);
        drawVertebra(bones, y, radiusX, height * spine.bodyShare,
            density * (cervical ? spine.cervicalPeak : spine.peak) * spine.levelSpread.draw(stream));
        y += height;
    }
    blur(bones.canvas.image(), spine.blur * bones.shape.pixelsPerUnit);
}

void drawRibs(BoneBrush &bones, const std::vector<RibCourse> &ribs, RandomStream stream)
{
    const auto &bone = numbersOf<RibBoneNumbers>();
    const double density = bone.density.draw(stream);
    const double unit = bones.shape.pixelsPerUnit;
    for (const RibCourse &rib : ribs) {
        const double radius = (rib.number == 1 ? bone.radiusFirst : bone.radius) * bone.radiusSpread.draw(stream);
        const double scale = 0.5 * density / (radius * unit);
        Tube posterior{ rib.posterior, {}, bone.posteriorPeak * scale, {} };
        for (std::size_t i = 0; i < rib.posterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(rib.posterior.size());
            posterior.radii.push_back(radius * (bone.posteriorThin + bone.posteriorSwell * std::sin(pi * t)) * unit);
            posterior.shares.push_back((rib.number == 1 ? bone.posteriorFirst : 1.0)
                * smoothStep(bone.posteriorFade.low, bone.posteriorFade.high, t));
        }
        bones.canvas.add(posterior, TubeProfile::pipe(bone.posteriorWall, bone.posteriorMarrow));
        Tube anterior{ rib.anterior, {}, bone.anteriorPeak * scale, {} };
        for (std::size_t i = 0; i < rib.anterior.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(rib.anterior.size());
            anterior.radii.push_back(radius * (bone.anteriorStart + bone.anteriorSwell * t * t) * unit);
            // Bone turns into cartilage, and the lowest ones lie over the liver and are hardly seen.
            anterior.shares.push_back((rib.number > bone.anteriorLowFrom ? bone.anteriorLow
                                              : rib.number == 1          ? bone.anteriorFirst
                                                                         : 1.0)
                * smoothStep(bone.anteriorFade.low, bone.anteriorFade.high, t));
        }
        bones.canvas.add(anterior, TubeProfile::pipe(bone.anteriorWall, bone.anteriorMarrow));
    }
}

void drawClavicle(BoneBrush &bones, bool right)
{
    const auto &clavicle = numbersOf<ClavicleNumbers>();
    const auto source = right ? thorax::clavicleRight() : thorax::clavicleLeft();
    std::vector<Point> points(source.begin(), source.end());
    for (Point &point : points) {
        const double out = std::abs(point.x - thorax::midlineX);
        point.y += bones.shape.parameters.clavicleSlope * out / clavicle.slopeSpan
            - clavicle.lift * smoothStep(clavicle.liftFrom.low, clavicle.liftFrom.high, out);
    }
    const double unit = bones.shape.pixelsPerUnit;
    Tube bone{ bones.shape.toImage(smoothCurve(points, 6)), {}, clavicle.peak / (2.0 * unit), {} };
    for (std::size_t i = 0; i < bone.path.size(); ++i) {
        const double t = static_cast<double>(i) / static_cast<double>(bone.path.size() - 1);
        bone.radii.push_back(unit
            * (clavicle.radius - clavicle.waist * std::sin(pi * std::min(1.0, t * clavicle.waistAt))
                + clavicle.flare * t));
        bone.shares.push_back(
            smoothStep(clavicle.fade.low, clavicle.fade.high, t)); // The sternal end hides in the mediastinum.
    }
    bones.canvas.add(bone, TubeProfile::pipe(clavicle.wall, clavicle.marrow));
}

void drawShoulder(BoneBrush &bones, bool right, RandomStream stream)
{
    const auto &bone = numbersOf<ShoulderNumbers>();
    const double out = bone.out.draw(stream); // How far the shoulder is rolled out of the lung.
    const double down = bone.slopeShare * bones.shape.parameters.clavicleSlope + bone.down.draw(stream);
    const double density = bone.density.draw(stream);
    const auto at = [&](Point point) { return Point{ mirror(right, point.x - out), point.y + down }; };
    const auto all = [&](std::vector<Point> points) {
        for (Point &point : points)
            point = at(point);
        return points;
    };
    const auto curve = [&](const std::vector<Point> &points) { return smoothCurve(all(points), 6); };
    bones.plate(all(bone.blade), bone.bladeThickness * density, bone.bladeRim * density, bone.bladeRimRadius);
    bones.tube(curve(bone.edge), { bone.edgeRadius }, bone.edgePeak * density, TubeProfile::solid());
    bones.tube(curve(bone.spine), { bone.spineRadius }, bone.spinePeak * density,
        TubeProfile::pipe(bone.spineWall, bone.spineMarrow));
    bones.tube(curve(bone.coracoid), { bone.coracoidRadius }, bone.coracoidPeak * density,
        TubeProfile::pipe(bone.coracoidWall, bone.coracoidMarrow));
    bones.ellipse(at(bone.glenoid), bone.glenoidWide, bone.glenoidHigh, bone.glenoidPeak * density);
    const double spread = bone.spread.draw(stream);
    bones.ellipse(at(bone.head), bone.headWide, bone.headHigh, bone.headPeak * density);
    std::vector<Point> shaft;
    for (const auto &[x, spreadShare, y] : bone.humerus)
        shaft.push_back({ x + spread * spreadShare, y });
    bones.tube(curve(shaft), { bone.humerusRadius }, bone.humerusPeak * density,
        TubeProfile::pipe(bone.humerusWall, bone.humerusMarrow));
}

} // namespace

std::vector<RibCourse> ribCourses(const ThoraxShape &shape, RandomStream stream)
{
    const auto &course = numbersOf<RibCourseNumbers>();
    std::vector<RibCourse> ribs;
    const double spacing = course.spacing.draw(stream);
    const double slope = course.slope.draw(stream);
    for (const bool right : { true, false })
        for (int number = 1; number <= course.count; ++number) {
            const double y0 = course.firstRow + spacing * (number - 1) + stream.normal(0.0, course.rowDeviation);
            const double x0 = thorax::midlineX + side(right) * course.neckAside;
            const double drop =
                (number == 1 ? course.dropFirst : course.drop + course.dropEach * std::min(number, course.dropUntil))
                * slope;
            const double wallY = y0 + drop;
            const double wall = number == 1 ? thorax::midlineX - 1.0 + side(right) * course.wallFirst
                                            : shape.wallX(right, wallY) + side(right) * course.beyondWall;
            const double hump = number < 3 ? course.humpFirst : course.hump;
            RibCourse rib{ right, number, {}, {} };
            for (int i = 0; i <= course.posteriorSteps; ++i) {
                const double angle = 0.5 * pi * i / course.posteriorSteps;
                const double sine = std::pow(std::sin(angle), course.posteriorPower);
                rib.posterior.push_back(
                    { x0 + (wall - x0) * sine, y0 + drop * (1.0 - std::cos(angle)) - hump * std::sin(2.0 * angle) });
            }
            const double fall = number == 1 ? course.fallFirst : (course.fall + course.fallEach * number) * slope;
            const double end = thorax::midlineX
                + side(right)
                    * (number == 1 ? course.endFirst
                                   : course.end + course.endEach * std::max(0, number - course.endFrom));
            for (int i = 0; i <= course.anteriorSteps && number <= course.anteriorLast; ++i) {
                const double angle = 0.5 * pi * i / course.anteriorSteps;
                rib.anterior.push_back({ wall + (end - wall) * (1.0 - std::cos(angle)),
                    wallY + fall * std::pow(std::sin(angle), course.anteriorPower) });
            }
            rib.posterior = shape.toImage(std::move(rib.posterior));
            rib.anterior = shape.toImage(std::move(rib.anterior));
            ribs.push_back(std::move(rib));
        }
    return ribs;
}

GreyImage drawSkeleton(const ThoraxShape &shape, const std::vector<RibCourse> &ribs, const RandomStream &patient)
{
    BoneBrush bones{ shape, ProjectionCanvas(shape.size, shape.size) };
    drawSpine(bones, patient.child("spine"));
    drawRibs(bones, ribs, patient.child("ribs"));
    for (const bool right : { true, false }) {
        drawClavicle(bones, right);
        drawShoulder(bones, right, patient.child("shoulder"));
    }
    // Manubrium and sternum: hardly seen in a frontal view.
    const auto &sternum = numbersOf<SternumNumbers>();
    bones.plate(sternum.outline, sternum.thickness, sternum.rim, sternum.rimRadius);
    return std::move(bones.canvas.image());
}

} // namespace cf
