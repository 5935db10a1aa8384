#include "core/insertion/findings/InsertionExposure.h"

#include "core/anatomy/LandmarksRegistration.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf::insertion {

using landmarks::blurred;
using landmarks::percentile;

namespace {

cv::Mat heartMask(const ThoraxGeometry &geometry, cv::Size size, double unit)
{
    std::vector<Point> outline = geometry.heartRight;
    if (!outline.empty() && !geometry.heartLeft.empty()) {
        outline.push_back({ outline.back().x + 2.0 * unit, outline.back().y + 2.5 * unit });
        outline.push_back({ geometry.heartLeft.back().x - 2.0 * unit, geometry.heartLeft.back().y + 2.5 * unit });
    }
    outline.insert(outline.end(), geometry.heartLeft.rbegin(), geometry.heartLeft.rend());
    return maskOf(outline, size);
}

/// Letters and plates burnt in near the border: small saturated components.
cv::Mat markers(const cv::Mat &grey)
{
    const double bright = std::max(percentile(grey, 0.995), 235.001);
    cv::Mat saturated = grey >= bright;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(saturated, labels, stats, centres, 8);
    std::vector<std::uint8_t> isMarker(static_cast<std::size_t>(count), 0);
    for (int i = 1; i < count; ++i) {
        const double x = centres.at<double>(i, 0) / grey.cols;
        const double y = centres.at<double>(i, 1) / grey.rows;
        const bool small = stats.at<int>(i, cv::CC_STAT_AREA) < 0.004 * static_cast<double>(grey.total())
            && stats.at<int>(i, cv::CC_STAT_WIDTH) < 0.12 * grey.cols;
        isMarker[static_cast<std::size_t>(i)] = small && (x < 0.16 || x > 0.84 || y < 0.10 || y > 0.90);
    }
    cv::Mat result(grey.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x)
            if (isMarker[static_cast<std::size_t>(labels.at<int>(y, x))])
                result.at<std::uint8_t>(y, x) = 255;
    cv::dilate(result, result, cv::Mat(), { -1, -1 }, 1 + static_cast<int>(grey.cols / 700));
    return result;
}

/// Padding and air beside the patient: black that hangs together with the film's edge. A lung may be as black.
cv::Mat blackOutside(const cv::Mat &black, const cv::Mat &lungs)
{
    cv::Mat labels;
    const int count = cv::connectedComponents(black & ~lungs, labels, 8);
    std::vector<std::uint8_t> isOutside(static_cast<std::size_t>(count), 0);
    const auto note = [&](int y, int x) { isOutside[static_cast<std::size_t>(labels.at<int>(y, x))] = 1; };
    for (int y = 0; y < labels.rows; ++y) {
        note(y, 0);
        note(y, labels.cols - 1);
    }
    for (int x = 0; x < labels.cols; ++x) {
        note(0, x);
        note(labels.rows - 1, x);
    }
    isOutside[0] = 0;
    cv::Mat outside(black.size(), CV_8U, cv::Scalar(0));
    for (int y = 0; y < labels.rows; ++y)
        for (int x = 0; x < labels.cols; ++x)
            if (isOutside[static_cast<std::size_t>(labels.at<int>(y, x))])
                outside.at<std::uint8_t>(y, x) = 255;
    return outside;
}

cv::Mat changeableWeight(const cv::Mat &grey, const cv::Mat &lungs, const GreyImage &radiograph)
{
    cv::Mat weight = cv::min(cv::max((blurred(grey, 1.0) - 4.0) / 10.0, 0.0), 1.0);
    weight.setTo(1.0, ~blackOutside(weight < 1.0, lungs));
    weight.setTo(0.0, markers(grey));
    if (const auto thumbnail = landmarks::makeThumbnail(radiograph)) {
        const double factor = static_cast<double>(grey.cols) / thumbnail->grey.cols;
        cv::Mat outside(grey.size(), CV_8U, cv::Scalar(255));
        const cv::Rect &field = thumbnail->field;
        const cv::Rect scaled(static_cast<int>(std::ceil(field.x * factor)),
            static_cast<int>(std::ceil(field.y * factor)), static_cast<int>(field.width * factor),
            static_cast<int>(field.height * factor));
        outside(scaled & cv::Rect(0, 0, grey.cols, grey.rows)).setTo(0);
        weight.setTo(0.0, outside);
    }
    return weight;
}

/// The detector's blur from the neighbour correlation of the grain in the flattest quarter of the image.
double sharpnessOf(const cv::Mat &grey)
{
    const cv::Mat fine = grey - blurred(grey, 2.0);
    const cv::Mat activity = blurred(cv::abs(fine), 4.0);
    const double limit = percentile(activity, 0.35);
    const double minimum = percentile(activity, 0.02);
    double own = 0.0;
    double neighbour = 0.0;
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x + 1 < grey.cols; ++x) {
            const float a = activity.at<float>(y, x);
            if (a > limit || a < minimum || a < 0.05F)
                continue;
            own += fine.at<float>(y, x) * fine.at<float>(y, x);
            neighbour += fine.at<float>(y, x) * fine.at<float>(y, x + 1);
        }
    const double correlation = own > 0.0 ? std::clamp(neighbour / own, 0.05, 0.9) : 0.35;
    return std::clamp(1.0 / std::sqrt(-4.0 * std::log(correlation)), 0.45, 0.85);
}

