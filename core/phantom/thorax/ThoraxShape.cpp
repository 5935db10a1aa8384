#include "core/phantom/thorax/ThoraxShape.h"

#include "core/phantom/drawing/ProjectionCanvas.h"
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
    return smoothStep(45.0, 74.0, y);
}

Point growHeart(Point point, double left, double right)
{
    const double window = heartWindow(point.y);
    if (point.x > thorax::midlineX) {
        const double share = std::clamp((point.x - thorax::midlineX) / 26.0, 0.0, 1.0);
        return { point.x + left * share * window, point.y + 0.12 * left * share * window };
    }
    const double share = std::clamp((thorax::midlineX - point.x) / 12.0, 0.0, 1.0);
    return { point.x - right * share * window, point.y };
}

} // namespace

ThoraxParameters drawThorax(const RandomStream &patient)
{
    ThoraxParameters p;
    auto body = patient.child("body");
    p.female = body.chance(0.48);
    p.girth = std::clamp(body.normal(0.45, 0.25), 0.0, 1.0);
    p.breast = p.female ? body.uniform(0.6, 2.2) + 2.4 * p.girth : std::max(0.0, body.normal(0.1, 0.3));
    p.width = std::clamp(body.normal(1.0, 0.06), 0.88, 1.14);
    p.height = std::clamp(body.normal(1.0, 0.07) - 0.06 * p.girth, 0.82, 1.14);
    p.domeRight = std::clamp(body.normal(0.0, 2.0), -4.0, 4.0);
    p.domeLeft = p.domeRight + std::clamp(body.normal(0.0, 1.2), -2.5, 2.5);
    p.heartLeft = std::clamp(body.normal(-2.2, 2.2), -7.0, 1.5);
    p.heartRight = std::clamp(body.normal(-0.2, 0.9), -2.0, 1.5);
    p.aorta = body.uniform();
    p.clavicleSlope = body.normal(0.0, 1.6);
    p.scoliosis = body.normal(0.0, 0.9);
    auto view = patient.child("view");
    p.rotation = std::clamp(view.normal(0.0, 0.4), -1.0, 1.0);
    p.tilt = std::clamp(view.normal(0.0, 0.022), -0.06, 0.06);
    p.field = view.uniform(110.0, 136.0);
    p.offsetX = std::clamp(view.normal(0.0, 0.016), -0.04, 0.04);
    p.offsetY = std::clamp(view.normal(-0.01, 0.02), -0.05, 0.04);
    for (auto *wave : { p.waveX, p.waveY }) {
        wave[0] = view.uniform(0.0, 1.1);
        wave[1] = view.uniform(55.0, 110.0);
        wave[2] = view.uniform(0.0, 2.0 * std::numbers::pi);
    }
    return p;
}

Point ThoraxShape::toImage(Point atlasPoint) const
{
    const auto &p = parameters;
    double x = atlasPoint.x - thorax::midlineX;
    double y = atlasPoint.y - thorax::centreY;
    x += p.waveX[0] * std::sin(2.0 * std::numbers::pi * y / p.waveX[1] + p.waveX[2]);
    y += p.waveY[0] * std::sin(2.0 * std::numbers::pi * x / p.waveY[1] + p.waveY[2]);
    x += p.scoliosis * std::sin(y / 28.0);
    // Turning the patient widens one lung and narrows the other.
    x *= p.width * (1.0 + 0.07 * p.rotation * std::tanh(x / 14.0));
    y *= p.height;
    const double turnedX = x * std::cos(p.tilt) - y * std::sin(p.tilt);
    const double turnedY = x * std::sin(p.tilt) + y * std::cos(p.tilt);
    return { (0.5 + p.offsetX) * size + (turnedX + 2.0) * pixelsPerUnit - 0.5,
        (0.49 + p.offsetY) * size + turnedY * pixelsPerUnit - 0.5 };
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
    for (Point &point : points)
        point.y += dome * smoothStep(55.0, 84.0, point.y);
    return toImage(smoothCurve(points, curveSteps, true));
}

std::vector<Point> ThoraxShape::heartOutline(double growth, double shareLeft) const
{
    const auto source = thorax::heart();
    std::vector<Point> points(source.begin(), source.end());
    const double dome = std::min(parameters.domeRight, parameters.domeLeft);
    for (Point &point : points) {
        point = growHeart(point, parameters.heartLeft, parameters.heartRight);
        point = growHeart(point, growth * shareLeft, growth * (1.0 - shareLeft));
        // Even the largest heart leaves some lung at the wall.
        point.x = std::min(point.x, wallX(false, std::min(point.y, 90.0)) - 2.5);
        point.y += dome * smoothStep(55.0, 84.0, point.y);
    }
    return toImage(smoothCurve(points, curveSteps, true));
}

double ThoraxShape::wallX(bool right, double y) const
{
    const auto lateral =
        right ? thorax::lungRight().first(thorax::lateralPoints) : thorax::lungLeft().first(thorax::lateralPoints);
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
    const auto heart = shape.heartOutline(0.0, 0.0);
    const Point hilum = shape.toImage({ 66.0, 54.0 });
    const Point base = shape.toImage({ 66.0, 88.0 + shape.parameters.domeRight });
    for (const Point &point : heart) {
        if (point.y < hilum.y || point.y > base.y)
            continue;
        const Point middle = shape.toImage({ thorax::midlineX, 70.0 });
        (point.x < middle.x ? geometry.heartRight : geometry.heartLeft).push_back(point);
    }
    std::reverse(geometry.heartLeft.begin(), geometry.heartLeft.end());
    geometry.hilumRight = shape.toImage(thorax::hilumRight);
    geometry.hilumLeft = shape.toImage(thorax::hilumLeft);
    geometry.fromAtlas = [shape](Point point) { return shape.toImage(point); };
    geometry.pixelsPerUnit = shape.pixelsPerUnit;
    geometry.millimetresPerPixel = thorax::millimetresPerUnit / shape.pixelsPerUnit;
    return geometry;
}

} // namespace cf
