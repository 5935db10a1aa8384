#include "core/insertion/InsertionFindings.h"
#include "core/anatomy/LandmarksRegistration.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf::insertion {

using landmarks::blurred;

namespace {

/// A border as x by row, held constant above and below.
std::vector<double> byRow(const std::vector<Point> &border, int rows)
{
    std::vector<double> result(static_cast<std::size_t>(rows), border.front().x);
    for (int y = 0; y < rows; ++y) {
        double x = y < border.front().y ? border.front().x : border.back().x;
        for (std::size_t i = 1; i < border.size(); ++i)
            if (border[i - 1].y <= y && y <= border[i].y && border[i].y > border[i - 1].y)
                x = border[i - 1].x
                    + (border[i].x - border[i - 1].x) * (y - border[i - 1].y) / (border[i].y - border[i - 1].y);
        result[static_cast<std::size_t>(y)] = x;
    }
    return result;
}

/// The displacement of one side: the border moves outwards, the lung between it and the wall is compressed.
void displaceSide(const Finding &finding, bool right, double growth, cv::Mat &displacement, cv::Mat &inside)
{
    const double unit = finding.exposure.unit;
    const std::vector<Point> &border = right ? finding.geometry.heartRight : finding.geometry.heartLeft;
    const LungFrame lung = makeLungFrame(finding.exposure, finding.geometry, right);
    const std::vector<double> edge = byRow(border, displacement.rows);
    const std::vector<double> middle = byRow(finding.geometry.midline, displacement.rows);
    const double outward = right ? -1.0 : 1.0;
    const double top = border.front().y;
    const double bottom = border.back().y;
    const double apex = right ? 0.0 : 0.25;
    for (int y = 0; y < displacement.rows; ++y) {
        const auto row = static_cast<std::size_t>(y);
        const double window = smoothStep((y - top) / std::max(1.0, 0.75 * (bottom - top)))
            * (1.0 - smoothStep((y - bottom) / (9.0 * unit)));
        const double half = (edge[row] - middle[row]) * outward;
        const double gap = (lung.lateral[row] - edge[row]) * outward;
        if (window <= 0.0 || half < unit || gap < unit)
            continue;
        const double grown = std::min(growth * window, (right ? 0.50 : 0.72) * gap);
        for (int x = 0; x < displacement.cols; ++x) {
            const double from = (x - middle[row]) * outward;
            if (from <= 0.0 || from >= half + gap)
                continue;
            const double source = from < half + grown
                ? from * half / (half + grown)
                : half + (from - half - grown) * gap / std::max(1e-6, gap - grown);
            auto &shift = displacement.at<cv::Vec2f>(y, x);
            shift[0] = static_cast<float>((source - from) * outward);
            // An enlarged left ventricle sinks: its apex moves down with the growth.
            const double sag = apex * grown * smoothStep(from / (half + grown))
                * smoothStep((half + gap - from) / (gap - 0.5 * grown));
            shift[1] = static_cast<float>(-sag * smoothStep((y - top - 0.5 * (bottom - top)) / (0.4 * (bottom - top))));
            if (from < half + grown)
                inside.at<float>(y, x) = static_cast<float>(window);
        }
    }
}

} // namespace

cv::Mat cardiomegalyChange(const Finding &finding)
{
    const Exposure &exposure = finding.exposure;
    static constexpr std::array<double, 3> least{ 0.05, 0.09, 0.15 };
    static constexpr std::array<double, 3> most{ 0.07, 0.12, 0.19 };
    const auto grade = static_cast<std::size_t>(finding.grade());
    const double width = std::ranges::max(finding.geometry.lungLeft, {}, &Point::x).x
        - std::ranges::min(finding.geometry.lungRight, {}, &Point::x).x;
    const double growth = finding.stream.uniform(least[grade], most[grade]) * width;
    cv::Mat displacement(exposure.log.size(), CV_32FC2, cv::Scalar(0, 0));
    cv::Mat inside(exposure.log.size(), CV_32F, cv::Scalar(0));
    displaceSide(finding, false, growth * finding.stream.uniform(0.68, 0.80), displacement, inside);
    displaceSide(finding, true, growth * 0.27, displacement, inside);
    displacement = blurred(displacement, finding.stream.uniform(0.8, 1.2) * exposure.unit);
    // Only what is coarser than the grain moves; the grain stays in its place.
    const cv::Mat coarse = blurred(exposure.log, 0.7);
    cv::Mat map(displacement.size(), CV_32FC2);
    for (int y = 0; y < map.rows; ++y)
        for (int x = 0; x < map.cols; ++x)
            map.at<cv::Vec2f>(y, x) =
                displacement.at<cv::Vec2f>(y, x) + cv::Vec2f(static_cast<float>(x), static_cast<float>(y));
    cv::Mat warped;
    cv::remap(coarse, warped, map, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
    return warped - coarse + blurred(inside, 1.2 * exposure.unit) * (0.03 * exposure.scale * (1.0 + finding.grade()));
}

} // namespace cf::insertion
