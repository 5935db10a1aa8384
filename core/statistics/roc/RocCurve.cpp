#include "core/statistics/roc/RocCurve.h"

#include <algorithm>
#include <limits>
#include <set>

namespace cf {

namespace {

constexpr const char *oneClass = "Undefined: a curve needs a positive and a negative case.";

struct Point {
    double x = 0.0;
    double y = 0.0;
};

/// ∫ y dx of a monotone polyline between two abscissas.
double areaBetween(const std::vector<Point> &line, double low, double high)
{
    double area = 0.0;
    for (std::size_t index = 1; index < line.size(); ++index) {
        const Point &a = line[index - 1];
        const Point &b = line[index];
        const double left = std::max(a.x, low);
        const double right = std::min(b.x, high);
        if (right <= left)
            continue;
        const double slope = (b.y - a.y) / (b.x - a.x);
        area += (right - left) * (a.y + slope * (0.5 * (left + right) - a.x));
    }
    return area;
}

} // namespace

std::vector<RocPoint> rocCurve(const RatedCases &cases)
{
    if (!cases.hasBoth())
        return {};
    std::vector<double> positive = cases.positive;
    std::vector<double> negative = cases.negative;
    std::ranges::sort(positive);
    std::ranges::sort(negative);
    std::set<double> ratings(positive.begin(), positive.end());
    ratings.insert(negative.begin(), negative.end());
    const auto shareAbove = [](const std::vector<double> &ascending, double rating) {
        return static_cast<double>(ascending.end() - std::ranges::upper_bound(ascending, rating))
            / static_cast<double>(ascending.size());
    };
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::vector<RocPoint> curve;
    double above = infinity;
    for (auto rating = ratings.rbegin(); rating != ratings.rend(); ++rating) {
        curve.push_back({ shareAbove(negative, *rating), shareAbove(positive, *rating),
            above == infinity ? infinity : *rating + 0.5 * (above - *rating) });
        above = *rating;
    }
    curve.push_back({ 1.0, 1.0, -infinity });
    return curve;
}

YoudenPoints youden(const RatedCases &cases)
{
    YoudenPoints best;
    if (!cases.hasBoth()) {
        best.reason = oneClass;
        return best;
    }
    double largest = -1.0;
    const auto curve = rocCurve(cases);
    for (const RocPoint &point : curve)
        largest = std::max(largest, point.truePositive - point.falsePositive);
    best.index = largest;
    // Shares are fractions of whole numbers; equal indices may differ by rounding.
    constexpr double rounding = 1e-12;
    for (auto point = curve.rbegin(); point != curve.rend(); ++point)
        if (point->truePositive - point->falsePositive >= largest - rounding)
            best.points.push_back(*point);
    return best;
}

PartialArea partialArea(const RatedCases &cases, PartialAxis axis, double from, double to)
{
    PartialArea result;
    if (!cases.hasBoth()) {
        result.reason = oneClass;
        return result;
    }
    std::vector<Point> line;
    for (const RocPoint &point : rocCurve(cases))
        line.push_back({ point.falsePositive, point.truePositive });
    double low = 1.0 - to;
    double high = 1.0 - from;
    if (axis == PartialAxis::Sensitivity) {
        // Specificity over sensitivity.
        for (Point &point : line)
            point = { point.y, 1.0 - point.x };
        low = from;
        high = to;
    }
    const double area = areaBetween(line, low, high);
    result.area = area;
    const double smallest = axis == PartialAxis::Specificity ? 0.5 * (high * high - low * low)
                                                             : (high - low) - 0.5 * (high * high - low * low);
    const double largest = high - low;
    constexpr double rounding = 1e-12;
    if (area >= smallest - rounding && largest > smallest)
        result.corrected = 0.5 * (1.0 + std::max(0.0, area - smallest) / (largest - smallest));
    else
        result.reason = "Undefined: the area is smaller than that of guessing.";
    return result;
}

} // namespace cf
