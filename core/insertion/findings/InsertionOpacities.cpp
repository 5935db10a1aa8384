#include "core/anatomy/LandmarksRegistration.h"
#include "core/insertion/findings/InsertionFindings.h"
#include "core/phantom/devices/DeviceCanvas.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf::insertion {

using landmarks::blurred;

cv::Mat softMask(const cv::Mat &mask, double sigma)
{
    cv::Mat soft;
    mask.convertTo(soft, CV_32F, 1.0 / 255.0);
    const cv::Mat smooth = blurred(soft, sigma);
    return cv::min(cv::max((smooth - 0.5) * 2.0, 0.0), 1.0); // Fades inside the lung, never outside it.
}

namespace {

/// ΔT that pulls towards `level` by the share k, with the detail of the lung fading by `fade`.
cv::Mat pulled(const Exposure &exposure, const cv::Mat &share, double level, double fade, const cv::Mat &lungs)
{
    const cv::Mat low = blurred(exposure.log, 1.4 * exposure.unit);
    const cv::Mat detail = blurred(exposure.log, 0.26 * exposure.unit) - low;
    const double limit = 3.0 * std::max(0.5, medianWithin(cv::abs(detail), lungs, 1.0));
    const cv::Mat clipped = cv::min(cv::max(detail, -limit), limit);
    const cv::Mat lift = cv::max(level - low, 0.0);
    return share.mul(lift) - fade * share.mul(clipped);
}

double zoneShare(Zone zone, RandomStream &stream)
{
    switch (zone) {
    case Zone::Upper:
        return stream.uniform(0.22, 0.34);
    case Zone::Middle:
        return stream.uniform(0.45, 0.58);
    default:
        return stream.uniform(0.72, 0.85);
    }
}

/// A place inside the lung at a share of its height, `across` 0 at the wall … 1 at the mediastinum.
Point placeInLung(const LungFrame &lung, double share, double across)
{
    const double y = lung.apex.y + share * lung.height;
    const auto row = static_cast<std::size_t>(std::clamp(y, 0.0, static_cast<double>(lung.lateral.size() - 1)));
    const double x = lung.lateral[row] + across * (lung.medial[row] - lung.lateral[row]);
    const auto column = static_cast<std::size_t>(std::clamp(x, 0.0, static_cast<double>(lung.dome.size() - 1)));
    return { x, std::min(y, lung.dome[column] - 0.06 * lung.height) };
}

/// How a pattern of noise follows an opacity that the user moves and resizes, instead of standing still under it.
struct Following {
    Point drawn; ///< Where the opacity was drawn …
    Point now; ///< … and where it is now.
    double scale = 1.0; ///< Its size now over that for which the noise is made.

    cv::Mat operator()(const cv::Mat &noise) const
    {
        if (drawn == now && scale == 1.0)
            return noise;
        const cv::Matx23d back(1.0 / scale, 0.0, drawn.x - now.x / scale, 0.0, 1.0 / scale, drawn.y - now.y / scale);
        cv::Mat followed;
        cv::warpAffine(
            noise, followed, back, noise.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REFLECT_101);
        return followed;
    }
};

cv::Mat distanceWarp(const Finding &finding, Point centre, double radiusX, double radiusY, const Following &following)
{
    const cv::Size size = finding.exposure.log.size();
    const double pattern = 0.8 * radiusX / following.scale;
    const cv::Mat shiftX = following(fractalNoise(size, pattern, finding.stream));
    const cv::Mat shiftY = following(fractalNoise(size, pattern, finding.stream));
    const double power = finding.stream.uniform(1.8, 2.4);
    cv::Mat radius(size, CV_32F);
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            const double dx = (x - centre.x) / radiusX + 0.3 * shiftX.at<float>(y, x) * 0.6;
            const double dy = (y - centre.y) / radiusY + 0.3 * shiftY.at<float>(y, x) * 0.6;
            radius.at<float>(y, x) = static_cast<float>(
                std::pow(std::pow(std::abs(dx), power) + std::pow(std::abs(dy), power), 1.0 / power));
        }
    return radius;
}

