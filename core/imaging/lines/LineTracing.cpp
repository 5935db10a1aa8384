#include "core/imaging/lines/LineTracing.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/lines/LineRidges.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cf {

using namespace ridge;

namespace {

/// Pixels around the place of search that are seen with it: the widest response reaches so far.
constexpr int around = 24;

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
    const Ridges ridges = ridgesOf(asMat(picture)(part), search.stop);
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
        if (search.stop.stop_requested())
            break;
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
