#include "core/anatomy/LandmarksRegistration.h"
#include "core/insertion/findings/CardiothoracicRatio.h"
#include "core/insertion/findings/InsertionFindings.h"

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

constexpr double rightShare = 0.27; ///< Of the heart's growth, to the patient's right.

/// Between which rows a border moves, 0 … 1.
double windowAt(double y, double top, double bottom, double unit)
{
    return smoothStep((y - top) / std::max(1.0, 0.75 * (bottom - top)))
        * (1.0 - smoothStep((y - bottom) / (9.0 * unit)));
}

/// One side of the heart by row, in pixels.
struct HeartSide {
    std::vector<double> middle;
    std::vector<double> half; ///< From the midline to the border.
    std::vector<double> gap; ///< From the border to the wall.
    double top = 0.0;
    double bottom = 0.0;
    double outward = 1.0;
    double unit = 1.0;
    double maxOfGap = 0.5; ///< Share of the gap that the border may take.
    double widest = 1.0; ///< Of `half` between top and bottom.

    /// By how much the border moves outwards; negative: inwards. In proportion to the half, so that the contour keeps
    /// its shape: moved by the same everywhere, a round apex became a box.
    double moved(std::size_t row, double growth) const
    {
        const double window = windowAt(static_cast<double>(row), top, bottom, unit);
        if (window <= 0.0 || half[row] < unit || gap[row] < unit)
            return 0.0;
        return std::clamp(growth * window * half[row] / widest, -0.5 * half[row], maxOfGap * gap[row]);
    }
};

HeartSide sideOf(const Finding &finding, bool right)
{
    const std::vector<Point> &border = right ? finding.geometry.heartRight : finding.geometry.heartLeft;
    const int rows = finding.exposure.log.rows;
    const LungFrame lung = makeLungFrame(finding.exposure, finding.geometry, right);
    HeartSide side;
    side.outward = right ? -1.0 : 1.0;
    side.unit = finding.exposure.unit;
    side.maxOfGap = right ? 0.50 : 0.72;
    side.top = border.front().y;
    side.bottom = border.back().y;
    side.middle = byRow(finding.geometry.midline, rows);
    const std::vector<double> edge = byRow(border, rows);
    for (std::size_t row = 0; row < edge.size(); ++row) {
        side.half.push_back((edge[row] - side.middle[row]) * side.outward);
        side.gap.push_back((lung.lateral[row] - edge[row]) * side.outward);
        if (static_cast<double>(row) >= side.top && static_cast<double>(row) <= side.bottom)
            side.widest = std::max(side.widest, side.half.back());
    }
    return side;
}

/// The displacement of one side: the border moves, the lung between it and the wall is compressed or spread.
void displaceSide(const HeartSide &side, bool right, double growth, cv::Mat &displacement, cv::Mat &inside)
{
    const double apex = right ? 0.0 : 0.25;
    for (int y = 0; y < displacement.rows; ++y) {
        const auto row = static_cast<std::size_t>(y);
        const double half = side.half[row];
        const double gap = side.gap[row];
        const double grown = side.moved(row, growth);
        if (grown == 0.0)
            continue;
        for (int x = 0; x < displacement.cols; ++x) {
            const double from = (x - side.middle[row]) * side.outward;
            if (from <= 0.0 || from >= half + gap)
                continue;
            const double source = from < half + grown
                ? from * half / (half + grown)
                : half + (from - half - grown) * gap / std::max(1e-6, gap - grown);
            auto &shift = displacement.at<cv::Vec2f>(y, x);
            shift[0] = static_cast<float>((source - from) * side.outward);
            // An enlarged left ventricle sinks: its apex moves down with the growth.
            const double sag = apex * grown * smoothStep(from / (half + grown))
                * smoothStep((half + gap - from) / (gap - 0.5 * grown));
            const double length = side.bottom - side.top;
            shift[1] = static_cast<float>(-sag * smoothStep((y - side.top - 0.5 * length) / (0.4 * length)));
            if (grown > 0.0 && from < half + grown)
                inside.at<float>(y, x) = static_cast<float>(windowAt(y, side.top, side.bottom, side.unit));
        }
    }
}

/// What moves a heart's borders.
struct HeartGrowth {
    HeartSide right;
    HeartSide left;
    double width = 1.0; ///< Of the chest, pixels.
    double leftShare = 0.73;
    double softness = 4.0; ///< Sigma of the blur of the displacement, pixels.
};

