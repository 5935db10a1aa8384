#include "core/phantom/thorax/ThoraxShape.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
#include "core/phantom/thorax/ThoraxNumbers.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

constexpr int curveSteps = 5;

/// How far the silhouette of the heart follows a growth, by row: nothing at the great vessels, all at the ventricles.
double heartWindow(double y)
{
    const NumberRange &rows = numbersOf<HeartNumbers>().growthRows;
    return smoothStep(rows.low, rows.high, y);
}

Point growHeart(Point point, double left, double right)
{
    const auto &heart = numbersOf<HeartNumbers>();
    const double window = heartWindow(point.y);
    if (point.x > thorax::midlineX) {
        const double share = std::clamp((point.x - thorax::midlineX) / heart.leftSpan, 0.0, 1.0);
        return { point.x + left * share * window, point.y + heart.leftSag * left * share * window };
    }
    const double share = std::clamp((thorax::midlineX - point.x) / heart.rightSpan, 0.0, 1.0);
    return { point.x - right * share * window, point.y };
}

} // namespace

ThoraxParameters drawThorax(const RandomStream &patient)
{
    ThoraxParameters p;
    auto body = patient.child("body");
    const auto &varied = numbersOf<ThoraxVariationNumbers>();
    p.female = body.chance(varied.female);
    p.girth = varied.girth.draw(body);
    p.breast = p.female ? varied.breastFemale.draw(body) + varied.breastGirth * p.girth
                        : std::max(0.0, varied.breastMale.draw(body));
    p.width = varied.width.draw(body);
    p.height = std::clamp(
        varied.height.draw(body) - varied.heightGirth * p.girth, varied.heightLimits.low, varied.heightLimits.high);
    p.domeRight = varied.domeRight.draw(body);
    p.domeLeft = p.domeRight + varied.domeDifference.draw(body);
    p.heartLeft = varied.heartLeft.draw(body);
    p.heartRight = varied.heartRight.draw(body);
    p.aorta = body.uniform();
    p.clavicleSlope = varied.clavicleSlope.draw(body);
    p.scoliosis = varied.scoliosis.draw(body);
    auto view = patient.child("view");
    p.rotation = varied.rotation.draw(view);
    p.tilt = varied.tilt.draw(view);
    p.field = varied.field.draw(view);
    p.offsetX = varied.offsetX.draw(view);
    p.offsetY = varied.offsetY.draw(view);
    for (auto *wave : { p.waveX, p.waveY }) {
        wave[0] = varied.wave.draw(view);
        wave[1] = varied.waveLength.draw(view);
        wave[2] = view.uniform(0.0, 2.0 * std::numbers::pi);
    }
    return p;
}

Point ThoraxShape::toImage(Point atlasPoint) const
{
    const auto &p = parameters;
    const auto &bend = numbersOf<ThoraxBendNumbers>();
    double x = atlasPoint.x - thorax::midlineX;
    double y = atlasPoint.y - thorax::centreY;
    x += p.waveX[0] * std::sin(2.0 * std::numbers::pi * y / p.waveX[1] + p.waveX[2]);
    y += p.waveY[0] * std::sin(2.0 * std::numbers::pi * x / p.waveY[1] + p.waveY[2]);
    x += p.scoliosis * std::sin(y / bend.scoliosisLength);
    // Turning the patient widens one lung and narrows the other.
    x *= p.width * (1.0 + bend.rotationShare * p.rotation * std::tanh(x / bend.rotationReach));
    y *= p.height;
    const double turnedX = x * std::cos(p.tilt) - y * std::sin(p.tilt);
    const double turnedY = x * std::sin(p.tilt) + y * std::cos(p.tilt);
    return { (0.5 + p.offsetX) * size + (turnedX + bend.aside) * pixelsPerUnit - 0.5,
        (bend.centreRow + p.offsetY) * size + turnedY * pixelsPerUnit - 0.5 };
}