/// The centre of what lies in a lung: as drawn, or where the user put it, which must be in that lung.
Point movableCentre(const Finding &finding, const LungFrame &lung, Point drawn)
{
    if (!finding.sheet)
        return drawn;
    const cv::Rect box = cv::boundingRect(lung.mask);
    const Point centre =
        finding.sheet->place("centre", drawn, { static_cast<double>(box.x), static_cast<double>(box.y) },
            { box.x + box.width - 1.0, box.y + box.height - 1.0 });
    const cv::Point pixel(
        std::clamp(cvRound(centre.x), 0, lung.mask.cols - 1), std::clamp(cvRound(centre.y), 0, lung.mask.rows - 1));
    if (!(centre == drawn) && lung.mask.at<std::uint8_t>(pixel) == 0)
        finding.sheet->refuse("its centre would lie outside the lung");
    return centre;
}

/// Dark branching tubes of air inside an opacity, from the side of the hilum.
cv::Mat airTubes(const Finding &finding, const LungFrame &lung, Point centre, double reach)
{
    DeviceCanvas canvas(lung.mask.cols, lung.mask.rows, finding.exposure.millimetresPerPixel);
    RandomStream &stream = finding.stream;
    const Point hilum = lung.right ? finding.geometry.hilumRight : finding.geometry.hilumLeft;
    const double towards = std::atan2(centre.y - hilum.y, centre.x - hilum.x);
    for (int tube = 4 + stream.below(4); tube > 0; --tube) {
        const double angle = towards + stream.uniform(-0.7, 0.7);
        const double length = reach * stream.uniform(0.7, 1.3);
        const Point start{ centre.x - 0.6 * reach * std::cos(towards) + stream.normal() * 0.25 * reach,
            centre.y - 0.6 * reach * std::sin(towards) + stream.normal() * 0.25 * reach };
        const double bend = stream.uniform(-0.25, 0.25);
        const std::array<Point, 3> controls{ start,
            Point{ start.x + 0.5 * length * std::cos(angle + bend), start.y + 0.5 * length * std::sin(angle + bend) },
            Point{ start.x + length * std::cos(angle), start.y + length * std::sin(angle) } };
        const double radius = stream.uniform(0.7, 1.3);
        canvas.tube(splineThrough(controls), radius, [radius](double d, double) {
            const double q = d / radius;
            return std::sqrt(std::max(0.0, 1.0 - q * q));
        });
    }
    const DeviceDrawing drawing = canvas.finish();
    cv::Mat tubes(lung.mask.size(), CV_32F);
    std::ranges::copy(drawing.attenuation.pixels, tubes.ptr<float>());
    return blurred(tubes, 0.8);
}

} // namespace

/// Of the opacity for which patterns of noise are made, as a share of the lung's height: a moderate one.
constexpr double usualRadius = 0.17;

cv::Mat consolidationChange(const Finding &finding, bool right)
{
    const Exposure &exposure = finding.exposure;
    RandomStream &stream = finding.stream;
    const LungFrame lung = makeLungFrame(exposure, finding.geometry, right);
    const Zone zone = finding.abnormality.zone == Zone::None ? Zone::Lower : finding.abnormality.zone;
    const Point drawnCentre = placeInLung(lung, zoneShare(zone, stream), stream.uniform(0.38, 0.62));
    const Point centre = movableCentre(finding, lung, drawnCentre);
    std::optional<double> asked;
    if (finding.amounts.sizeMillimetres)
        asked = 0.5 * *finding.amounts.sizeMillimetres / exposure.millimetresPerPixel / lung.height;
    double size = finding.draw("consolidation.radius", asked) * lung.height;
    double density = finding.draw("consolidation.density");
    Following following{ drawnCentre, centre };
    if (finding.sheet) {
        size = 0.5
            * finding.number("diameter", 2.0 * size * finding.millimetres(), "mm", smallestSize,
                widestOpacity * lung.height * finding.millimetres())
            / finding.millimetres();
        density = finding.number("density", density, "share", 0.2, 0.95);
        following.scale = size / (usualRadius * lung.height);
        finding.sheet->addHandle(
            "edge", { centre.x + size, centre.y }, { { "diameter", 2.0 * finding.millimetres() } });
    }
    const cv::Mat radius =
        distanceWarp(finding, centre, size * stream.uniform(0.95, 1.2), size * stream.uniform(0.8, 1.05), following);
    const cv::Mat patches = following(fractalNoise(radius.size(), 0.5 * size / following.scale, stream));
    const cv::Mat mottle = following(fractalNoise(radius.size(), 0.25 * size / following.scale, stream));
    cv::Mat share(radius.size(), CV_32F);
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x) {
            const double f = 1.0 - radius.at<float>(y, x) + 0.30 * 0.5 * patches.at<float>(y, x);
            const double k = smoothStep((f + 0.35) / 1.25) * (0.9 + 0.1 * mottle.at<float>(y, x)) * density;
            share.at<float>(y, x) = static_cast<float>(std::clamp(k, 0.0, 1.0));
        }
    share = share.mul(softMask(lung.mask, 0.7 * exposure.unit));
    const double contrast = std::max(22.0, exposure.contrast());
    const cv::Mat air = airTubes(finding, lung, centre, size);
    return pulled(exposure, share, exposure.heartLevel, 0.55, lung.mask)
        - (0.10 + 0.05 * finding.grade()) * contrast * air.mul(share);
}

