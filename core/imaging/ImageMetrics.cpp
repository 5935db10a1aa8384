#include "core/imaging/ImageMetrics.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace cf {

namespace {

/// Mean of `value(index)` over the pixels that count.
template <typename Value> double meanOver(std::size_t size, const MaskImage &where, Value value)
{
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t index = 0; index < size; ++index) {
        if (!where.empty() && !(where.pixels[index] > 0.0F))
            continue;
        sum += value(index);
        count += 1.0;
    }
    return count > 0.0 ? sum / count : 0.0;
}

cv::Mat windowMean(const cv::Mat &image)
{
    cv::Mat mean;
    cv::GaussianBlur(image, mean, { 11, 11 }, 1.5, 1.5, cv::BORDER_REFLECT_101);
    return mean;
}

} // namespace

GreyImage difference(const GreyImage &a, const GreyImage &b)
{
    GreyImage result = a;
    for (std::size_t index = 0; index < result.pixels.size(); ++index)
        result.pixels[index] -= b.pixels[index];
    return result;
}

double psnr(const GreyImage &image, const GreyImage &reference, const MaskImage &where)
{
    const double error = meanOver(image.pixels.size(), where, [&](std::size_t index) {
        const double difference = static_cast<double>(image.pixels[index]) - reference.pixels[index];
        return difference * difference;
    });
    return error > 0.0 ? -10.0 * std::log10(error) : std::numeric_limits<double>::infinity();
}

double meanAbsoluteError(const GreyImage &image, const GreyImage &reference, const MaskImage &where)
{
    return meanOver(image.pixels.size(), where, [&](std::size_t index) {
        return std::abs(static_cast<double>(image.pixels[index]) - reference.pixels[index]);
    });
}

double ssim(const GreyImage &image, const GreyImage &reference, const MaskImage &where)
{
    cv::Mat a;
    cv::Mat b;
    asMat(image).convertTo(a, CV_64F);
    asMat(reference).convertTo(b, CV_64F);
    const cv::Mat meanA = windowMean(a);
    const cv::Mat meanB = windowMean(b);
    const cv::Mat varianceA = windowMean(a.mul(a)) - meanA.mul(meanA);
    const cv::Mat varianceB = windowMean(b.mul(b)) - meanB.mul(meanB);
    const cv::Mat covariance = windowMean(a.mul(b)) - meanA.mul(meanB);
    constexpr double c1 = 0.01 * 0.01;
    constexpr double c2 = 0.03 * 0.03;
    const cv::Mat numerator = (2.0 * meanA.mul(meanB) + c1).mul(2.0 * covariance + c2);
    const cv::Mat denominator = (meanA.mul(meanA) + meanB.mul(meanB) + c1).mul(varianceA + varianceB + c2);
    const cv::Mat similarity = numerator / denominator;
    const auto *values = similarity.ptr<double>();
    return meanOver(image.pixels.size(), where, [values](std::size_t index) { return values[index]; });
}

double quantile(const GreyImage &image, double share, const MaskImage &where)
{
    std::vector<float> values;
    for (std::size_t index = 0; index < image.pixels.size(); ++index)
        if (where.empty() || where.pixels[index] > 0.0F)
            values.push_back(image.pixels[index]);
    if (values.empty())
        return 0.0;
    const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + rank, values.end());
    return values[static_cast<std::size_t>(rank)];
}

double robustDeviation(const GreyImage &difference, const MaskImage &where)
{
    GreyImage sizes = difference;
    for (float &value : sizes.pixels)
        value = std::abs(value);
    return 1.4826 * quantile(sizes, 0.5, where);
}

} // namespace cf