std::vector<Point> ThoraxShape::toImage(std::vector<Point> atlasPoints) const
{
    for (Point &point : atlasPoints)
        point = toImage(point);
    return atlasPoints;
}

std::vector<Point> ThoraxShape::lungOutline(bool right) const
{
    const auto source = right ? thorax::lungRight() : thorax::lungLeft();
    std::vector<Point> points(source.begin(), source.end());
    const double dome = right ? parameters.domeRight : parameters.domeLeft;
    const NumberRange &rows = numbersOf<LungOutlineNumbers>().domeRows;
    for (Point &point : points)
        point.y += dome * smoothStep(rows.low, rows.high, point.y);
    return toImage(smoothCurve(points, curveSteps, true));
}

std::vector<Point> ThoraxShape::heartOutline(double growth, double shareLeft) const
{
    const auto source = thorax::heart();
    std::vector<Point> points(source.begin(), source.end());
    const double dome = std::min(parameters.domeRight, parameters.domeLeft);
    const auto &heart = numbersOf<HeartNumbers>();
    const NumberRange &rows = numbersOf<LungOutlineNumbers>().domeRows;
    for (Point &point : points) {
        point = growHeart(point, parameters.heartLeft, parameters.heartRight);
        point = growHeart(point, growth * shareLeft, growth * (1.0 - shareLeft));
        // Even the largest heart leaves some lung at the wall.
        point.x = std::min(point.x, wallX(false, std::min(point.y, heart.lowestWallRow)) - heart.minLung);
        point.y += dome * smoothStep(rows.low, rows.high, point.y);
    }
    return toImage(smoothCurve(points, curveSteps, true));
}

double ThoraxShape::wallX(bool right, double y) const
{
    const auto lateral = (right ? thorax::lungRight() : thorax::lungLeft()).first(thorax::lateralPoints());
    if (y <= lateral.front().y)
        return lateral.front().x;
    for (std::size_t i = 0; i + 1 < lateral.size(); ++i)
        if (y <= lateral[i + 1].y) {
            const double t = (y - lateral[i].y) / (lateral[i + 1].y - lateral[i].y);
            return lateral[i].x + t * (lateral[i + 1].x - lateral[i].x);
        }
    return lateral.back().x;
}

ThoraxShape shapeOf(const ThoraxParameters &parameters, int size)
{
    return { parameters, size, size / parameters.field };
}

ThoraxGeometry geometryOf(const ThoraxShape &shape)
{
    ThoraxGeometry geometry;
    geometry.lungRight = shape.lungOutline(true);
    geometry.lungLeft = shape.lungOutline(false);
    const auto midline = thorax::midline();
    geometry.midline = shape.toImage({ midline.begin(), midline.end() });
    const auto trachea = thorax::trachea();
    geometry.trachea = shape.toImage({ trachea.begin(), trachea.end() });
    const auto &borders = numbersOf<HeartNumbers>();
    const auto heart = shape.heartOutline(0.0, 0.0);
    const Point hilum = shape.toImage({ thorax::midlineX, borders.borderTop });
    const Point base = shape.toImage({ thorax::midlineX, borders.borderBottom + shape.parameters.domeRight });
    for (const Point &point : heart) {
        if (point.y < hilum.y || point.y > base.y)
            continue;
        const Point middle = shape.toImage({ thorax::midlineX, borders.bordersPart });
        (point.x < middle.x ? geometry.heartRight : geometry.heartLeft).push_back(point);
    }
    std::reverse(geometry.heartLeft.begin(), geometry.heartLeft.end());
    geometry.hilumRight = shape.toImage(thorax::hilum(true));
    geometry.hilumLeft = shape.toImage(thorax::hilum(false));
    geometry.fromAtlas = [shape](Point point) { return shape.toImage(point); };
    geometry.pixelsPerUnit = shape.pixelsPerUnit;
    geometry.millimetresPerPixel = thorax::millimetresPerUnit / shape.pixelsPerUnit;
    return geometry;
}

} // namespace cf
