#include "core/evaluation/EditScore.h"

#include "core/base/RandomStream.h"

#include <opencv2/imgproc.hpp>

namespace cf {

namespace {

cv::Mat view(const Image<float> &image)
{
    return { image.height, image.width, CV_32FC1, const_cast<float *>(image.pixels.data()) };
}

cv::Mat disc(int radius)
{
    return cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(2 * radius + 1, 2 * radius + 1));
}

MaskImage toMask(const cv::Mat &mask)
{
    MaskImage result(mask.cols, mask.rows);
    for (int y = 0; y < mask.rows; ++y)
        for (int x = 0; x < mask.cols; ++x)
            result.at(x, y) = mask.at<std::uint8_t>(y, x) != 0 ? 1.0F : 0.0F;
    return result;
}

cv::Mat binary(const MaskImage &mask)
{
    return view(mask) > 0.5F;
}

double energy(const cv::Mat &image, const cv::Mat &mask = {})
{
    const double length = cv::norm(image, cv::NORM_L2, mask.empty() ? cv::noArray() : cv::InputArray(mask));
    return length * length;
}

} // namespace

MaskImage trueRegion(const GreyImage &source, const GreyImage &truth)
{
    cv::Mat change = view(truth) - view(source);
    cv::GaussianBlur(change, change, cv::Size(), 1.5);
    cv::Mat region = cv::abs(change) > 3.0 / 255.0;
    cv::dilate(region, region, disc(2));
    return toMask(region);
}

Result<EditScore> scoreEdit(const GreyImage &source, const GreyImage &truth, const GreyImage &edited)
{
    if (!source.sameSizeAs(truth) || !source.sameSizeAs(edited))
        return fail(ErrorCode::InvalidInput, "Source, truth and edited image must have one size to be compared.");
    const cv::Mat asked = view(truth) - view(source);
    const cv::Mat made = view(edited) - view(source);
    const cv::Mat inside = binary(trueRegion(source, truth));
    const double askedInside = energy(asked, inside);
    if (askedInside <= 0.0)
        return fail(ErrorCode::InvalidInput, "The truth shows no change that could be seen.");
    cv::Mat grown;
    cv::dilate(inside, grown, disc(16));
    const cv::Mat outside = grown == 0;

    EditScore score;
    score.errorInside = energy(made - asked, inside) / askedInside;
    score.errorOutside = energy(made, outside) / askedInside;
    score.errorWhole = energy(made - asked) / energy(asked);
    cv::Mat product = made.mul(asked);
    product.setTo(0.0F, inside == 0);
    score.gain = cv::sum(product)[0] / askedInside;
    const double all = energy(made);
    score.spill = all > 0.0 ? energy(made, outside) / all : 0.0;
    score.success = score.errorInside < 0.5;
    const int middle = asked.cols / 2;
    const auto leftShare = [middle](const cv::Mat &change) {
        return energy(change.colRange(0, middle)) - energy(change.colRange(middle, change.cols));
    };
    score.rightSide = leftShare(asked) * leftShare(made) > 0.0;
    return score;
}

MaskImage drawnLikeMask(const MaskImage &region, std::uint64_t seed)
{
    cv::Mat grown;
    cv::dilate(binary(region), grown, disc(10));
    // A hand does not follow the outline: displace it by smooth noise of a few pixels.
    cv::Mat noise(region.height, region.width, CV_32FC1);
    RandomStream stream(seed, "drawn mask");
    for (int y = 0; y < noise.rows; ++y)
        for (int x = 0; x < noise.cols; ++x)
            noise.at<float>(y, x) = static_cast<float>(stream.normal());
    cv::GaussianBlur(noise, noise, cv::Size(), 8.0);
    noise *= 8.0 * 3.5; // Back to a deviation of about one, scaled to the softness of the outline below.
    cv::Mat soft;
    grown.convertTo(soft, CV_32FC1, 1.0 / 255.0);
    cv::GaussianBlur(soft, soft, cv::Size(), 4.0);
    return toMask(soft + 0.15 * noise > 0.5);
}

} // namespace cf
