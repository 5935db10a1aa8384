#include "core/imaging/filling/RemovalBands.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace cf {

namespace {

/// Sigma of the blur before a minimum is taken, lest single grains decide. Pixels.
constexpr double grainBlur = 0.8;
/// Up to this radius the disc itself; beyond, steps of a small one, whose sum is nearly a disc and costs a tenth.
constexpr int directRadius = 5;
constexpr int stepRadius = 2;

cv::Mat disc(int radius)
{
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, { 2 * radius + 1, 2 * radius + 1 });
}

cv::Mat opened(const cv::Mat &picture, int radius)
{
    cv::Mat result;
    const bool direct = radius <= directRadius;
    const int steps = direct ? 1 : (radius + stepRadius / 2) / stepRadius;
    cv::morphologyEx(
        picture, result, cv::MORPH_OPEN, disc(direct ? radius : stepRadius), { -1, -1 }, steps, cv::BORDER_REPLICATE);
    return result;
}

/// Means of what is known, from fine to coarse and back: what is unknown gets the finest mean that knows anything.
cv::Mat filled(const cv::Mat &values, const cv::Mat &known)
{
    if (values.cols <= 2 || values.rows <= 2) {
        const double sum = cv::sum(known)[0];
        const double mean = sum > 0.0 ? cv::sum(values.mul(known))[0] / sum : cv::mean(values)[0];
        cv::Mat result = values.clone();
        result.setTo(mean, known < 0.5F);
        return result;
    }
    const cv::Size half{ (values.cols + 1) / 2, (values.rows + 1) / 2 };
    cv::Mat sum, weight;
    cv::resize(values.mul(known), sum, half, 0, 0, cv::INTER_AREA);
    cv::resize(known, weight, half, 0, 0, cv::INTER_AREA);
    const cv::Mat mean = sum / cv::max(weight, 1e-6F);
    cv::Mat coarseKnown;
    cv::Mat(weight > 1e-3F).convertTo(coarseKnown, CV_32F, 1.0 / 255.0);
    cv::Mat coarse;
    cv::resize(filled(mean, coarseKnown), coarse, values.size(), 0, 0, cv::INTER_LINEAR);
    return values.mul(known) + coarse.mul(1.0 - known);
}

} // namespace

GreyImage filledFromAround(const GreyImage &picture, const MaskImage &mask)
{
    cv::Mat known;
    cv::Mat(support(mask) == 0).convertTo(known, CV_32F, 1.0 / 255.0);
    cv::Mat result = filled(asMat(picture), known);
    // The steps of the pyramid are smoothed, inside alone.
    for (const int size : { 9, 5, 5 }) {
        cv::Mat smooth;
        cv::blur(result, smooth, { size, size }, { -1, -1 }, cv::BORDER_REPLICATE);
        smooth.copyTo(result, support(mask));
    }
    GreyImage image(picture.width, picture.height);
    result.copyTo(asMat(image));
    return image;
}

std::vector<GreyImage> removalBands(
    const GreyImage &picture, const MaskImage &mask, const std::vector<std::int64_t> &radii)
{
    cv::Mat soft;
    cv::GaussianBlur(asMat(picture), soft, {}, grainBlur, 0.0, cv::BORDER_REPLICATE);
    std::vector<GreyImage> bands;
    cv::Mat last(soft.size(), CV_32F, cv::Scalar(0));
    const auto add = [&](const cv::Mat &band) {
        bands.emplace_back(picture.width, picture.height);
        band.copyTo(asMat(bands.back()));
    };
    for (const std::int64_t radius : radii) {
        const cv::Mat hat = cv::min(opened(soft, static_cast<int>(radius)) - soft, last);
        add(hat - last);
        last = hat;
    }
    const GreyImage around = filledFromAround(picture, mask);
    add(cv::min(asMat(around) - soft - last, 0.0F));
    return bands;
}

} // namespace cf