cv::Mat noduleAttenuation(const Finding &finding, bool right)
{
    RandomStream &stream = finding.stream;
    const LungFrame lung = makeLungFrame(finding.exposure, finding.geometry, right);
    const Zone zone = finding.abnormality.zone == Zone::None ? Zone::Middle : finding.abnormality.zone;
    const Point centre = movableCentre(
        finding, lung, placeInLung(lung, std::min(0.78, zoneShare(zone, stream)), stream.uniform(0.3, 0.6)));
    const double diameter = finding.number("diameter", finding.draw("nodule.diameter", finding.amounts.sizeMillimetres),
        "mm", smallestSize, largestNodule);
    const double density = finding.number("density", stream.uniform(0.95, 1.25), "share", 0.4, 2.5);
    const double peak = 0.20 * diameter / 10.0 * density;
    const double roughness =
        finding.number("roughness", finding.amounts.sizeMillimetres ? 0.02 : 0.05, "share", 0.0, 0.1);
    if (finding.sheet)
        finding.sheet->addHandle("edge", { centre.x + 0.5 * diameter / finding.millimetres(), centre.y },
            { { "diameter", 2.0 * finding.millimetres() } });
    std::array<double, 4> amplitude{};
    std::array<double, 4> phase{};
    for (std::size_t i = 0; i < 4; ++i) {
        amplitude[i] = roughness * stream.normal();
        phase[i] = stream.uniform(0.0, 2.0 * CV_PI);
    }
    cv::Mat attenuation(lung.mask.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < attenuation.rows; ++y)
        for (int x = 0; x < attenuation.cols; ++x) {
            const double dx = (x - centre.x) * finding.exposure.millimetresPerPixel;
            const double dy = (y - centre.y) * finding.exposure.millimetresPerPixel;
            const double angle = std::atan2(dy, dx);
            double outline = 1.0;
            for (std::size_t i = 0; i < 4; ++i)
                outline += amplitude[i] * std::cos((static_cast<double>(i) + 2.0) * angle + phase[i]);
            const double q = std::hypot(dx, dy) / (0.5 * diameter * outline);
            if (q < 1.0)
                attenuation.at<float>(y, x) = static_cast<float>(peak * std::sqrt(1.0 - q * q));
        }
    return attenuation.mul(softMask(lung.mask, 0.4 * finding.exposure.unit));
}