std::array<double, 8> grainOf(const cv::Mat &grey, const cv::Mat &log, const cv::Mat &weight)
{
    const cv::Mat fine = log - blurred(log, 1.0);
    cv::Mat deviation;
    cv::sqrt(blurred(fine.mul(fine), 2.0), deviation);
    std::array<std::vector<float>, 8> bins;
    for (int y = 0; y < grey.rows; y += 2)
        for (int x = 0; x < grey.cols; x += 2)
            if (weight.at<float>(y, x) > 0.5F)
                bins[std::clamp(
                         static_cast<std::size_t>(grey.at<float>(y, x) / 32.0F), std::size_t{ 0 }, std::size_t{ 7 })]
                    .push_back(deviation.at<float>(y, x));
    std::array<double, 8> grain{};
    double last = 1.0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].size() > 50) {
            const auto place = bins[i].begin() + static_cast<std::ptrdiff_t>(bins[i].size() / 5);
            std::nth_element(bins[i].begin(), place, bins[i].end());
            last = *place;
        }
        grain[i] = last;
    }
    return grain;
}

bool holdsWholeLevels(const GreyImage &image)
{
    return std::ranges::all_of(image.pixels, [](float value) {
        const float level = value * 255.0F;
        return std::abs(level - std::round(level)) < 1e-3F;
    });
}

void measureLevels(Exposure &exposure)
{
    const int erosion = std::max(1, cvRound(exposure.unit));
    const cv::Mat kernel = cv::getStructuringElement(cv::MORPH_ELLIPSE, { 2 * erosion + 1, 2 * erosion + 1 });
    const cv::Mat lungs = exposure.lungRight | exposure.lungLeft;
    cv::Mat core;
    cv::erode(lungs, core, kernel);
    const cv::Mat heart = exposure.heart & ~lungs;
    exposure.lungLevel = medianWithin(exposure.log, core, 0.0);
    exposure.heartLevel = medianWithin(exposure.log, heart, exposure.lungLevel + 40.0);
    const double contrast = std::max(exposure.contrast(), 22.0);
    exposure.scale = contrast / 1.15;
    const cv::Mat band = cv::abs(blurred(exposure.log, 1.0) - blurred(exposure.log, 4.0));
    exposure.edgeEnhancement = std::clamp(medianWithin(band, core, 0.0) / contrast / 0.030, 1.0, 2.0);
}

} // namespace

