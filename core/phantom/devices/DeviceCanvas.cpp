#include "core/phantom/devices/DeviceCanvas.h"

#include <algorithm>

namespace cf {

namespace {

Point between(Point a, Point b, double ta, double tb, double t)
{
    const double share = tb > ta ? (t - ta) / (tb - ta) : 0.0;
    return { a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share };
}

double knot(Point a, Point b)
{
    return std::sqrt(std::max(std::hypot(b.x - a.x, b.y - a.y), 1e-6));
}

} // namespace

Path splineThrough(std::span<const Point> controls)
{
    Path points;
    for (const Point &control : controls) // Doubled points have no direction.
        if (points.empty() || std::hypot(control.x - points.back().x, control.y - points.back().y) > 1e-3)
            points.push_back(control);
    if (points.size() < 2)
        return points;
    const Point first{ 2 * points[0].x - points[1].x, 2 * points[0].y - points[1].y };
    const std::size_t n = points.size();
    const Point last{ 2 * points[n - 1].x - points[n - 2].x, 2 * points[n - 1].y - points[n - 2].y };
    Path result;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        const Point p0 = i > 0 ? points[i - 1] : first;
        const Point p1 = points[i];
        const Point p2 = points[i + 1];
        const Point p3 = i + 2 < n ? points[i + 2] : last;
        const double t1 = knot(p0, p1);
        const double t2 = t1 + knot(p1, p2);
        const double t3 = t2 + knot(p2, p3);
        const int steps = std::clamp(static_cast<int>(2.0 * std::hypot(p2.x - p1.x, p2.y - p1.y)), 2, 20000);
        for (int k = 0; k < steps; ++k) {
            const double t = t1 + (t2 - t1) * k / steps;
            const Point a1 = between(p0, p1, 0.0, t1, t);
            const Point a2 = between(p1, p2, t1, t2, t);
            const Point a3 = between(p2, p3, t2, t3, t);
            result.push_back(between(between(a1, a2, 0.0, t2, t), between(a2, a3, t1, t3, t), t1, t2, t));
        }
    }
    result.push_back(points.back());
    return result;
}

double lengthOf(const Path &path)
{
    double length = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y);
    return length;
}

Path resampled(const Path &path, double step)
{
    const double length = lengthOf(path);
    if (path.size() < 2 || length <= 0.0)
        return path;
    const auto count = static_cast<std::size_t>(std::clamp(std::ceil(length / step), 1.0, 200000.0));
    Path result{ path.front() };
    double walked = 0.0;
    std::size_t segment = 1;
    for (std::size_t i = 1; i < count; ++i) {
        const double wanted = length * static_cast<double>(i) / static_cast<double>(count);
        double piece = std::hypot(path[segment].x - path[segment - 1].x, path[segment].y - path[segment - 1].y);
        while (walked + piece < wanted && segment + 1 < path.size()) {
            walked += piece;
            ++segment;
            piece = std::hypot(path[segment].x - path[segment - 1].x, path[segment].y - path[segment - 1].y);
        }
        result.push_back(between(path[segment - 1], path[segment], walked, walked + piece, wanted));
    }
    result.push_back(path.back());
    return result;
}

Path smoothed(const Path &path, double sigma)
{
    if (path.size() < 3 || sigma <= 0.0)
        return path;
    const Path even = resampled(path, std::max(0.5, sigma / 4.0));
    const double step = lengthOf(even) / static_cast<double>(even.size() - 1);
    const int reach = static_cast<int>(std::ceil(3.0 * sigma / step));
    const int last = static_cast<int>(even.size()) - 1;
    Path result = even;
    for (int i = 1; i < last; ++i) {
        // The window shrinks symmetrically towards the ends, so that these stay where they are.
        const int half = std::min({ reach, i, last - i });
        Point sum;
        double weights = 0.0;
        for (int k = -half; k <= half; ++k) {
            const double weight = std::exp(-0.5 * (k * step / sigma) * (k * step / sigma));
            sum.x += weight * even[static_cast<std::size_t>(i + k)].x;
            sum.y += weight * even[static_cast<std::size_t>(i + k)].y;
            weights += weight;
        }
        result[static_cast<std::size_t>(i)] = { sum.x / weights, sum.y / weights };
    }
    return result;
}

