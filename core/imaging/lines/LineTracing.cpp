#include "core/imaging/lines/LineTracing.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cf {

namespace {

/// Pixels around the place of search that are seen with it: the widest response reaches so far.
constexpr int around = 24;
constexpr int directions = 16;
constexpr std::array scales{ 0.9F, 1.5F, 2.4F, 3.8F };

/// Of a response, so that a film without grain has one.
constexpr double leastSpread = 1e-5;

/// Angle of a direction, of the line itself, 0 … π.
double angleOf(int direction)
{
    return std::numbers::pi * direction / directions;
}

/// Second derivatives of the picture under a Gaussian: what lies across any direction is a sum of them.
struct Curvature {
    cv::Mat xx, xy, yy;
};

Curvature curvatureOf(const cv::Mat &picture, double sigma)
{
    const int radius = static_cast<int>(std::ceil(3.5 * sigma));
    cv::Mat value(2 * radius + 1, 1, CV_32F);
    cv::Mat slope(value.size(), CV_32F);
    cv::Mat bend(value.size(), CV_32F);
    double sum = 0.0;
    for (int i = -radius; i <= radius; ++i)
        sum += std::exp(-0.5 * i * i / (sigma * sigma));
    for (int i = -radius; i <= radius; ++i) {
        const double gauss = std::exp(-0.5 * i * i / (sigma * sigma)) / sum;
        value.at<float>(i + radius) = static_cast<float>(gauss);
        slope.at<float>(i + radius) = static_cast<float>(i / (sigma * sigma) * gauss);
        bend.at<float>(i + radius) = static_cast<float>((i * i / (sigma * sigma) - 1.0) / (sigma * sigma) * gauss);
    }
    bend -= cv::mean(bend)[0]; // Cut off, it would answer to what is flat.
    Curvature result;
    const auto filter = [&](cv::Mat &to, const cv::Mat &across, const cv::Mat &down) {
        cv::sepFilter2D(picture, to, CV_32F, across, down, { -1, -1 }, 0.0, cv::BORDER_REFLECT);
    };
    filter(result.xx, bend, value);
    filter(result.yy, value, bend);
    filter(result.xy, slope, slope);
    return result;
}

/// Minus the second derivative across a line along `angle`, its Gaussian mean along the line: longer for wider lines.
cv::Mat lineResponse(const Curvature &curvature, double sigma, double angle)
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const cv::Mat across = -s * s * curvature.xx + 2.0 * s * c * curvature.xy - c * c * curvature.yy;
    const double along = 2.0 * sigma + 2.0;
    const double step = std::max(1.0, along / 3.0);
    const int taps = static_cast<int>(std::ceil(2.2 * along / step));
    cv::Mat padded;
    const int border = static_cast<int>(std::ceil(taps * step)) + 1;
    cv::copyMakeBorder(across, padded, border, border, border, border, cv::BORDER_REFLECT);
    cv::Mat result = cv::Mat::zeros(across.size(), CV_32F);
    double sum = 0.0;
    for (int tap = -taps; tap <= taps; ++tap) {
        const double weight = std::exp(-0.5 * tap * tap * step * step / (along * along));
        sum += weight;
        const cv::Rect shifted(border + static_cast<int>(std::lround(tap * step * c)),
            border + static_cast<int>(std::lround(tap * step * s)), across.cols, across.rows);
        cv::scaleAdd(padded(shifted), weight, result, result);
    }
    return result / sum;
}

struct Ridges {
    cv::Mat strength; ///< CV_32F, of the best direction and scale, over grain's.
    cv::Mat direction; ///< CV_8U
    cv::Mat scale; ///< CV_8U, index
    std::vector<cv::Mat> byDirection; ///< CV_32F, best scale
};

/// The response that grain gives: from the median of what is there, which lines hardly move.
double spreadOf(const cv::Mat &response)
{
    std::vector<float> values;
    for (int y = 0; y < response.rows; y += 2)
        for (int x = 0; x < response.cols; x += 2)
            values.push_back(std::abs(response.at<float>(y, x)));
    if (values.empty())
        return 1.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return std::max(1.4826 * static_cast<double>(*middle), leastSpread);
}

