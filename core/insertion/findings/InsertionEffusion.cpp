#include "core/anatomy/LandmarksRegistration.h"
#include "core/insertion/findings/InsertionFindings.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf::insertion {

using landmarks::blurred;

double smoothStep(double value)
{
    const double t = std::clamp(value, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

namespace {

/// Fills the gaps of a profile with its nearest known value.
void extend(std::vector<double> &profile, const std::vector<std::uint8_t> &known)
{
    const auto first = std::ranges::find(known, std::uint8_t{ 1 });
    if (first == known.end())
        return;
    double last = profile[static_cast<std::size_t>(first - known.begin())];
    for (std::size_t i = 0; i < profile.size(); ++i) {
        if (known[i])
            last = profile[i];
        profile[i] = last;
    }
}

} // namespace

LungFrame makeLungFrame(const Exposure &exposure, const ThoraxGeometry &geometry, bool right)
{
    LungFrame frame;
    frame.right = right;
    frame.mask = right ? exposure.lungRight : exposure.lungLeft;
    frame.outline = right ? geometry.lungRight : geometry.lungLeft;
    const double outward = right ? -1.0 : 1.0;
    frame.apex = *std::ranges::min_element(frame.outline, {}, &Point::y);
    frame.costophrenic =
        *std::ranges::max_element(frame.outline, {}, [outward](const Point &p) { return p.y + 0.6 * outward * p.x; });
    frame.height = std::max(1.0, frame.costophrenic.y - frame.apex.y);
    const int rows = frame.mask.rows;
    const int columns = frame.mask.cols;
    frame.lateral.assign(static_cast<std::size_t>(rows), frame.costophrenic.x);
    frame.medial.assign(static_cast<std::size_t>(rows), frame.costophrenic.x);
    frame.dome.assign(static_cast<std::size_t>(columns), frame.costophrenic.y);
    std::vector<std::uint8_t> knownRow(static_cast<std::size_t>(rows), 0);
    std::vector<std::uint8_t> knownColumn(static_cast<std::size_t>(columns), 0);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            if (!frame.mask.at<std::uint8_t>(y, x))
                continue;
            const auto row = static_cast<std::size_t>(y);
            const auto column = static_cast<std::size_t>(x);
            if (!knownRow[row])
                frame.lateral[row] = frame.medial[row] = x;
            frame.lateral[row] =
                right ? std::min<double>(frame.lateral[row], x) : std::max<double>(frame.lateral[row], x);
            frame.medial[row] = right ? std::max<double>(frame.medial[row], x) : std::min<double>(frame.medial[row], x);
            frame.dome[column] = y;
            knownRow[row] = knownColumn[column] = 1;
        }
    // Rows near and below the costophrenic angle hold only a corner of the lung; wall and heart go straight down there.
    const int corner = std::clamp(static_cast<int>(frame.costophrenic.y - 1.5 * exposure.unit), 0, rows - 1);
    for (int y = corner; y < rows; ++y)
        knownRow[static_cast<std::size_t>(y)] = 0;
    const double heartFoot = right ? (geometry.heartRight.empty() ? frame.costophrenic.y : geometry.heartRight.back().y)
                                   : (geometry.heartLeft.empty() ? frame.costophrenic.y : geometry.heartLeft.back().y);
    extend(frame.lateral, knownRow);
    const int foot = std::clamp(static_cast<int>(heartFoot - exposure.unit), 0, rows - 1);
    for (int y = foot; y < rows; ++y)
        knownRow[static_cast<std::size_t>(y)] = 0;
    extend(frame.medial, knownRow);
    extend(frame.dome, knownColumn);
    return frame;
}

namespace {

struct Fluid {
    double below = 0.0; ///< Level of T under the diaphragm.
    double above = 0.0; ///< At the upper end of the fluid.
};

Fluid fluidLevels(const Finding &finding, const LungFrame &lung)
{
    const Exposure &exposure = finding.exposure;
    cv::Mat band(exposure.log.size(), CV_8U, cv::Scalar(0));
    for (int x = 0; x < band.cols; ++x) {
        const double dome = lung.dome[static_cast<std::size_t>(x)];
        const double wall =
            lung.lateral[static_cast<std::size_t>(std::clamp(static_cast<int>(dome), 0, band.rows - 1))];
        const double heart =
            lung.medial[static_cast<std::size_t>(std::clamp(static_cast<int>(dome), 0, band.rows - 1))];
        if ((x - wall) * lung.inward() < 0.0 || (heart - x) * lung.inward() < 0.0)
            continue;
        for (int y = static_cast<int>(dome + 2.5 * exposure.unit); y <= dome + 5.5 * exposure.unit; ++y)
            if (y >= 0 && y < band.rows && exposure.weight.at<float>(y, x) > 0.0F)
                band.at<std::uint8_t>(y, x) = 255;
    }
    const double contrast = std::max(22.0, exposure.contrast());
    Fluid fluid;
    fluid.below = std::clamp(medianWithin(exposure.log, band, exposure.heartLevel),
        exposure.heartLevel - 0.25 * contrast, exposure.heartLevel + 0.14 * contrast);
    fluid.above = std::min(exposure.heartLevel, fluid.below) - 0.10 * contrast;
    return fluid;
}

/// Share of fluid by pixel for an upright patient: a meniscus, high at the wall and low towards the mediastinum.
cv::Mat uprightShare(const Finding &finding, const LungFrame &lung)
{
    const auto grade = static_cast<std::size_t>(finding.grade());
    static constexpr std::array<double, 3> drops{ 0.62, 0.42, 0.22 };
    static constexpr std::array<double, 3> softness{ 3.0, 4.6, 6.2 };
    static constexpr std::array<double, 3> strongest{ 0.80, 0.92, 0.96 };
    const double unit = finding.exposure.unit;
    std::optional<double> asked;
    if (finding.amounts.sizeMillimetres)
        asked = *finding.amounts.sizeMillimetres / finding.exposure.millimetresPerPixel / lung.height;
    double rise = finding.draw("effusion.height", asked) * lung.height;
    if (finding.sheet)
        rise = finding.number("height", rise * finding.millimetres(), "mm", smallestSize,
                   highestMeniscus * lung.height * finding.millimetres())
            / finding.millimetres();
    const double drop = drops[grade] * rise;
    const double top = lung.costophrenic.y - rise;
    const double tau = softness[grade] * unit;
    const auto last = static_cast<double>(lung.lateral.size() - 1);
    const auto foot = static_cast<std::size_t>(std::clamp(lung.costophrenic.y - 3.0 * unit, 0.0, last));
    const double wall = lung.lateral[foot];
    const double heart = lung.medial[foot];
    if (finding.sheet)
        finding.sheet->addHandle("level",
            { lung.lateral[static_cast<std::size_t>(std::clamp(top, 0.0, last))] + 2.0 * unit * lung.inward(), top },
            { { "height", 0.0, -finding.millimetres() } });
    cv::Mat share(finding.exposure.log.size(), CV_32F, cv::Scalar(0));
    for (int x = 0; x < share.cols; ++x) {
        const double t =
            std::clamp((x - wall) / (std::abs(heart - wall) < 1.0 ? lung.inward() : heart - wall), 0.0, 1.0);
        const double beyond = std::max(0.0, t - 0.62);
        const double surface =
            top + drop * (1.0 - std::exp(-3.0 * t)) - beyond * beyond * 3.0 * (2.2 * unit + 0.18 * drop);
        for (int y = std::max(0, static_cast<int>(top - 6.0 * unit)); y < share.rows; ++y) {
            double k = 0.0;
            if (y > surface)
                k = strongest[grade] * (1.0 - std::exp(-std::pow((y - surface) / tau, 1.25)));
            // A film of fluid creeps up the wall.
            const double fromWall = (x - lung.lateral[static_cast<std::size_t>(y)]) * lung.inward() / unit;
            const double up = (top - y) / unit;
            if (fromWall > -1.0 && fromWall < 3.0 && up > -6.0 && up < 5.0)
                k = std::max(k, 0.55 * std::exp(-fromWall * fromWall) * smoothStep((5.0 - up) / 5.0));
            share.at<float>(y, x) = static_cast<float>(k);
        }
    }
    return share;
}

/// Units that fluid reaches below the costophrenic angle; further down lies the flank, which may be as dark as a lung.
constexpr double belowAngle = 3.0;

/// Where fluid can be: the lung, the recess below and behind the dome, and the heart border that it hides.
cv::Mat pleuralRegion(const Finding &finding, const LungFrame &lung)
{
    const double unit = finding.exposure.unit;
    const double under = (lung.right ? 8.0 : 3.5) * unit;
    const double behind = (lung.right ? 5.0 : 13.0) * unit;
    cv::Mat region(finding.exposure.log.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < region.rows; ++y)
        for (int x = 0; x < region.cols; ++x) {
            const auto row = static_cast<std::size_t>(y);
            const double dome = lung.dome[static_cast<std::size_t>(x)];
            const double floor = std::min(dome + under, lung.costophrenic.y + belowAngle * unit);
            const bool withinWall = (x - lung.lateral[row]) * lung.inward() >= 0.0;
            const bool beforeHeart = (lung.medial[row] + lung.inward() * behind - x) * lung.inward() >= 0.0;
            if (!withinWall || !beforeHeart || y > floor + unit || y < lung.apex.y)
                continue;
            const double fadeHeart = (lung.medial[row] + lung.inward() * behind - x) * lung.inward() / (0.5 * behind);
            const double fadeFloor = (floor + unit - y) / (0.6 * under);
            region.at<float>(y, x) = static_cast<float>(smoothStep(fadeHeart) * smoothStep(fadeFloor));
        }
    return blurred(region, 0.35 * unit);
}

/// The region with the dark pixels that hang together with it: a costophrenic recess that reaches deeper than the
/// lung's outline is filled, too. `fluid`: where fluid is, by level alone; `lift`: how much darker a pixel is than
/// fluid.
cv::Mat withRecess(
    const Finding &finding, const LungFrame &lung, const cv::Mat &region, const cv::Mat &fluid, const cv::Mat &lift)
{
    const double unit = finding.exposure.unit;
    const double dark = 0.22 * std::max(22.0, finding.exposure.contrast());
    constexpr float film = 8.0F; ///< Grey; darker is air beside the patient.
    constexpr double outsideWall = 1.5; ///< Units; further out air beside a thin flank is no recess.
    cv::Mat away;
    cv::distanceTransform(region < 0.3F, away, cv::DIST_L2, 3);
    cv::Mat open(region.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < region.rows; ++y)
        for (int x = 0; x < region.cols; ++x) {
            const bool inside = region.at<float>(y, x) > 0.3F;
            const bool withinWall =
                (x - lung.lateral[static_cast<std::size_t>(y)]) * lung.inward() >= -outsideWall * unit
                && y > lung.apex.y && y < lung.costophrenic.y + belowAngle * unit;
            const bool recess = withinWall && away.at<float>(y, x) <= 11.0 * unit && fluid.at<float>(y, x) > 0.3F
                && lift.at<float>(y, x) > dark && finding.exposure.grey.at<float>(y, x) > film;
            if (inside || recess)
                open.at<std::uint8_t>(y, x) = 255;
        }
    cv::Mat labels;
    const int count = cv::connectedComponents(open, labels, 8);
    std::vector<std::uint8_t> hangs(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < region.rows; ++y)
        for (int x = 0; x < region.cols; ++x)
            if (region.at<float>(y, x) > 0.3F)
                hangs[static_cast<std::size_t>(labels.at<int>(y, x))] = 1;
    cv::Mat grown(region.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < region.rows; ++y)
        for (int x = 0; x < region.cols; ++x)
            if (open.at<std::uint8_t>(y, x) && hangs[static_cast<std::size_t>(labels.at<int>(y, x))])
                grown.at<float>(y, x) = 1.0F;
    cv::dilate(grown, grown, cv::getStructuringElement(cv::MORPH_ELLIPSE, { 3, 3 }), { -1, -1 },
        std::max(1, cvRound(0.4 * unit)));
    return cv::max(region, blurred(grown, 0.5 * unit));
}

/// 1 on the dome and the heart border, fading within two units: these edges vanish behind fluid.
cv::Mat silhouettes(const Finding &finding, const LungFrame &lung)
{
    cv::Mat away(finding.exposure.log.size(), CV_8U, cv::Scalar(255));
    const auto draw = [&away](const Point &a, const Point &b) {
        cv::line(away, { cvRound(a.x), cvRound(a.y) }, { cvRound(b.x), cvRound(b.y) }, cv::Scalar(0));
    };
    const std::vector<Point> &heart = lung.right ? finding.geometry.heartRight : finding.geometry.heartLeft;
    for (std::size_t i = 1; i < heart.size(); ++i)
        draw(heart[i - 1], heart[i]);
    for (std::size_t i = 1; i < lung.outline.size(); ++i)
        if (std::min(lung.outline[i].y, lung.outline[i - 1].y) > lung.apex.y + 0.6 * lung.height
            && std::abs(lung.outline[i].x - lung.outline[i - 1].x)
                > std::abs(lung.outline[i].y - lung.outline[i - 1].y))
            draw(lung.outline[i - 1], lung.outline[i]);
    cv::Mat distance;
    cv::distanceTransform(away, distance, cv::DIST_L2, 3);
    cv::Mat near;
    cv::exp(distance.mul(distance) * (-1.0 / (3.0 * finding.exposure.unit * finding.exposure.unit)), near);
    return near;
}

cv::Mat supineShare(const Finding &finding, const LungFrame &lung)
{
    const double maximum = finding.number("density", finding.draw("effusion.veil"), "share", 0.1, 0.8);
    const double unit = finding.exposure.unit;
    cv::Mat share(lung.mask.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x) {
            const double depth = (y - lung.apex.y) / lung.height;
            const double corner = std::hypot(x - lung.costophrenic.x, y - lung.costophrenic.y) / (14.0 * unit);
            share.at<float>(y, x) =
                static_cast<float>(maximum * (0.30 + 0.70 * smoothStep(depth) + 0.25 * std::exp(-corner * corner)));
        }
    cv::Mat soft;
    lung.mask.convertTo(soft, CV_32F, 1.0 / 255.0);
    return share.mul(blurred(soft, 0.6 * unit));
}

} // namespace

cv::Mat effusionChange(const Finding &finding, bool right)
{
    const Exposure &exposure = finding.exposure;
    const double unit = exposure.unit;
    const LungFrame lung = makeLungFrame(exposure, finding.geometry, right);
    const Fluid fluid = fluidLevels(finding, lung);
    const cv::Mat low = blurred(exposure.log, 1.4 * unit);
    const auto levelAt = [&](int y, int x) {
        const double above = (lung.dome[static_cast<std::size_t>(x)] - y) / (0.45 * lung.height);
        return fluid.below + (fluid.above - fluid.below) * smoothStep(above);
    };
    cv::Mat share;
    if (finding.supine) {
        share = supineShare(finding, lung);
    } else {
        cv::Mat lift(low.size(), CV_32F);
        for (int y = 0; y < lift.rows; ++y)
            for (int x = 0; x < lift.cols; ++x)
                lift.at<float>(y, x) = static_cast<float>(levelAt(y, x) - low.at<float>(y, x));
        const cv::Mat whole = uprightShare(finding, lung);
        share = whole.mul(withRecess(finding, lung, pleuralRegion(finding, lung), whole, lift));
    }
    const cv::Mat detail = blurred(exposure.log, 0.26 * unit) - low;
    const double deviation = 3.0 * std::max(0.5, medianWithin(cv::abs(detail), lung.mask, 1.0));
    const cv::Mat edges = finding.supine ? cv::Mat(share.size(), CV_32F, cv::Scalar(0)) : silhouettes(finding, lung);
    const double fade = finding.supine ? 0.25 : finding.grade() == 2 ? 0.78 : 0.62;
    cv::Mat change(share.size(), CV_32F);
    for (int y = 0; y < change.rows; ++y)
        for (int x = 0; x < change.cols; ++x) {
            const double level = levelAt(y, x);
            const double k = share.at<float>(y, x);
            const double d = detail.at<float>(y, x);
            const double soft = fade * std::clamp(d, -deviation, deviation);
            const double hidden = soft + edges.at<float>(y, x) * (0.95 * d - soft);
            change.at<float>(y, x) = static_cast<float>(k * std::max(level - low.at<float>(y, x), 0.0) - k * hidden);
        }
    return change;
}

} // namespace cf::insertion
