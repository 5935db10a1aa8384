#include "core/imaging/lines/LineSubtraction.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/lines/LineCourse.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Between samples across a line: half a pixel, more of a wide one.
double stepAcross(double sigma)
{
    return std::max(0.5, 0.2 * sigma);
}
/// A line looks the same from both sides, but for a small error of its middle; an edge, as a rib has, is
/// odd.
constexpr double oddShare = 0.5;
constexpr double deepestRim = -1.0 / 255.0; ///< Of the dark rim that sharpening leaves beside a line.

struct Strip {
    cv::Mat values; ///< CV_32F, one row a point, columns across.
    std::vector<LinePoint> normals;
    int half = 0; ///< Columns on each side of the middle.
    double step = 0.5; ///< Pixels between columns.
};

std::vector<LinePoint> normalsOf(const std::vector<LinePoint> &points)
{
    std::vector<LinePoint> normals;
    for (std::ptrdiff_t i = 0; i < std::ssize(points); ++i) {
        const LinePoint along = directionAt(points, i);
        normals.push_back({ -along.y, along.x });
    }
    return normals;
}

Strip straightened(const cv::Mat &picture, const TracedLine &line, double halfWidth)
{
    Strip strip;
    strip.step = stepAcross(line.sigma);
    strip.half = static_cast<int>(std::ceil(halfWidth / strip.step));
    strip.normals = normalsOf(line.points);
    const int rows = static_cast<int>(line.points.size());
    cv::Mat mapX(rows, 2 * strip.half + 1, CV_32F);
    cv::Mat mapY(rows, 2 * strip.half + 1, CV_32F);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < mapX.cols; ++column) {
            const auto u = static_cast<float>((column - strip.half) * strip.step);
            const LinePoint &point = line.points[static_cast<std::size_t>(row)];
            const LinePoint &normal = strip.normals[static_cast<std::size_t>(row)];
            mapX.at<float>(row, column) = point.x + u * normal.x;
            mapY.at<float>(row, column) = point.y + u * normal.y;
        }
    cv::remap(picture, strip.values, mapX, mapY, cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return strip;
}

/// Running median down each column over `along` points to both sides, then a Gaussian. Medians are taken every few
/// points, of every few: the course is smooth.
cv::Mat alongLine(const cv::Mat &values, double along)
{
    const int half = std::max(1, static_cast<int>(std::lround(along)));
    const int stride = std::max(1, half / 8);
    const int rows = (values.rows + stride - 1) / stride;
    cv::Mat coarse(rows, values.cols, CV_32F);
    std::vector<float> window;
    for (int column = 0; column < values.cols; ++column)
        for (int row = 0; row < rows; ++row) {
            const int at = std::min(values.rows - 1, row * stride);
            // As far to one side as to the other, so that a slope is no step; at least a third at the ends.
            const int reach = std::max(half / 3, std::min({ half, at, values.rows - 1 - at }));
            window.clear();
            for (int i = std::max(0, at - reach); i <= std::min(values.rows - 1, at + reach);
                 i += std::max(1, stride / 2))
                window.push_back(values.at<float>(i, column));
            const auto middle = window.begin() + static_cast<std::ptrdiff_t>(window.size() / 2);
            std::nth_element(window.begin(), middle, window.end());
            coarse.at<float>(row, column) = *middle;
        }
    cv::Mat result = coarse;
    if (stride > 1) {
        result = cv::Mat(values.size(), CV_32F);
        for (int row = 0; row < values.rows; ++row) {
            const int first = std::min(rows - 1, row / stride);
            const int second = std::min(rows - 1, first + 1);
            const float share = static_cast<float>(row % stride) / static_cast<float>(stride);
            result.row(row) = coarse.row(first) * (1.0F - share) + coarse.row(second) * share;
        }
    }
    cv::GaussianBlur(result, result, { 1, 2 * half + 1 }, 1e-6, std::max(0.6, along / 4.0), cv::BORDER_REPLICATE);
    return result;
}