Ridges ridgesOf(const cv::Mat &picture)
{
    Ridges ridges;
    ridges.strength = cv::Mat::zeros(picture.size(), CV_32F);
    ridges.direction = cv::Mat::zeros(picture.size(), CV_8U);
    ridges.scale = cv::Mat::zeros(picture.size(), CV_8U);
    for (int direction = 0; direction < directions; ++direction)
        ridges.byDirection.push_back(cv::Mat::zeros(picture.size(), CV_32F));
    for (std::size_t scale = 0; scale < scales.size(); ++scale) {
        const Curvature curvature = curvatureOf(picture, scales[scale]);
        std::vector<cv::Mat> responses;
        for (int direction = 0; direction < directions; ++direction)
            responses.push_back(lineResponse(curvature, scales[scale], angleOf(direction)));
        const double spread = 0.5 * (spreadOf(responses[0]) + spreadOf(responses[directions / 2]));
        for (int direction = 0; direction < directions; ++direction) {
            const cv::Mat response = responses[static_cast<std::size_t>(direction)] / spread;
            cv::Mat &best = ridges.byDirection[static_cast<std::size_t>(direction)];
            best = cv::max(best, response);
            const cv::Mat better = response > ridges.strength;
            response.copyTo(ridges.strength, better);
            ridges.direction.setTo(direction, better);
            ridges.scale.setTo(static_cast<double>(scale), better);
        }
    }
    return ridges;
}

float at(const cv::Mat &image, LinePoint point)
{
    const int x = std::clamp(static_cast<int>(std::lround(point.x)), 0, image.cols - 1);
    const int y = std::clamp(static_cast<int>(std::lround(point.y)), 0, image.rows - 1);
    return image.at<float>(y, x);
}

bool inside(const cv::Mat &image, LinePoint point)
{
    return point.x >= 0 && point.y >= 0 && point.x <= static_cast<float>(image.cols - 1)
        && point.y <= static_cast<float>(image.rows - 1);
}

/// Follows a ridge from `start` along `angle` until it fades or leaves.
std::vector<LinePoint> follow(const Ridges &ridges, const cv::Mat &taken, const cv::Mat &where, LinePoint start,
    double angle, const LineSearch &search)
{
    std::vector<LinePoint> points;
    LinePoint here = start;
    double sure = 0.0; // Steps since the line was last seen.
    std::size_t kept = 0;
    while (points.size() < 20000) {
        float best = -1e9F;
        LinePoint bestPoint = here;
        double bestAngle = angle;
        for (int turn = -2; turn <= 2; ++turn) {
            const double towards = angle + turn * (std::numbers::pi / directions) * 0.75;
            for (int aside = -1; aside <= 1; ++aside) {
                const double offset = 0.5 * aside;
                const LinePoint candidate{ here.x
                        + static_cast<float>(1.4 * std::cos(towards) - offset * std::sin(towards)),
                    here.y + static_cast<float>(1.4 * std::sin(towards) + offset * std::cos(towards)) };
                if (!inside(ridges.strength, candidate))
                    continue;
                int direction = static_cast<int>(std::lround(towards / std::numbers::pi * directions)) % directions;
                if (direction < 0)
                    direction += directions;
                const float response = at(ridges.byDirection[static_cast<std::size_t>(direction)], candidate)
                    * (1.0F - 0.04F * static_cast<float>(std::abs(turn)) - 0.02F * static_cast<float>(std::abs(aside)));
                if (response > best) {
                    best = response;
                    bestPoint = candidate;
                    bestAngle = towards;
                }
            }
        }
        if (best < -1e8F)
            break;
        const bool outside = where.at<std::uint8_t>(
                                 static_cast<int>(std::lround(bestPoint.y)), static_cast<int>(std::lround(bestPoint.x)))
            == 0;
        if (outside || at(taken, bestPoint) > 0.0F)
            break;
        here = bestPoint;
        angle = best > search.follows ? bestAngle : angle;
        points.push_back(here);
        sure = best > search.follows ? 0.0 : sure + 1.4;
        if (sure == 0.0)
            kept = points.size();
        if (sure > search.bridged)
            break;
        // A line that meets itself has been round.
        if (points.size() > 20) {
            const float dx = here.x - start.x;
            const float dy = here.y - start.y;
            if (dx * dx + dy * dy < 2.0F)
                break;
        }
    }
    points.resize(kept);
    return points;
}

