#include "core/imaging/lines/LineRidges.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

using namespace ridge;

namespace {

/// Of a response, so that a film without grain has one.
constexpr double minSpread = 1e-5;

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
/// Row by row: what is added stays near the processor.
cv::Mat lineResponse(const Curvature &curvature, double sigma, double angle)
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double along = 2.0 * sigma + 2.0;
    const double step = std::max(1.0, along / 3.0);
    const int taps = static_cast<int>(std::ceil(2.2 * along / step));
    const auto xx = static_cast<float>(-s * s);
    const auto xy = static_cast<float>(2.0 * s * c);
    const auto yy = static_cast<float>(-c * c);
    cv::Mat across(curvature.xx.size(), CV_32F);
    for (int y = 0; y < across.rows; ++y) {
        const auto *first = curvature.xx.ptr<float>(y);
        const auto *second = curvature.xy.ptr<float>(y);
        const auto *third = curvature.yy.ptr<float>(y);
        auto *out = across.ptr<float>(y);
        for (int x = 0; x < across.cols; ++x)
            out[x] = xx * first[x] + xy * second[x] + yy * third[x];
    }
    cv::Mat padded;
    const int border = static_cast<int>(std::ceil(taps * step)) + 1;
    cv::copyMakeBorder(across, padded, border, border, border, border, cv::BORDER_REFLECT);
    struct Tap {
        int x, y;
        float weight;
    };
    std::vector<Tap> places;
    double sum = 0.0;
    for (int tap = -taps; tap <= taps; ++tap) {
        const double weight = std::exp(-0.5 * tap * tap * step * step / (along * along));
        sum += weight;
        places.push_back({ border + static_cast<int>(std::lround(tap * step * c)),
            border + static_cast<int>(std::lround(tap * step * s)), static_cast<float>(weight) });
    }
    cv::Mat result = std::move(across);
    for (int y = 0; y < result.rows; ++y) {
        auto *out = result.ptr<float>(y);
        std::fill_n(out, result.cols, 0.0F);
        for (const Tap &tap : places) {
            const auto *in = padded.ptr<float>(y + tap.y) + tap.x;
            const float weight = tap.weight / static_cast<float>(sum);
            for (int x = 0; x < result.cols; ++x)
                out[x] += weight * in[x];
        }
    }
    return result;
}

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
    return std::max(1.4826 * static_cast<double>(*middle), minSpread);
}

/// Keeps, on one row, what a scale's responses have that is stronger than those before.
void addScale(Ridges &ridges, const std::vector<cv::Mat> &responses, std::uint8_t scale, float perSpread, int y)
{
    auto *strength = ridges.strength.ptr<float>(y);
    auto *strongest = ridges.direction.ptr<std::uint8_t>(y);
    auto *widths = ridges.scale.ptr<std::uint8_t>(y);
    for (int direction = 0; direction < directions; ++direction) {
        const auto *response = responses[static_cast<std::size_t>(direction)].ptr<float>(y);
        auto *best = ridges.byDirection[static_cast<std::size_t>(direction)].ptr<float>(y);
        for (int x = 0; x < ridges.strength.cols; ++x) {
            const float value = response[x] * perSpread;
            best[x] = std::max(best[x], value);
            if (value > strength[x]) {
                strength[x] = value;
                strongest[x] = static_cast<std::uint8_t>(direction);
                widths[x] = scale;
            }
        }
    }
}

} // namespace

Ridges ridgesOf(const cv::Mat &picture, const std::stop_token &stop)
{
    Ridges ridges;
    ridges.strength = cv::Mat::zeros(picture.size(), CV_32F);
    ridges.direction = cv::Mat::zeros(picture.size(), CV_8U);
    ridges.scale = cv::Mat::zeros(picture.size(), CV_8U);
    for (int direction = 0; direction < directions; ++direction)
        ridges.byDirection.push_back(cv::Mat::zeros(picture.size(), CV_32F));
    for (std::size_t scale = 0; scale < scales.size(); ++scale) {
        const Curvature curvature = curvatureOf(picture, scales[scale]);
        std::vector<cv::Mat> responses(directions);
        cv::parallel_for_({ 0, directions }, [&](const cv::Range &some) {
            for (int direction = some.start; direction < some.end && !stop.stop_requested(); ++direction)
                responses[static_cast<std::size_t>(direction)] =
                    lineResponse(curvature, scales[scale], angleOf(direction));
        });
        if (stop.stop_requested())
            return ridges;
        const double spread = 0.5 * (spreadOf(responses[0]) + spreadOf(responses[directions / 2]));
        cv::parallel_for_({ 0, picture.rows }, [&](const cv::Range &some) {
            for (int y = some.start; y < some.end; ++y)
                addScale(ridges, responses, static_cast<std::uint8_t>(scale), static_cast<float>(1.0 / spread), y);
        });
    }
    return ridges;
}

} // namespace cf