/// Where each pixel comes from; `inside` becomes 1 where the heart has grown.
cv::Mat displacementOf(const HeartGrowth &heart, double growth, cv::Mat &inside)
{
    cv::Mat displacement(inside.size(), CV_32FC2, cv::Scalar(0, 0));
    inside.setTo(0);
    displaceSide(heart.left, false, growth * heart.width * heart.leftShare, displacement, inside);
    displaceSide(heart.right, true, growth * heart.width * rightShare, displacement, inside);
    // The blur spreads what moves no further than four of its sigmas: it passes over the rows about the heart alone.
    const double reach = 4.0 * heart.softness + 2.0;
    const double below = std::max(heart.left.bottom, heart.right.bottom) + 9.0 * heart.left.unit;
    const auto last = static_cast<double>(displacement.rows - 1);
    const auto first = static_cast<int>(std::clamp(std::min(heart.left.top, heart.right.top) - reach, 0.0, last));
    cv::Mat rows = displacement.rowRange(first, static_cast<int>(std::clamp(below + reach, 0.0, last)) + 1);
    blurred(rows, heart.softness).copyTo(rows);
    return displacement;
}

/// Greatest distance from the midline of what comes from within the old border; `where` it lies.
double reachOf(const HeartSide &side, const cv::Mat &displacement, Point *where = nullptr)
{
    double maximum = 0.0;
    for (int y = static_cast<int>(side.top); y <= side.bottom && y < displacement.rows; ++y) {
        const auto row = static_cast<std::size_t>(y);
        for (int x = cvRound(side.middle[row]); x >= 0 && x<displacement.cols; x += side.outward> 0.0 ? 1 : -1) {
            const double from = (x - side.middle[row]) * side.outward;
            const cv::Vec2f &shift = displacement.at<cv::Vec2f>(y, x);
            const auto origin = static_cast<std::size_t>(std::clamp<double>(y + shift[1], 0.0, displacement.rows - 1));
            if (from + shift[0] * side.outward > side.half[origin])
                break;
            if (from > maximum && where)
                *where = { static_cast<double>(x), static_cast<double>(y) };
            maximum = std::max(maximum, from);
        }
    }
    return maximum;
}

/// The cardiothoracic ratio after a displacement.
double ratioOf(const HeartGrowth &heart, const cv::Mat &displacement)
{
    return (reachOf(heart.right, displacement) + reachOf(heart.left, displacement)) / heart.width;
}

/// Smallest and greatest growth that is tried, as shares of the chest's width.
constexpr double minGrowth = -0.15;
constexpr double maxGrowth = 0.40;

/// The growth after which the heart has this ratio to the chest, as a share of the chest's width; one of the ends where
/// none has.
double growthFor(double ratio, const HeartGrowth &heart, cv::Mat &inside)
{
    double low = minGrowth;
    double high = maxGrowth;
    for (int step = 0; step < 9; ++step) { // To a thousandth.
        const double middle = 0.5 * (low + high);
        const cv::Mat displacement = displacementOf(heart, middle, inside);
        (ratioOf(heart, displacement) < ratio ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace

cv::Mat cardiomegalyChange(const Finding &finding)
{
    const Exposure &exposure = finding.exposure;
    const double width = std::ranges::max(finding.geometry.lungLeft, {}, &Point::x).x
        - std::ranges::min(finding.geometry.lungRight, {}, &Point::x).x;
    HeartGrowth heart{ sideOf(finding, true), sideOf(finding, false), width, finding.stream.uniform(0.68, 0.80),
        finding.stream.uniform(0.8, 1.2) * exposure.unit };
    const double ratio = finding.draw("heart.ratio", finding.amounts.cardiothoracicRatio);
    const double minimum = finding.draw("heart.growth");
    cv::Mat inside(exposure.log.size(), CV_32F, cv::Scalar(0));
    double growth = growthFor(ratio, heart, inside);
    if (!finding.amounts.cardiothoracicRatio)
        growth = std::max(growth, minimum);
    cv::Mat displacement = displacementOf(heart, growth, inside);
    if (finding.sheet) {
        const double reached = finding.amounts.cardiothoracicRatio ? ratio : ratioOf(heart, displacement);
        const double asked = finding.number("ratio", reached, "ratio", smallestRatio, largestRatio);
        if (asked != reached)
            displacement = displacementOf(heart, growthFor(asked, heart, inside), inside);
        // Near a wall a border stops and the other one goes on: each follows the pointer about.
        for (const bool right : { false, true }) {
            const HeartSide &side = right ? heart.right : heart.left;
            Point border{ side.middle.front(), side.top };
            reachOf(side, displacement, &border);
            finding.sheet->addHandle(
                right ? "border.right" : "border.left", border, { { "ratio", side.outward / width, 0.0 } });
        }
    }
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
