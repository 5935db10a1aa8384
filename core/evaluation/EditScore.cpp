#include "core/evaluation/EditScore.h"

#include "core/base/RandomStream.h"
#include "core/imaging/ImageMetrics.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

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
    return asMat(mask) > 0.5F;
}

double energy(const cv::Mat &image, const cv::Mat &mask = {})
{
    const double length = cv::norm(image, cv::NORM_L2, mask.empty() ? cv::noArray() : cv::InputArray(mask));
    return length * length;
}

/// Signed: positive where more of the change is on the picture's left half.
double leftExcess(const cv::Mat &change)
{
    const int middle = change.cols / 2;
    return energy(change.colRange(0, middle)) - energy(change.colRange(middle, change.cols));
}

void measureDistances(const GreyImage &truth, const GreyImage &edited, const MaskImage &inside,
    const MaskImage &outside, EditScore &score)
{
    constexpr double maxPsnr = 99.0;
    score.l1Inside = meanAbsoluteError(edited, truth, inside);
    score.psnrInside = std::min(psnr(edited, truth, inside), maxPsnr);
    score.ssimInside = ssim(edited, truth, inside);
    if (std::none_of(outside.pixels.begin(), outside.pixels.end(), [](float share) { return share > 0.0F; }))
        return; // The region fills the image.
    score.l1Outside = meanAbsoluteError(edited, truth, outside);
    score.psnrOutside = std::min(psnr(edited, truth, outside), maxPsnr);
    score.ssimOutside = ssim(edited, truth, outside);
}

/// How strong a change is where it is strongest, free of single pixels.
double strengthOf(const cv::Mat &change)
{
    cv::Mat smooth;
    cv::GaussianBlur(change, smooth, cv::Size(), 1.5);
    smooth = cv::abs(smooth);
    std::vector<float> values(smooth.begin<float>(), smooth.end<float>());
    // A device covers little of the image: the median of the hundredth that changed most.
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 995 / 1000);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace

MaskImage trueRegion(const GreyImage &source, const GreyImage &truth)
{
    cv::Mat change = asMat(truth) - asMat(source);
    cv::GaussianBlur(change, change, cv::Size(), 1.5);
    cv::Mat region = cv::abs(change) > 3.0 / 255.0;
    cv::dilate(region, region, disc(2));
    return toMask(region);
}

Result<EditScore> scoreEdit(const GreyImage &source, const GreyImage &truth, const GreyImage &edited)
{
    if (!source.sameSizeAs(truth) || !source.sameSizeAs(edited))
        return fail(ErrorCode::InvalidInput, "Source, truth and edited image must have one size to be compared.");
    const cv::Mat asked = asMat(truth) - asMat(source);
    const cv::Mat made = asMat(edited) - asMat(source);
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
    score.askedEnergy = askedInside;
    cv::Mat product = made.mul(asked);
    product.setTo(0.0F, inside == 0);
    score.gain = cv::sum(product)[0] / askedInside;
    const double all = energy(made);
    score.spill = all > 0.0 ? energy(made, outside) / all : 0.0;
    score.success = score.errorInside < 0.5;
    score.rightSide = leftExcess(asked) * leftExcess(made) > 0.0;
    measureDistances(truth, edited, toMask(inside), toMask(outside), score);
    return score;
}

Result<AddedReadout> readAddedDevice(const GreyImage &source, const GreyImage &truth, const GreyImage &edited)
{
    if (!source.sameSizeAs(truth) || !source.sameSizeAs(edited))
        return fail(ErrorCode::InvalidInput, "Source, truth and edited image must have one size to be compared.");
    const cv::Mat asked = asMat(truth) - asMat(source);
    const cv::Mat made = asMat(edited) - asMat(source);
    const cv::Rect box = cv::boundingRect(binary(trueRegion(source, truth)));
    if (box.empty())
        return fail(ErrorCode::InvalidInput, "The truth shows no change that could be seen.");
    const int reach = std::max(1, asked.cols / 8);
    cv::Mat padded;
    cv::copyMakeBorder(made, padded, reach, reach, reach, reach, cv::BORDER_CONSTANT, 0.0);
    const cv::Mat around = padded(cv::Rect(box.x, box.y, box.width + 2 * reach, box.height + 2 * reach));
    AddedReadout readout;
    readout.rightSide = leftExcess(asked) * leftExcess(made) > 0.0;
    readout.contrast = strengthOf(made) / std::max(strengthOf(asked), 1e-6);
    if (cv::norm(around, cv::NORM_INF) < 1e-4) // Nothing there; the correlation would be 0 / 0.
        return readout;
    cv::Mat scores;
    cv::matchTemplate(around, asked(box), scores, cv::TM_CCORR_NORMED);
    cv::patchNaNs(scores, 0.0);
    cv::Point place;
    cv::minMaxLoc(scores, nullptr, &readout.match, nullptr, &place);
    readout.match = std::clamp(readout.match, 0.0, 1.0);
    readout.displacement = std::hypot(place.x - reach, place.y - reach);
    return readout;
}

MaskImage drawnLikeMask(const MaskImage &region, std::uint64_t seed)
{
    const double scale = std::max(1.0, region.width / 512.0); // A hand errs by as much of a larger picture.
    cv::Mat grown;
    cv::dilate(binary(region), grown, disc(static_cast<int>(std::lround(10.0 * scale))));
    // A hand does not follow the outline: displace it by smooth noise of a few pixels.
    cv::Mat noise(region.height, region.width, CV_32FC1);
    RandomStream stream(seed, "drawn mask");
    for (int y = 0; y < noise.rows; ++y)
        for (int x = 0; x < noise.cols; ++x)
            noise.at<float>(y, x) = static_cast<float>(stream.normal());
    cv::GaussianBlur(noise, noise, cv::Size(), 8.0 * scale);
    noise *= 8.0 * scale * 3.5; // Back to a deviation of about one, scaled to the softness of the outline below.
    cv::Mat soft;
    grown.convertTo(soft, CV_32FC1, 1.0 / 255.0);
    cv::GaussianBlur(soft, soft, cv::Size(), 4.0 * scale);
    return toMask(soft + 0.15 * noise > 0.5);
}

} // namespace cf