/// Moves each point onto the middle of the line, as far as the smoothed strip shows it.
void centre(TracedLine &line, const cv::Mat &picture)
{
    const double reach = std::max(1.5, 1.5 * line.sigma);
    const Strip strip = straightened(picture, line, reach + 2.0 * line.sigma);
    const cv::Mat smoothed = alongLine(strip.values, 4.0);
    std::vector<float> shifts(line.points.size(), 0.0F);
    const int maximum = static_cast<int>(std::lround(reach / strip.step));
    const int width = std::max(1, static_cast<int>(std::lround(0.6 * line.sigma / strip.step)));
    std::vector<double> scores(static_cast<std::size_t>(2 * maximum + 1));
    for (int row = 0; row < smoothed.rows; ++row) {
        const float *values = smoothed.ptr<float>(row);
        for (int shift = -maximum; shift <= maximum; ++shift) {
            double inside = 0.0;
            for (int u = -width; u <= width; ++u)
                inside += values[strip.half + shift + u] / (2.0 * width + 1.0);
            const double outside = 0.5
                * (values[std::max(0, strip.half + shift - 4 * width)]
                    + values[std::min(smoothed.cols - 1, strip.half + shift + 4 * width)]);
            scores[static_cast<std::size_t>(shift + maximum)] = inside - outside - 2e-4 * std::abs(shift);
        }
        const auto best = std::ranges::max_element(scores);
        double at = static_cast<double>(best - scores.begin());
        if (best != scores.begin() && best + 1 != scores.end()) { // The top of the parabola through three.
            const double bend = *(best - 1) - 2.0 * *best + *(best + 1);
            at += bend < -1e-9 ? 0.5 * (*(best - 1) - *(best + 1)) / bend : 0.0;
        }
        shifts[static_cast<std::size_t>(row)] = static_cast<float>((at - maximum) * strip.step);
    }
    cv::Mat column(static_cast<int>(shifts.size()), 1, CV_32F, shifts.data());
    cv::medianBlur(column.clone(), column, 5);
    cv::Mat soft;
    cv::GaussianBlur(column, soft, { 1, 13 }, 1e-6, 2.5, cv::BORDER_REPLICATE);
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        line.points[i].x += soft.at<float>(static_cast<int>(i), 0) * strip.normals[i].x;
        line.points[i].y += soft.at<float>(static_cast<int>(i), 0) * strip.normals[i].y;
    }
}

/// What the line adds to the film, in the straightened strip: the smoothed course without the straight connection of
/// its sides.
cv::Mat profileOf(const cv::Mat &smoothed, const Strip &strip, double sigma)
{
    const int half = strip.half;
    cv::Mat profile = cv::Mat::zeros(smoothed.size(), CV_32F);
    const double core = 2.6 * sigma + 0.8; // Pixels: beyond, a Gaussian's blur is a thirtieth.
    const int inner = static_cast<int>(std::lround(core / strip.step));
    const int outer = std::min(half, inner + static_cast<int>(std::lround((3.0 + 0.5 * sigma) / strip.step)));
    for (int row = 0; row < smoothed.rows; ++row) {
        const float *values = smoothed.ptr<float>(row);
        const auto side = [&](int sign) {
            double sum = 0.0;
            for (int u = inner; u <= outer; ++u)
                sum += values[half + sign * u];
            return sum / (outer - inner + 1);
        };
        const double low = side(-1);
        const double high = side(1);
        const double at = 0.5 * (inner + outer);
        const auto above = [&](int u) { return values[half + u] - (low + (high - low) * (u + at) / (2.0 * at)); };
        for (int u = -inner; u <= inner; ++u) {
            const double even = 0.5 * (above(u) + above(-u));
            const double odd = 0.5 * (above(u) - above(-u));
            const double share = oddShare * std::max(0.0, even);
            const double taper = std::clamp((inner - std::abs(u) + 1.0) * strip.step / 1.5, 0.0, 1.0);
            profile.at<float>(row, half + u) =
                static_cast<float>(taper * (std::max(deepestRim, even) + std::clamp(odd, -share, share)));
        }
    }
    return profile;
}