DeviceCanvas::DeviceCanvas(int width, int height, double millimetresPerPixel)
    : m_width(width)
    , m_height(height)
    , m_millimetresPerPixel(millimetresPerPixel)
    , m_factor(std::clamp(2400 / std::max(width, height), 1, 4))
    , m_tilesAcross((width * m_factor + tile - 1) / tile)
    , m_sub(width * m_factor, height * m_factor)
    , m_touched(static_cast<std::size_t>(m_tilesAcross * ((height * m_factor + tile - 1) / tile)))
{
}

DeviceCanvas::Box DeviceCanvas::clipped(double left, double top, double right, double bottom) const
{
    const auto limit = [](double value, int size) {
        return static_cast<int>(std::clamp(value, -1.0, static_cast<double>(size)));
    };
    return { std::max(0, limit(std::floor(left), m_sub.width)), std::max(0, limit(std::floor(top), m_sub.height)),
        std::min(m_sub.width - 1, limit(std::ceil(right), m_sub.width)),
        std::min(m_sub.height - 1, limit(std::ceil(bottom), m_sub.height)) };
}

DeviceCanvas::Nearest DeviceCanvas::nearestSamples(const Path &path, double radius) const
{
    Nearest nearest;
    if (path.size() < 2)
        return nearest;
    Path scaled;
    for (const Point &point : path)
        scaled.push_back(toSub(point));
    nearest.samples = resampled(scaled, std::max(0.8, radius / 6.0));
    nearest.step =
        lengthOf(nearest.samples) / static_cast<double>(std::max<std::size_t>(1, nearest.samples.size() - 1));
    const double left = std::ranges::min(nearest.samples, {}, &Point::x).x;
    const double right = std::ranges::max(nearest.samples, {}, &Point::x).x;
    const double top = std::ranges::min(nearest.samples, {}, &Point::y).y;
    const double bottom = std::ranges::max(nearest.samples, {}, &Point::y).y;
    // The step between samples may lie along the axis, so the reach is a little more than the radius; a wire thinner
    // than the step reaches beyond any fixed margin.
    const double reach = std::hypot(radius, nearest.step) + 0.5;
    nearest.box = clipped(left - reach, top - reach, right + reach, bottom + reach);
    if (nearest.box.width() <= 0 || nearest.box.height() <= 0) {
        nearest.box = {};
        return nearest;
    }
    const auto cells = static_cast<std::size_t>(nearest.box.width()) * static_cast<std::size_t>(nearest.box.height());
    nearest.index.assign(cells, -1);
    std::vector<float> best(cells, static_cast<float>(reach * reach));
    for (std::size_t i = 0; i < nearest.samples.size(); ++i) {
        const Point sample = nearest.samples[i];
        const Box around = clipped(sample.x - reach, sample.y - reach, sample.x + reach, sample.y + reach);
        for (int y = around.top; y <= around.bottom; ++y)
            for (int x = around.left; x <= around.right; ++x) {
                const double dx = x - sample.x;
                const double dy = y - sample.y;
                const auto squared = static_cast<float>(dx * dx + dy * dy);
                const auto cell =
                    static_cast<std::size_t>(y - nearest.box.top) * static_cast<std::size_t>(nearest.box.width())
                    + static_cast<std::size_t>(x - nearest.box.left);
                if (squared < best[cell]) {
                    best[cell] = squared;
                    nearest.index[cell] = static_cast<std::int32_t>(i);
                }
            }
    }
    return nearest;
}

DeviceDrawing DeviceCanvas::finish() const
{
    DeviceDrawing drawing{ GreyImage(m_width, m_height), MaskImage(m_width, m_height), m_body };
    const double share = 1.0 / (m_factor * m_factor);
    for (int y = 0; y < m_height; ++y)
        for (int x = 0; x < m_width; ++x) {
            const int left = x * m_factor;
            const int top = y * m_factor;
            // The factor divides the tile, so a pixel never lies in two of them.
            if (!m_touched[static_cast<std::size_t>(top / tile * m_tilesAcross + left / tile)] && tile % m_factor == 0)
                continue;
            double transmission = 0.0;
            bool covered = false;
            for (int j = 0; j < m_factor; ++j)
                for (int i = 0; i < m_factor; ++i)
                    if (const float value = m_sub.at(left + i, top + j); value > 0.0F) {
                        transmission += std::exp(-static_cast<double>(value));
                        covered = true;
                    } else {
                        transmission += 1.0;
                    }
            if (!covered)
                continue;
            drawing.attenuation.at(x, y) = static_cast<float>(std::max(0.0, -std::log(transmission * share)));
            drawing.mask.at(x, y) = 1.0F;
        }
    return drawing;
}

} // namespace cf
