#include "core/anatomy/LandmarksRefinement.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cf::landmarks {

namespace {

/// The cheapest path through a table of costs (one row a position, one column an offset), a step of k offsets costing
/// `stiffness`·k².
std::vector<int> cheapestPath(const cv::Mat &cost, double stiffness)
{
    const int reach = 4;
    cv::Mat total = cost.clone();
    cv::Mat from(cost.size(), CV_32S, cv::Scalar(0));
    for (int row = 1; row < cost.rows; ++row)
        for (int column = 0; column < cost.cols; ++column) {
            float best = std::numeric_limits<float>::max();
            for (int other = std::max(0, column - reach); other <= std::min(cost.cols - 1, column + reach); ++other) {
                const float candidate = total.at<float>(row - 1, other)
                    + static_cast<float>(stiffness * (other - column) * (other - column));
                if (candidate < best) {
                    best = candidate;
                    from.at<int>(row, column) = other;
                }
            }
            total.at<float>(row, column) += best;
        }
    std::vector<int> path(static_cast<std::size_t>(cost.rows));
    cv::Point minimum;
    cv::minMaxLoc(total.row(cost.rows - 1), nullptr, nullptr, &minimum, nullptr);
    path.back() = minimum.x;
    for (int row = cost.rows - 1; row > 0; --row)
        path[static_cast<std::size_t>(row - 1)] = from.at<int>(row, path[static_cast<std::size_t>(row)]);
    return path;
}

std::vector<double> smoothedValues(std::vector<double> values, double sigma)
{
    const int count = static_cast<int>(values.size());
    std::vector<double> result(values.size());
    for (int i = 0; i < count; ++i) {
        double sum = 0.0;
        double weights = 0.0;
        for (int k = -static_cast<int>(3 * sigma); k <= static_cast<int>(3 * sigma); ++k) {
            const double weight = std::exp(-0.5 * k * k / (sigma * sigma));
            sum += weight * values[static_cast<std::size_t>(std::clamp(i + k, 0, count - 1))];
            weights += weight;
        }
        result[static_cast<std::size_t>(i)] = sum / weights;
    }
    return result;
}

constexpr int domeColumns = 40;

struct Dome {
    std::vector<Point> path; ///< domeColumns points from the costophrenic angle inwards.
    double contrast = 0.0;
};

struct DomeSearch {
    Point from;
    Point to;
    double sagitta = 0.0; ///< Share of the length.
    double above = 9.0; ///< Atlas units.
    double below = 12.0;
};

Point onArc(const DomeSearch &search, int column)
{
    const double t = column / (domeColumns - 1.0);
    const double length = std::hypot(search.to.x - search.from.x, search.to.y - search.from.y);
    return { search.from.x + t * (search.to.x - search.from.x),
        search.from.y + t * (search.to.y - search.from.y) - 4.0 * t * (1.0 - t) * search.sagitta * length };
}

Dome searchDome(const EdgeImage &image, const DomeSearch &search)
{
    const double unit = image.unit;
    const int rows = static_cast<int>((search.above + search.below) * 2.0) + 1;
    cv::Mat edge(domeColumns, rows, CV_32F);
    for (int column = 0; column < domeColumns; ++column) {
        const Point arc = onArc(search, column);
        for (int row = 0; row < rows; ++row) {
            const double y = arc.y + (0.5 * row - search.above) * unit;
            double sum = 0.0;
            for (const double reach : { 1.0, 2.6 })
                sum += 0.5
                    * (bilinear(image.grey, arc.x, y + reach * unit) - bilinear(image.grey, arc.x, y - reach * unit));
            const bool outside = y > image.field.br().y - 1 - 1.2 * unit;
            edge.at<float>(column, row) = outside ? 0.0F : static_cast<float>(sum);
        }
    }
    const double strong = std::max(0.02, percentile(edge, 0.97));
    cv::Mat cost(edge.size(), CV_32F);
    for (int column = 0; column < domeColumns; ++column)
        for (int row = 0; row < rows; ++row) {
            const double off = 0.5 * row - search.above;
            cost.at<float>(column, row) = static_cast<float>(
                -std::clamp(edge.at<float>(column, row) / strong, -1.0, 1.0) + 0.1 * (off / 6.0) * (off / 6.0));
        }
    const std::vector<int> path = cheapestPath(cost, 0.03);
    std::vector<double> offsets;
    Dome dome;
    for (int column = 0; column < domeColumns; ++column) {
        const int row = path[static_cast<std::size_t>(column)];
        offsets.push_back((0.5 * row - search.above) * unit);
        dome.contrast += edge.at<float>(column, row) / domeColumns;
    }
    offsets = smoothedValues(offsets, 1.5);
    for (int column = 0; column < domeColumns; ++column) {
        const Point arc = onArc(search, column);
        dome.path.push_back({ arc.x, arc.y + offsets[static_cast<std::size_t>(column)] });
    }
    return dome;
}

double medianAt(std::vector<float> values)
{
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Is it still lung below the path? Then a breast shadow or a rib was taken for the diaphragm.
bool lungBelow(const EdgeImage &image, const Dome &dome, double lung, double bright)
{
    int dark = 0;
    for (const Point &point : dome.path) {
        double sum = 0.0;
        for (const double reach : { 2.0, 3.3, 4.6, 6.0 })
            sum += 0.25 * bilinear(image.grey, point.x, point.y + reach * image.unit);
        dark += sum < lung + 0.3 * (bright - lung);
    }
    return dark > 0.55 * domeColumns;
}

Dome findDome(const Outline &outline, const EdgeImage &image, bool right)
{
    DomeSearch search{ outline.points[outline.domeFirst], outline.points[outline.domeLast], right ? 0.16 : 0.02, 9.0,
        12.0 };
    const Dome first = searchDome(image, search);
    std::vector<float> above;
    for (const Point &point : first.path)
        for (const double reach : { 3.0, 6.0, 10.0 })
            above.push_back(bilinear(image.grey, point.x, point.y - reach * image.unit));
    if (!lungBelow(image, first, medianAt(above), percentile(image.grey(image.field), 0.9)))
        return first;
    search.from.y += 8.0 * image.unit;
    search.to.y += (right ? 6.0 : 8.0) * image.unit;
    search.above = 10.0;
    search.below = 16.0;
    const Dome second = searchDome(image, search);
    return second.contrast >= 0.8 * first.contrast ? second : first;
}

Point normalAt(const std::vector<Point> &points, std::size_t i)
{
    const std::size_t n = points.size();
    const Point before = points[(i + n - 2) % n];
    const Point after = points[(i + 2) % n];
    const double dx = after.x - before.x;
    const double dy = after.y - before.y;
    const double norm = std::max(1e-9, std::hypot(dx, dy));
    return { dy / norm, -dx / norm };
}

double signedArea(const std::vector<Point> &points)
{
    double area = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point &a = points[i];
        const Point &b = points[(i + 1) % points.size()];
        area += 0.5 * (a.x * b.y - b.x * a.y);
    }
    return area;
}

/// Offsets along the outward normal, in pixels, that bring each point to the edge from dark to bright.
std::vector<double> edgeOffsets(const Outline &outline, const EdgeImage &image)
{
    constexpr int offsets = 17;
    constexpr double range = 3.0;
    const std::size_t n = outline.points.size();
    const double outward = signedArea(outline.points) > 0.0 ? 1.0 : -1.0;
    cv::Mat edge(static_cast<int>(n), offsets, CV_32F);
    for (std::size_t i = 0; i < n; ++i) {
        const Point normal = normalAt(outline.points, i);
        for (int k = 0; k < offsets; ++k) {
            const double off = (2.0 * k / (offsets - 1) - 1.0) * range * image.unit;
            const auto at = [&](double extra) {
                const double reach = outward * (off + extra * image.unit);
                return bilinear(
                    image.grey, outline.points[i].x + reach * normal.x, outline.points[i].y + reach * normal.y);
            };
            edge.at<float>(static_cast<int>(i), k) = at(0.8) - at(-0.8);
        }
    }
    const double strong = std::max(0.02, percentile(edge, 0.9));
    // Twice round the closed outline; the middle has forgotten where it started.
    cv::Mat cost(static_cast<int>(2 * n), offsets, CV_32F);
    for (int i = 0; i < cost.rows; ++i)
        for (int k = 0; k < offsets; ++k) {
            const double off = 2.0 * k / (offsets - 1) - 1.0;
            const double gradient = edge.at<float>(i % static_cast<int>(n), k) / strong;
            cost.at<float>(i, k) = static_cast<float>(-std::clamp(gradient, -1.0, 1.5) + 0.12 * 9.0 * off * off);
        }
    const std::vector<int> path = cheapestPath(cost, 0.06);
    std::vector<double> result(n);
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t place = i + n / 2;
        result[place % n] = outward * (2.0 * path[place] / (offsets - 1) - 1.0) * range * image.unit;
    }
    return result;
}