cv::Mat Exposure::toLog(const cv::Mat &greyLevels) const
{
    cv::Mat result(greyLevels.size(), CV_32F);
    for (int y = 0; y < result.rows; ++y)
        for (int x = 0; x < result.cols; ++x) {
            const double p = std::clamp((greyLevels.at<float>(y, x) - toe) / range, 0.004, 0.996);
            result.at<float>(y, x) = static_cast<float>(range / 4.0 * std::log(p / (1.0 - p)));
        }
    return result;
}

float Exposure::toGrey(float logLevel) const
{
    return static_cast<float>(toe + range / (1.0 + std::exp(-4.0 * logLevel / range)));
}

const Exposure::Scatter &Exposure::scatter() const
{
    std::call_once(m_once->flag, [this] {
        Scatter &made = m_once->scatter;
        const double mean = cv::mean(log)[0];
        cv::exp((mean - log) / scale, made.signal);
        made.spread = blurred(made.signal, 12.0 / millimetresPerPixel);
        made.level = (blurred(log, 2.4 * unit) - lungLevel) / std::max(22.0, contrast());
    });
    return m_once->scatter;
}

Exposure makeExposure(const GreyImage &radiograph, const ThoraxGeometry &geometry)
{
    Exposure exposure;
    exposure.unit = geometry.pixelsPerUnit;
    exposure.millimetresPerPixel = geometry.millimetresPerPixel;
    exposure.eightBit = holdsWholeLevels(radiograph);
    asMat(radiograph).convertTo(exposure.grey, CV_32F, 255.0);
    cv::patchNaNs(exposure.grey, 0.0);
    exposure.toe = std::min(percentile(exposure.grey, 0.005), 12.0) - 120.0;
    const double top = std::min(std::max(percentile(exposure.grey, 0.998), 200.0) + 30.0, 285.0);
    exposure.range = top - exposure.toe;
    exposure.log = exposure.toLog(exposure.grey);
    exposure.lungRight = maskOf(geometry.lungRight, exposure.grey.size());
    exposure.lungLeft = maskOf(geometry.lungLeft, exposure.grey.size());
    exposure.heart = heartMask(geometry, exposure.grey.size(), exposure.unit);
    measureLevels(exposure);
    exposure.weight = changeableWeight(exposure.grey, exposure.lungRight | exposure.lungLeft, radiograph);
    exposure.sharpness = sharpnessOf(exposure.grey);
    exposure.grain = grainOf(exposure.grey, exposure.log, exposure.weight);
    return exposure;
}

cv::Mat changeOfAttenuation(const Exposure &exposure, const cv::Mat &attenuation, RandomStream &stream)
{
    cv::Mat transmission;
    cv::exp(-attenuation, transmission);
    transmission = blurred(transmission, exposure.sharpness);
    const auto &[signal, spread, level] = exposure.scatter();
    cv::Mat change(attenuation.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < change.rows; ++y)
        for (int x = 0; x < change.cols; ++x) {
            if (transmission.at<float>(y, x) >= 1.0F)
                continue;
            const double s = signal.at<float>(y, x);
            const double share = std::clamp(0.08 + 0.22 * level.at<float>(y, x), 0.06, 0.40);
            const double scatter = std::min(share * spread.at<float>(y, x), 0.93 * s);
            const double seen = (s - scatter) * transmission.at<float>(y, x) + scatter;
            change.at<float>(y, x) = static_cast<float>(-std::log(std::max(seen, 1e-9) / std::max(s, 1e-9)));
        }
    cv::Mat noise(attenuation.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < noise.rows; ++y)
        for (int x = 0; x < noise.cols; ++x)
            if (attenuation.at<float>(y, x) > 0.01F)
                noise.at<float>(y, x) = static_cast<float>(stream.normal());
    // Blurring white noise lowers its deviation to 1 / (2 √π σ).
    noise = blurred(noise, exposure.sharpness) * std::max(1.0, 2.0 * std::sqrt(CV_PI) * exposure.sharpness);
    const cv::Mat shift = exposure.scale * change;
    cv::Mat result = shift + (exposure.edgeEnhancement - 1.0) * (shift - blurred(shift, 1.1 * exposure.unit));
    for (int y = 0; y < result.rows; ++y)
        for (int x = 0; x < result.cols; ++x) {
            if (change.at<float>(y, x) <= 0.0F)
                continue; // As many quanta as before.
            const double fewer = std::clamp(std::exp(static_cast<double>(change.at<float>(y, x))) - 1.0, 0.0, 1.2);
            const auto bin = static_cast<std::size_t>(std::clamp(exposure.grey.at<float>(y, x) / 32.0F, 0.0F, 7.0F));
            result.at<float>(y, x) +=
                static_cast<float>(0.7 * exposure.grain[bin] * std::sqrt(fewer) * noise.at<float>(y, x));
        }
    return result;
}

