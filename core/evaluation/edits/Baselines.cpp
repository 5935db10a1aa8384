#include "core/evaluation/edits/Baselines.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cf {

namespace {

/// A donor in the source's brightness, and how far it is from the source in the ring.
struct Fitted {
    cv::Mat image;
    double distance = std::numeric_limits<double>::infinity();
};

Fitted fitted(const cv::Mat &source, const cv::Mat &donor, const cv::Mat &ring)
{
    cv::Scalar sourceMean, sourceDeviation, donorMean, donorDeviation;
    cv::meanStdDev(source, sourceMean, sourceDeviation, ring);
    cv::meanStdDev(donor, donorMean, donorDeviation, ring);
    const double contrast = std::clamp(sourceDeviation[0] / std::max(donorDeviation[0], 1e-3), 0.5, 2.0);
    Fitted result;
    result.image = (donor - donorMean[0]) * contrast + sourceMean[0];
    result.distance = cv::norm(result.image, source, cv::NORM_L2, ring);
    return result;
}

} // namespace

Result<GreyImage> copyFromAnother(
    const GreyImage &source, const MaskImage &region, const std::vector<GreyImage> &donors)
{
    if (!source.sameSizeAs(region) || donors.empty()
        || std::any_of(donors.begin(), donors.end(), [&](const auto &donor) { return !source.sameSizeAs(donor); }))
        return fail(ErrorCode::InvalidInput, "Copying needs donors and a region of the source's size.");
    const cv::Mat inside = asMat(region) > 0.5F;
    if (cv::countNonZero(inside) == 0)
        return fail(ErrorCode::InvalidInput, "Copying needs a region that is not empty.");
    cv::Mat ring;
    cv::dilate(inside, ring, cv::getStructuringElement(cv::MORPH_ELLIPSE, cv::Size(33, 33)));
    ring.setTo(0, inside);
    if (cv::countNonZero(ring) == 0)
        ring = inside; // The region fills the image.
    Fitted best;
    for (const GreyImage &donor : donors) {
        Fitted candidate = fitted(asMat(source), asMat(donor), ring);
        if (candidate.distance < best.distance)
            best = std::move(candidate);
    }
    cv::Mat depth;
    cv::distanceTransform(inside, depth, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::Mat share = depth / 4.0;
    share = cv::min(share, 1.0);
    GreyImage result = source;
    cv::Mat laid = asMat(result);
    const cv::Mat change = best.image - laid;
    cv::add(laid, change.mul(share), laid);
    for (float &grey : result.pixels)
        grey = std::clamp(grey, 0.0F, 1.0F);
    return result;
}

GreyImage codecLimit(const GreyImage &source, const GreyImage &rebuiltSource, const GreyImage &rebuiltTruth)
{
    GreyImage result = source;
    for (std::size_t pixel = 0; pixel < result.pixels.size(); ++pixel)
        result.pixels[pixel] += rebuiltTruth.pixels[pixel] - rebuiltSource.pixels[pixel];
    return result;
}

} // namespace cf