void smoothClosed(std::vector<Point> &points)
{
    const std::vector<Point> old = points;
    const std::size_t n = points.size();
    for (std::size_t i = 0; i < n; ++i) {
        Point sum;
        double weights = 0.0;
        for (std::size_t k = 0; k <= 6; ++k) {
            const double d = static_cast<double>(k) - 3.0;
            const double weight = std::exp(-0.5 * d * d);
            const Point &other = old[(i + n + k - 3) % n];
            sum.x += weight * other.x;
            sum.y += weight * other.y;
            weights += weight;
        }
        points[i] = { sum.x / weights, sum.y / weights };
    }
}

std::vector<cv::Point> polygon(const Outline &outline)
{
    std::vector<cv::Point> result;
    for (const Point &point : outline.points)
        result.emplace_back(cvRound(point.x), cvRound(point.y));
    return result;
}

} // namespace

EdgeImage makeEdgeImage(const Thumbnail &thumbnail, double unit)
{
    const cv::Mat live = thumbnail.grey(thumbnail.field);
    const double low = percentile(live, 0.02);
    const double high = percentile(live, 0.98);
    const cv::Mat scaled = (cv::min(cv::max(thumbnail.grey, low), high) - low) / std::max(1.0, high - low);
    return { blurred(scaled, 0.8 * unit), thumbnail.field, unit };
}

