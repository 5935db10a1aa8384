#include "core/anatomy/LandmarksRegistration.h"
#include "core/insertion/findings/InsertionFindings.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

namespace cf::insertion {

using landmarks::blurred;

namespace {

/// Distance to apex and lateral wall, not to the mediastinum; pixels.
cv::Mat distanceToWall(const LungFrame &lung, double unit)
{
    cv::Mat away(lung.mask.size(), CV_8U, cv::Scalar(255));
    for (std::size_t i = 1; i < lung.outline.size() && lung.outline[i].y < lung.costophrenic.y - 0.5 * unit; ++i)
        cv::line(away, { cvRound(lung.outline[i - 1].x), cvRound(lung.outline[i - 1].y) },
            { cvRound(lung.outline[i].x), cvRound(lung.outline[i].y) }, cv::Scalar(0));
    cv::Mat distance;
    cv::distanceTransform(away, distance, cv::DIST_L2, 5);
    return distance;
}

/// A handle where the pleural line crosses the column under the apex. `gap`: between wall and lung at a row.
void addRimHandle(
    const Finding &finding, const LungFrame &lung, const cv::Mat &distance, const std::function<double(int)> &gap)
{
    const int x = std::clamp(cvRound(lung.apex.x), 0, distance.cols - 1);
    for (int y = std::max(0, cvRound(lung.apex.y)); y < distance.rows; ++y) {
        if (distance.at<float>(y, x) < gap(y))
            continue;
        finding.sheet->addHandle(
            "level", { lung.apex.x, static_cast<double>(y) }, { { "rim", 0.0, finding.millimetres() } });
        break;
    }
}

} // namespace

cv::Mat pneumothoraxChange(const Finding &finding, bool right)
{
    const Exposure &exposure = finding.exposure;
    RandomStream &stream = finding.stream;
    static constexpr std::array<double, 3> collapse{ 0.02, 0.06, 0.28 };
    const auto grade = static_cast<std::size_t>(finding.grade());
    const double unit = exposure.unit;
    const double contrast = std::max(22.0, exposure.contrast());
    const LungFrame lung = makeLungFrame(exposure, finding.geometry, right);
    const cv::Mat distance = distanceToWall(lung, unit);
    const cv::Mat smooth = blurred(distance, 2.6 * unit);
    double depth = finding.draw("pneumothorax.rim", finding.amounts.sizeMillimetres) / exposure.millimetresPerPixel;
    double reach = finding.draw("pneumothorax.reach") * lung.height;
    const double power = stream.uniform(0.6, 0.9);
    if (finding.sheet) {
        const double millimetres = finding.millimetres();
        depth = finding.number("rim", depth * millimetres, "mm", smallestSize, largestRim) / millimetres;
        const double height = lung.height * millimetres;
        reach = finding.number("reach", reach * millimetres, "mm", 0.2 * height, 1.2 * height) / millimetres;
    }
    const double darker = 0.55 * contrast * stream.uniform(0.24, 0.38) * (1.0 + 0.25 * finding.grade());
    const double line = contrast * stream.uniform(0.24, 0.34);
    const cv::Mat wobble = fractalNoise(lung.mask.size(), 8.0 * unit, stream);
    const cv::Mat vessels = blurred(exposure.log, 0.22 * unit) - blurred(exposure.log, unit);
    const double limit = 1.6 * std::max(0.4, medianWithin(cv::abs(vessels), lung.mask, 1.0));
    const cv::Mat soft = softMask(lung.mask, 0.35 * unit);
    cv::Mat change(lung.mask.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < change.rows; ++y)
        for (int x = 0; x < change.cols; ++x) {
            if (soft.at<float>(y, x) <= 0.0F)
                continue;
            const double plain = distance.at<float>(y, x);
            const double blend = smoothStep((plain - 3.0 * unit) / (2.0 * unit));
            const double d = plain + blend * (smooth.at<float>(y, x) - plain);
            const double tt = std::clamp((y - lung.apex.y) / reach, 0.0, 1.0);
            const double gap = depth * std::pow(1.0 - tt, power);
            const double q = d - gap + 0.35 * unit * wobble.at<float>(y, x);
            const double present = smoothStep(gap / (1.2 * unit));
            const double outside = smoothStep(0.5 - q / (0.5 * unit));
            const double v = std::clamp<double>(vessels.at<float>(y, x), -limit, limit);
            const double edge = std::exp(-(q / (0.3 * unit)) * (q / (0.3 * unit))) * line;
            const double inner = (1.0 - outside) * collapse[grade] * contrast * smoothStep(gap / (4.0 * unit));
            change.at<float>(y, x) =
                static_cast<float>(soft.at<float>(y, x) * (present * (outside * (-0.92 * v - darker) + edge) + inner));
        }
    if (finding.sheet)
        addRimHandle(finding, lung, distance,
            [&](int y) { return depth * std::pow(1.0 - std::clamp((y - lung.apex.y) / reach, 0.0, 1.0), power); });
    return change;
}

} // namespace cf::insertion