namespace {

/// Short horizontal lines at the lateral bases: thickened septa (Kerley B).
void addSeptalLines(const Finding &finding, const LungFrame &lung, DeviceCanvas &canvas)
{
    RandomStream &stream = finding.stream;
    const double pixels = canvas.pixelsPerMillimetre();
    for (int line = 3 + stream.below(4); line > 0; --line) {
        const Point wall = placeInLung(lung, stream.uniform(0.68, 0.9), 0.02);
        const double length = stream.uniform(8.0, 17.0) * pixels;
        const std::array<Point, 2> controls{ Point{ wall.x + lung.inward() * pixels, wall.y },
            Point{ wall.x + lung.inward() * length, wall.y + stream.uniform(-2.0, 2.0) * pixels } };
        const double peak = stream.uniform(0.05, 0.09);
        canvas.tube(splineThrough(controls), 1.6,
            [peak](double d, double) { return peak * std::exp(-d * d / (2.0 * 0.55 * 0.55)); });
    }
}

/// Where haze may lie: the lungs and a margin, and the strips of lung between their outlines and the heart, which
/// outlines pass over; not the trachea. What is bright there stays.
cv::Mat hazeMask(const Finding &finding, const LungFrame &right, const LungFrame &left)
{
    const double unit = finding.exposure.unit;
    const cv::Mat lungs = right.mask | left.mask;
    const auto grown = [&](double units) {
        cv::Mat wide;
        cv::dilate(lungs, wide, cv::getStructuringElement(cv::MORPH_ELLIPSE, { 5, 5 }), { -1, -1 },
            std::max(1, cvRound(0.5 * units * unit)));
        return wide;
    };
    cv::Mat mask = grown(3.4);
    cv::Mat medial = grown(9.0);
    for (int y = 0; y < medial.rows; ++y) {
        const auto row = static_cast<std::size_t>(y);
        for (int x = 0; x < medial.cols; ++x)
            if (x < right.medial[row] || x > left.medial[row] || y < std::min(right.apex.y, left.apex.y))
                medial.at<std::uint8_t>(y, x) = 0;
    }
    const std::vector<Point> &trachea = finding.geometry.trachea;
    for (std::size_t i = 1; i < trachea.size(); ++i)
        cv::line(medial, { cvRound(trachea[i - 1].x), cvRound(trachea[i - 1].y) },
            { cvRound(trachea[i].x), cvRound(trachea[i].y) }, cv::Scalar(0), std::max(1, cvRound(5.0 * unit)));
    return mask | medial;
}

} // namespace

cv::Mat edemaChange(const Finding &finding)
{
    const Exposure &exposure = finding.exposure;
    const double unit = exposure.unit;
    const double maximum = finding.number("density", finding.draw("edema.density"), "share", 0.1, 0.9);
    const cv::Mat lungs = exposure.lungRight | exposure.lungLeft;
    const cv::Mat clouds = fractalNoise(lungs.size(), 7.0 * unit, finding.stream);
    const LungFrame right = makeLungFrame(exposure, finding.geometry, true);
    const LungFrame left = makeLungFrame(exposure, finding.geometry, false);
    const cv::Mat soft = softMask(hazeMask(finding, right, left), 0.7 * unit);
    const double middle = 0.5 * (finding.geometry.hilumRight.x + finding.geometry.hilumLeft.x);
    cv::Mat share(lungs.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < share.rows; ++y)
        for (int x = 0; x < share.cols; ++x) {
            if (soft.at<float>(y, x) <= 0.0F)
                continue;
            const bool onRight = x < middle;
            const Point hilum = onRight ? finding.geometry.hilumRight : finding.geometry.hilumLeft;
            const LungFrame &lung = onRight ? right : left;
            const double dx = (x - hilum.x) / (13.0 * unit);
            const double dy = (y - hilum.y - 3.0 * unit) / (20.0 * unit);
            const double base = smoothStep((y - lung.apex.y) / lung.height);
            const double k =
                maximum * (std::exp(-dx * dx - dy * dy) * (1.0 + 0.22 * clouds.at<float>(y, x)) + 0.42 * base);
            share.at<float>(y, x) = static_cast<float>(std::clamp(k, 0.0, 0.9)) * soft.at<float>(y, x);
        }
    const cv::Mat haze = pulled(exposure, share, exposure.heartLevel, 0.5, lungs);
    DeviceCanvas canvas(lungs.cols, lungs.rows, exposure.millimetresPerPixel);
    addSeptalLines(finding, right, canvas);
    addSeptalLines(finding, left, canvas);
    const DeviceDrawing lines = canvas.finish();
    cv::Mat septa(lungs.size(), CV_32F);
    std::ranges::copy(lines.attenuation.pixels, septa.ptr<float>());
    return haze + exposure.scale * blurred(septa, exposure.sharpness).mul(soft);
}

} // namespace cf::insertion