Outline densified(
    const std::vector<Point> &registered, const std::vector<Point> &atlas, std::size_t costophrenic, std::size_t medial)
{
    constexpr int pieces = 3;
    Outline outline;
    for (std::size_t i = 0; i < atlas.size(); ++i) {
        if (i == costophrenic)
            outline.domeFirst = outline.points.size();
        if (i == medial)
            outline.domeLast = outline.points.size();
        const std::size_t next = (i + 1) % atlas.size();
        for (int k = 0; k < pieces; ++k) {
            const double t = k / static_cast<double>(pieces);
            outline.points.push_back({ registered[i].x + t * (registered[next].x - registered[i].x),
                registered[i].y + t * (registered[next].y - registered[i].y) });
            outline.atlas.push_back(
                { atlas[i].x + t * (atlas[next].x - atlas[i].x), atlas[i].y + t * (atlas[next].y - atlas[i].y) });
        }
    }
    return outline;
}

void drawToEdges(Outline &outline, const EdgeImage &image, bool right)
{
    const Dome dome = findDome(outline, image, right);
    const std::vector<Point> before = outline.points;
    for (std::size_t i = outline.domeFirst; i <= outline.domeLast; ++i) {
        const double t =
            static_cast<double>(i - outline.domeFirst) / static_cast<double>(outline.domeLast - outline.domeFirst);
        const double place = t * (domeColumns - 1);
        const auto first = std::min<std::size_t>(static_cast<std::size_t>(place), domeColumns - 2);
        const double share = place - static_cast<double>(first);
        outline.points[i] = { dome.path[first].x + share * (dome.path[first + 1].x - dome.path[first].x),
            dome.path[first].y + share * (dome.path[first + 1].y - dome.path[first].y) };
    }
    // The walls follow the ends of the dome, fading over a quarter of the outline.
    const std::size_t n = outline.points.size();
    const std::size_t fade = n / 4;
    for (const bool lateral : { true, false }) {
        const std::size_t end = lateral ? outline.domeFirst : outline.domeLast;
        const double dy = outline.points[end].y - before[end].y;
        for (std::size_t k = 1; k < fade; ++k) {
            const std::size_t i = lateral ? (end + n - k) % n : (end + k) % n;
            outline.points[i].y += dy * (1.0 - static_cast<double>(k) / static_cast<double>(fade));
        }
    }
    const std::vector<double> offsets = edgeOffsets(outline, image);
    const std::vector<Point> base = outline.points;
    for (std::size_t i = 0; i < n; ++i) {
        const bool onDome = i >= outline.domeFirst && i <= outline.domeLast;
        const Point normal = normalAt(base, i);
        const double move = offsets[i] * (onDome ? 0.3 : 1.0);
        outline.points[i] = { base[i].x + move * normal.x, base[i].y + move * normal.y };
    }
    smoothClosed(outline.points);
}