CounterfactualPair pairFromChange(const Exposure &exposure, const GreyImage &source, const cv::Mat &change)
{
    CounterfactualPair pair{ source, source, MaskImage(source.width, source.height), {}, 0.0 };
    cv::Mat seen(change.size(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < source.height; ++y)
        for (int x = 0; x < source.width; ++x) {
            const float shift = change.at<float>(y, x);
            if (shift == 0.0F)
                continue;
            const float log = exposure.log.at<float>(y, x);
            const float difference =
                (exposure.toGrey(log + shift) - exposure.toGrey(log)) * exposure.weight.at<float>(y, x);
            if (!(std::abs(difference) >= 0.5F))
                continue;
            float level = std::clamp(exposure.grey.at<float>(y, x) + difference, 0.0F, 255.0F);
            if (exposure.eightBit)
                level = std::round(level);
            const float value = level / 255.0F;
            if (value == source.at(x, y))
                continue;
            pair.with.at(x, y) = value;
            pair.region.at(x, y) = 1.0F;
            seen.at<float>(y, x) = (value - source.at(x, y)) * 255.0F;
        }
    const cv::Mat smooth = cv::abs(blurred(seen, 2.0));
    cv::minMaxLoc(smooth, nullptr, &pair.visible);
    return pair;
}

cv::Mat maskOf(const std::vector<Point> &outline, cv::Size size)
{
    cv::Mat mask(size, CV_8U, cv::Scalar(0));
    if (outline.size() < 3)
        return mask;
    std::vector<cv::Point> polygon;
    for (const Point &point : outline)
        polygon.emplace_back(cvRound(std::clamp(point.x, -1e4, 1e5)), cvRound(std::clamp(point.y, -1e4, 1e5)));
    cv::fillPoly(mask, std::vector{ polygon }, cv::Scalar(255));
    return mask;
}

cv::Mat fractalNoise(cv::Size extent, double size, RandomStream &stream)
{
    cv::Mat sum(extent, CV_32F, cv::Scalar(0));
    double gain = 1.0;
    for (int octave = 0; octave < 4 && size >= 1.0; ++octave, size *= 0.5, gain *= 0.6) {
        cv::Mat grid(static_cast<int>(extent.height / size) + 3, static_cast<int>(extent.width / size) + 3, CV_32F);
        for (int y = 0; y < grid.rows; ++y)
            for (int x = 0; x < grid.cols; ++x)
                grid.at<float>(y, x) = static_cast<float>(stream.normal());
        cv::Mat large;
        cv::resize(grid, large, extent, 0, 0, cv::INTER_CUBIC);
        sum += gain * large;
    }
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(sum, mean, deviation);
    return (sum - mean[0]) / std::max(1e-6, deviation[0]);
}

double medianWithin(const cv::Mat &values, const cv::Mat &mask, double otherwise)
{
    std::vector<float> inside;
    for (int y = 0; y < values.rows; ++y)
        for (int x = 0; x < values.cols; ++x)
            if (mask.at<std::uint8_t>(y, x))
                inside.push_back(values.at<float>(y, x));
    if (inside.size() < 20)
        return otherwise;
    const auto middle = inside.begin() + static_cast<std::ptrdiff_t>(inside.size() / 2);
    std::nth_element(inside.begin(), middle, inside.end());
    return *middle;
}

} // namespace cf::insertion
