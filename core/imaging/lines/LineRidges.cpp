#include "core/imaging/lines/LineRidges.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>

/// Compiled for wide registers, too, where a processor has them. Without fused products, so that the bits are the same.
#if defined(__x86_64__)
#define CONTRAFACT_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define CONTRAFACT_WIDE
#endif

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

/// One row of weighted sums: `rows` point to where each tap's row begins. A block of pixels stays in the processor's
/// registers over all taps; the order of the sum is the same whatever the width of a register, and so are its bits.
CONTRAFACT_WIDE void sumTaps(float *out, const float *const *rows, const float *weights, int taps, int width)
{
    constexpr int lanes = 8;
    constexpr int vectors = 4;
    using Lanes [[gnu::vector_size(lanes * sizeof(float))]] = float;
    int x = 0;
    for (; x + lanes * vectors <= width; x += lanes * vectors) {
        Lanes sums[vectors] = {};
        for (int tap = 0; tap < taps; ++tap)
            for (int part = 0; part < vectors; ++part) {
                Lanes in;
                std::memcpy(&in, rows[tap] + x + lanes * part, sizeof in);
                sums[part] += weights[tap] * in;
            }
        std::memcpy(out + x, sums, sizeof sums);
    }
    for (; x < width; ++x) {
        float sum = 0.0F;
        for (int tap = 0; tap < taps; ++tap)
            sum += weights[tap] * rows[tap][x];
        out[x] = sum;
    }
}

/// One row of what lies across a direction.
CONTRAFACT_WIDE void addCurvatures(
    float *out, const float *xx, const float *xy, const float *yy, cv::Vec3f shares, int width)
{
    for (int x = 0; x < width; ++x)
        out[x] = shares[0] * xx[x] + shares[1] * xy[x] + shares[2] * yy[x];
}

/// Minus the second derivative across a line along `angle`, its Gaussian mean along the line: longer for wider lines.
/// `padded` is room that the calls of one thread share.
void lineResponse(const Curvature &curvature, double sigma, double angle, cv::Mat &padded, cv::Mat &result)
{
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    const double along = 2.0 * sigma + 2.0;
    const double step = std::max(1.0, along / 3.0);
    const int taps = static_cast<int>(std::ceil(2.2 * along / step));
    const cv::Vec3f shares(static_cast<float>(-s * s), static_cast<float>(2.0 * s * c), static_cast<float>(-c * c));
    const int border = static_cast<int>(std::ceil(taps * step)) + 1;
    const cv::Size size = curvature.xx.size();
    padded.create(size.height + 2 * border, size.width + 2 * border, CV_32F);
    cv::Mat across = padded(cv::Rect({ border, border }, size));
    for (int y = 0; y < size.height; ++y)
        addCurvatures(across.ptr<float>(y), curvature.xx.ptr<float>(y), curvature.xy.ptr<float>(y),
            curvature.yy.ptr<float>(y), shares, size.width);
    cv::copyMakeBorder(across, padded, border, border, border, border, cv::BORDER_REFLECT | cv::BORDER_ISOLATED);
    std::vector<cv::Point> places;
    std::vector<float> weights;
    double sum = 0.0;
    for (int tap = -taps; tap <= taps; ++tap) {
        const double weight = std::exp(-0.5 * tap * tap * step * step / (along * along));
        sum += weight;
        places.emplace_back(border + static_cast<int>(std::lround(tap * step * c)),
            border + static_cast<int>(std::lround(tap * step * s)));
        weights.push_back(static_cast<float>(weight));
    }
    for (float &weight : weights)
        weight /= static_cast<float>(sum);
    result.create(size, CV_32F);
    std::vector<const float *> rows(places.size());
    for (int y = 0; y < result.rows; ++y) {
        for (std::size_t tap = 0; tap < places.size(); ++tap)
            rows[tap] = padded.ptr<float>(y + places[tap].y) + places[tap].x;
        sumTaps(result.ptr<float>(y), rows.data(), weights.data(), static_cast<int>(rows.size()), result.cols);
    }
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

/// Keeps the greater of both.
CONTRAFACT_WIDE void keepGreater(float *best, const float *response, float perSpread, int width)
{
    for (int x = 0; x < width; ++x) {
        const float value = response[x] * perSpread;
        best[x] = value > best[x] ? value : best[x];
    }
}

/// Keeps the strongest and which it was.
CONTRAFACT_WIDE void keepStrongest(
    float *strength, std::int32_t *which, const float *response, float perSpread, std::int32_t index, int width)
{
    for (int x = 0; x < width; ++x) {
        const float value = response[x] * perSpread;
        const bool isStronger = value > strength[x];
        strength[x] = isStronger ? value : strength[x];
        which[x] = isStronger ? index : which[x];
    }
}

/// Keeps, on one row, what a scale's responses have that is stronger than those before.
void addScale(Ridges &ridges, const std::vector<cv::Mat> &responses, std::uint8_t scale, float perSpread, int y)
{
    const int width = ridges.strength.cols;
    constexpr std::int32_t none = -1;
    std::vector<std::int32_t> strongest(static_cast<std::size_t>(width), none);
    for (int direction = 0; direction < directions; ++direction) {
        const auto *response = responses[static_cast<std::size_t>(direction)].ptr<float>(y);
        keepGreater(ridges.byDirection[static_cast<std::size_t>(direction)].ptr<float>(y), response, perSpread, width);
        keepStrongest(ridges.strength.ptr<float>(y), strongest.data(), response, perSpread, direction, width);
    }
    auto *directionsOf = ridges.direction.ptr<std::uint8_t>(y);
    auto *scalesOf = ridges.scale.ptr<std::uint8_t>(y);
    for (int x = 0; x < width; ++x)
        if (const std::int32_t found = strongest[static_cast<std::size_t>(x)]; found != none) {
            directionsOf[x] = static_cast<std::uint8_t>(found);
            scalesOf[x] = scale;
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
    std::vector<cv::Mat> responses(directions);
    for (std::size_t scale = 0; scale < scales.size(); ++scale) {
        const Curvature curvature = curvatureOf(picture, scales[scale]);
        cv::parallel_for_({ 0, directions }, [&](const cv::Range &some) {
            cv::Mat padded;
            for (int direction = some.start; direction < some.end && !stop.stop_requested(); ++direction)
                lineResponse(curvature, scales[scale], angleOf(direction), padded,
                    responses[static_cast<std::size_t>(direction)]);
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
