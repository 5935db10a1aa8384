#include "core/anatomy/LandmarksRegistration.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf::landmarks {

namespace {

/// Collimation, padding, a blank edge: nothing of the patient in this row.
bool isDead(const cv::Mat &row)
{
    const int count = static_cast<int>(row.total());
    const auto below = cv::countNonZero(row < 14.0);
    const auto above = cv::countNonZero(row > 246.0);
    if (below > 0.93 * count || above > 0.93 * count)
        return true;
    return percentile(row, 0.9) - percentile(row, 0.1) < 6.0;
}

cv::Rect liveField(const cv::Mat &grey)
{
    const cv::Mat smooth = blurred(grey, 1.5);
    const auto trim = [](int length, auto dead) {
        int first = 0;
        int last = length - 1;
        while (first < length * 3 / 10 && dead(first))
            ++first;
        while (last > length - 1 - length * 3 / 10 && dead(last))
            --last;
        return std::pair{ first, last };
    };
    const auto [top, bottom] = trim(grey.rows, [&](int y) { return isDead(smooth.row(y)); });
    const auto [left, right] = trim(grey.cols,
        [&, t = top, b = bottom](int x) { return isDead(smooth(cv::Range(t, b + 1), cv::Range(x, x + 1)).clone()); });
    return { left, top, right - left + 1, bottom - top + 1 };
}

/// What makes dark and bright, hard and soft radiographs look alike.
cv::Mat localContrast(const cv::Mat &grey)
{
    const double low = percentile(grey, 0.03);
    const double high = percentile(grey, 0.97);
    cv::Mat scaled = (cv::min(cv::max(grey, low), high) - low) / std::max(1.0, high - low);
    const double sigma = 0.16 * ThoraxAtlas::size;
    const cv::Mat deviation = scaled - blurred(scaled, sigma);
    cv::Mat power;
    cv::sqrt(blurred(deviation.mul(deviation), sigma) + 0.06 * 0.06, power);
    return deviation / power;
}

} // namespace

double percentile(const cv::Mat &values, double share)
{
    std::vector<float> sorted;
    sorted.reserve(values.total());
    for (int y = 0; y < values.rows; ++y)
        sorted.insert(sorted.end(), values.ptr<float>(y), values.ptr<float>(y) + values.cols);
    if (sorted.empty())
        return 0.0;
    const auto place = sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), place, sorted.end());
    return *place;
}

cv::Mat blurred(const cv::Mat &image, double sigma)
{
    if (sigma < 0.05)
        return image.clone();
    cv::Mat result;
    cv::GaussianBlur(image, result, {}, sigma, sigma, cv::BORDER_REPLICATE);
    return result;
}

float bilinear(const cv::Mat &image, double x, double y)
{
    x = std::clamp(x, 0.0, image.cols - 1.0);
    y = std::clamp(y, 0.0, image.rows - 1.0);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const int right = std::min(left + 1, image.cols - 1);
    const int bottom = std::min(top + 1, image.rows - 1);
    const double fx = x - left;
    const double fy = y - top;
    return static_cast<float>((1 - fy) * ((1 - fx) * image.at<float>(top, left) + fx * image.at<float>(top, right))
        + fy * ((1 - fx) * image.at<float>(bottom, left) + fx * image.at<float>(bottom, right)));
}

std::optional<Thumbnail> makeThumbnail(const GreyImage &image)
{
    constexpr int N = ThoraxAtlas::size;
    if (image.width < 32 || image.height < 32)
        return std::nullopt;
    Thumbnail thumbnail;
    const double shrink = std::min(1.0, 512.0 / std::max(image.width, image.height));
    const cv::Size size(std::max(8, static_cast<int>(std::lround(image.width * shrink))),
        std::max(8, static_cast<int>(std::lround(image.height * shrink))));
    cv::resize(asMat(image), thumbnail.grey, size, 0, 0, cv::INTER_AREA);
    cv::patchNaNs(thumbnail.grey, 0.0);
    thumbnail.grey = cv::min(cv::max(thumbnail.grey, 0.0), 1.0) * 255.0;
    thumbnail.field = liveField(thumbnail.grey);
    if (thumbnail.field.width < 24 || thumbnail.field.height < 24)
        return std::nullopt;
    const cv::Mat live = thumbnail.grey(thumbnail.field);
    if (percentile(live, 0.97) - percentile(live, 0.03) < 8.0)
        return std::nullopt;
    thumbnail.scale = static_cast<double>(N) / std::max(live.cols, live.rows);
    const cv::Size inner(std::max(1, static_cast<int>(std::lround(live.cols * thumbnail.scale))),
        std::max(1, static_cast<int>(std::lround(live.rows * thumbnail.scale))));
    cv::Mat resized;
    cv::resize(live, resized, inner, 0, 0, cv::INTER_AREA);
    const int left = (N - inner.width) / 2;
    const int top = (N - inner.height) / 2;
    cv::Mat padded;
    cv::copyMakeBorder(
        resized, padded, top, N - inner.height - top, left, N - inner.width - left, cv::BORDER_REPLICATE);
    const double centre = 0.5 * (thumbnail.scale - 1.0); // Pixel centres, not corners.
    thumbnail.offset = { left + centre, top + centre };
    thumbnail.contrast = localContrast(padded);
    return thumbnail;
}

} // namespace cf::landmarks
