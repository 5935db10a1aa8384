#include "core/anatomy/LandmarksSight.h"
#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <vector>

namespace cf::landmarks {

namespace {

/// Registration was tuned for pictures of local contrast, whose lungs and surroundings lie this far from their mean.
constexpr float contrastAmplitude = 1.2F;

cv::Mat atSize(const GreyImage &probability, cv::Size size)
{
    cv::Mat result;
    cv::resize(asMat(probability), result, size, 0, 0, cv::INTER_LINEAR);
    return result;
}

cv::Mat filled(const std::vector<Point> &points, cv::Size size)
{
    std::vector<cv::Point> corners;
    for (const Point &point : points)
        corners.emplace_back(cvRound(point.x), cvRound(point.y));
    cv::Mat mask(size, CV_32F, cv::Scalar(0));
    cv::fillPoly(mask, std::vector{ corners }, cv::Scalar(1.0));
    return mask;
}

cv::Mat asContrast(const cv::Mat &lungs)
{
    return contrastAmplitude * (1.0 - 2.0 * lungs);
}

} // namespace

LungSight lungSight(const SeenLungs &seen, const Thumbnail &thumbnail)
{
    LungSight sight{ {}, atSize(seen.right, thumbnail.grey.size()), atSize(seen.left, thumbnail.grey.size()) };
    const cv::Mat both = cv::max(sight.right, sight.left);
    cv::Mat lungs(ThoraxAtlas::size, ThoraxAtlas::size, CV_32F);
    for (int y = 0; y < lungs.rows; ++y)
        for (int x = 0; x < lungs.cols; ++x) {
            const Point place = thumbnail.toGrey({ static_cast<double>(x), static_cast<double>(y) });
            const bool inside =
                place.x >= 0.0 && place.y >= 0.0 && place.x <= both.cols - 1.0 && place.y <= both.rows - 1.0;
            lungs.at<float>(y, x) = inside ? bilinear(both, place.x, place.y) : 0.0F;
        }
    sight.thumbnail = asContrast(lungs);
    return sight;
}

cv::Mat atlasLungs(const ThoraxAtlas &atlas)
{
    const cv::Size size(ThoraxAtlas::size, ThoraxAtlas::size);
    const cv::Mat lungs = cv::max(filled(atlas.of(atlas.lungRight), size), filled(atlas.of(atlas.lungLeft), size));
    return asContrast(blurred(lungs, 1.0));
}

EdgeImage lungEdges(const cv::Mat &lung, const Thumbnail &thumbnail, double unit)
{
    return { blurred(1.0 - lung, 0.8 * unit), thumbnail.field, unit };
}

double overlap(const std::vector<Point> &outline, const cv::Mat &lung)
{
    const cv::Mat inside = filled(outline, lung.size()) > 0.5;
    const cv::Mat seen = lung > 0.5;
    const double both = cv::countNonZero(inside & seen);
    const double sum = cv::countNonZero(inside) + cv::countNonZero(seen);
    return sum > 0.0 ? 2.0 * both / sum : 0.0;
}

} // namespace cf::landmarks