void smooth(std::vector<LinePoint> &points, int passes)
{
    for (int pass = 0; pass < passes; ++pass) {
        const std::vector<LinePoint> before = points;
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            points[i].x = 0.25F * before[i - 1].x + 0.5F * before[i].x + 0.25F * before[i + 1].x;
            points[i].y = 0.25F * before[i - 1].y + 0.5F * before[i].y + 0.25F * before[i + 1].y;
        }
    }
}

} // namespace

std::vector<LinePoint> evenlySpaced(const std::vector<LinePoint> &points)
{
    if (points.empty())
        return {};
    std::vector<LinePoint> result{ points.front() };
    float left = 1.0F;
    for (std::size_t i = 1; i < points.size(); ++i) {
        LinePoint from = points[i - 1];
        const LinePoint to = points[i];
        float length = std::hypot(to.x - from.x, to.y - from.y);
        while (length >= left && length > 0.0F) {
            from = { from.x + (to.x - from.x) * left / length, from.y + (to.y - from.y) * left / length };
            result.push_back(from);
            length -= left;
            left = 1.0F;
        }
        left -= length;
    }
    return result;
}

std::vector<TracedLine> traceLines(const GreyImage &picture, const MaskImage &where, const LineSearch &search)
{
    const cv::Mat whole = support(where);
    const cv::Rect box = cv::boundingRect(whole);
    if (box.empty())
        return {};
    const cv::Rect part = cv::Rect(box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around)
        & cv::Rect(0, 0, picture.width, picture.height);
    const cv::Mat inMask = whole(part);
    const Ridges ridges = ridgesOf(asMat(picture)(part));
    std::vector<cv::Point> seeds;
    cv::Mat candidates = (ridges.strength > search.begins) & inMask;
    cv::findNonZero(candidates, seeds);
    std::ranges::sort(seeds, [&](const cv::Point &first, const cv::Point &second) {
        const float a = ridges.strength.at<float>(first);
        const float b = ridges.strength.at<float>(second);
        return a != b ? a > b : (first.y != second.y ? first.y < second.y : first.x < second.x);
    });
    cv::Mat taken = cv::Mat::zeros(ridges.strength.size(), CV_32F);
    std::vector<TracedLine> lines;
    for (const cv::Point &seed : seeds) {
        if (taken.at<float>(seed) > 0.0F)
            continue;
        const LinePoint start{ static_cast<float>(seed.x), static_cast<float>(seed.y) };
        const double angle = angleOf(ridges.direction.at<std::uint8_t>(seed));
        std::vector<LinePoint> points = follow(ridges, taken, inMask, start, angle + std::numbers::pi, search);
        std::ranges::reverse(points);
        points.push_back(start);
        const std::vector<LinePoint> onward = follow(ridges, taken, inMask, start, angle, search);
        points.insert(points.end(), onward.begin(), onward.end());
        TracedLine line;
        double sigmas = 0.0;
        for (const LinePoint &point : points) {
            line.strength += at(ridges.strength, point);
            sigmas += scales[ridges.scale.at<std::uint8_t>(
                static_cast<int>(std::lround(point.y)), static_cast<int>(std::lround(point.x)))];
        }
        line.strength /= static_cast<double>(points.size());
        line.sigma = sigmas / static_cast<double>(points.size());
        smooth(points, 4);
        line.points = evenlySpaced(points);
        const int radius = std::max(2, static_cast<int>(std::lround(1.8 * line.sigma)));
        for (const LinePoint &point : line.points)
            cv::circle(taken, { static_cast<int>(std::lround(point.x)), static_cast<int>(std::lround(point.y)) },
                radius, 1.0, -1);
        if (static_cast<double>(line.points.size()) >= search.shortest)
            lines.push_back(std::move(line));
    }
    for (TracedLine &line : lines)
        for (LinePoint &point : line.points)
            point = { point.x + static_cast<float>(part.x), point.y + static_cast<float>(part.y) };
    std::ranges::stable_sort(lines, [](const TracedLine &a, const TracedLine &b) {
        return a.strength * std::sqrt(static_cast<double>(a.points.size()))
            > b.strength * std::sqrt(static_cast<double>(b.points.size()));
    });
    return lines;
}

} // namespace cf