std::vector<Point> refinedTrachea(const std::vector<Point> &registered, const EdgeImage &image)
{
    constexpr int steps = 30;
    constexpr int offsets = 19;
    const double unit = image.unit;
    cv::Mat smooth;
    cv::GaussianBlur(image.grey, smooth, {}, 1.1 * unit, 2.2 * unit, cv::BORDER_REPLICATE);
    std::vector<Point> axis;
    for (int i = 0; i < steps; ++i) {
        const double place = i / (steps - 1.0) * static_cast<double>(registered.size() - 1);
        const auto first = std::min(static_cast<std::size_t>(place), registered.size() - 2);
        const double share = place - static_cast<double>(first);
        axis.push_back({ registered[first].x + share * (registered[first + 1].x - registered[first].x),
            registered[first].y + share * (registered[first + 1].y - registered[first].y) });
    }
    cv::Mat contrast(steps, offsets, CV_32F);
    for (int i = 0; i < steps; ++i)
        for (int k = 0; k < offsets; ++k) {
            const double x = axis[static_cast<std::size_t>(i)].x + 0.5 * (k - offsets / 2) * unit;
            const double y = axis[static_cast<std::size_t>(i)].y;
            contrast.at<float>(i, k) =
                0.5F * (bilinear(smooth, x - 4.2 * unit, y) + bilinear(smooth, x + 4.2 * unit, y))
                - bilinear(smooth, x, y);
        }
    const double strong = std::max(0.01, percentile(contrast, 0.95));
    const cv::Mat cost = contrast * (-1.0 / strong);
    const std::vector<int> path = cheapestPath(cost, 0.08);
    double mean = 0.0;
    std::vector<double> moves;
    for (int i = 0; i < steps; ++i) {
        mean += contrast.at<float>(i, path[static_cast<std::size_t>(i)]) / steps;
        moves.push_back(0.5 * (path[static_cast<std::size_t>(i)] - offsets / 2) * unit);
    }
    if (mean < 0.01)
        return registered;
    moves = smoothedValues(moves, 2.0);
    for (std::size_t i = 0; i < axis.size(); ++i)
        axis[i].x += moves[i];
    return axis;
}

double lungContrast(const Outline &outline, const EdgeImage &image)
{
    cv::Mat lung(image.grey.size(), CV_8U, cv::Scalar(0));
    cv::fillPoly(lung, std::vector{ polygon(outline) }, cv::Scalar(255));
    cv::Mat outside;
    cv::distanceTransform(255 - lung, outside, cv::DIST_L2, 3);
    cv::Mat inside;
    cv::distanceTransform(lung, inside, cv::DIST_L2, 3);
    std::vector<float> ring;
    std::vector<float> core;
    for (int y = image.field.y; y < image.field.br().y; ++y)
        for (int x = image.field.x; x < image.field.br().x; ++x) {
            const float distance = outside.at<float>(y, x);
            if (distance >= image.unit && distance <= 3.0 * image.unit)
                ring.push_back(image.grey.at<float>(y, x));
            else if (inside.at<float>(y, x) > image.unit)
                core.push_back(image.grey.at<float>(y, x));
        }
    return ring.empty() || core.empty() ? 0.0 : medianAt(std::move(ring)) - medianAt(std::move(core));
}

} // namespace cf::landmarks