/// Lays the strip's profile back on the film: each pixel takes it from the nearest point of the line.
void subtract(cv::Mat &picture, cv::Mat &change, const TracedLine &line, const Strip &strip, const cv::Mat &profile)
{
    const int reach = static_cast<int>(std::ceil(strip.half * strip.step)) + 1;
    cv::Rect box;
    for (const LinePoint &point : line.points)
        box |= cv::Rect(
            static_cast<int>(point.x) - reach, static_cast<int>(point.y) - reach, 2 * reach + 2, 2 * reach + 2);
    box &= cv::Rect(0, 0, picture.cols, picture.rows);
    if (box.empty())
        return;
    cv::Mat nearest(box.size(), CV_32F, cv::Scalar(1e9));
    cv::Mat value = cv::Mat::zeros(box.size(), CV_32F);
    const auto rows = std::ssize(line.points);
    for (std::ptrdiff_t i = 0; i < rows; ++i) {
        const LinePoint &point = line.points[static_cast<std::size_t>(i)];
        const LinePoint &normal = strip.normals[static_cast<std::size_t>(i)];
        const float *values = profile.ptr<float>(static_cast<int>(i));
        const int left = std::max(box.x, static_cast<int>(point.x) - reach);
        const int right = std::min(box.x + box.width - 1, static_cast<int>(point.x) + reach + 1);
        const int bottom = std::min(box.y + box.height - 1, static_cast<int>(point.y) + reach + 1);
        for (int y = std::max(box.y, static_cast<int>(point.y) - reach); y <= bottom; ++y) {
            const float dy = static_cast<float>(y) - point.y;
            // Of a row only what lies within a pixel along the line is looked at: a square has mostly others.
            int first = left;
            int last = right;
            if (std::abs(normal.y) > 0.02F) {
                const float middle = point.x + dy * normal.x / normal.y;
                const float width = 1.0F / std::abs(normal.y);
                first = std::max(left, static_cast<int>(std::floor(middle - width)));
                last = std::min(right, static_cast<int>(std::ceil(middle + width)));
            }
            for (int x = first; x <= last; ++x) {
                const float dx = static_cast<float>(x) - point.x;
                const float s = dx * normal.y - dy * normal.x; // Along the line.
                const float u = dx * normal.x + dy * normal.y;
                if (std::abs(s) > 1.0F || std::abs(u) > static_cast<float>(reach - 1))
                    continue;
                const float distance = std::abs(u) + 0.01F * std::abs(s);
                if (distance >= nearest.at<float>(y - box.y, x - box.x))
                    continue;
                nearest.at<float>(y - box.y, x - box.x) = distance;
                const float column = u / static_cast<float>(strip.step) + static_cast<float>(strip.half);
                const int before = std::clamp(static_cast<int>(std::floor(column)), 0, profile.cols - 2);
                const float share = column - static_cast<float>(before);
                value.at<float>(y - box.y, x - box.x) = values[before] * (1.0F - share) + values[before + 1] * share;
            }
        }
    }
    picture(box) -= value;
    change(box) -= value;
}

} // namespace

GreyImage lineRemoval(
    const GreyImage &picture, const std::vector<TracedLine> &lines, double along, const std::stop_token &stop)
{
    cv::Mat left = asMat(picture).clone();
    GreyImage change(picture.width, picture.height);
    cv::Mat changed = asMat(change);
    for (TracedLine line : lines) {
        if (stop.stop_requested())
            break;
        if (line.points.size() < 4)
            continue;
        centre(line, left);
        const double half = 3.1 * line.sigma + 4.8;
        const Strip strip = straightened(left, line, half);
        const cv::Mat smoothed = alongLine(strip.values, std::max(along, 4.0 * line.sigma));
        subtract(left, changed, line, strip, profileOf(smoothed, strip, line.sigma));
    }
    return change;
}

} // namespace cf
