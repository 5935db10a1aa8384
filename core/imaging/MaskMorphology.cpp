#include "core/imaging/MaskMorphology.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace cf {

std::optional<PixelBox> boundingBox(const MaskImage &mask)
{
    if (mask.empty())
        return std::nullopt;
    const cv::Rect box = cv::boundingRect(support(mask));
    if (box.empty())
        return std::nullopt;
    return PixelBox{ box.x, box.y, box.width, box.height };
}

std::int64_t areaOf(const MaskImage &mask)
{
    return std::count_if(mask.pixels.begin(), mask.pixels.end(), [](float share) { return share > 0.0F; });
}

MaskImage dilated(const MaskImage &mask, double radius)
{
    MaskImage result(mask.width, mask.height);
    if (mask.empty() || areaOf(mask) == 0)
        return result;
    cv::Mat distance;
    cv::distanceTransform(asMat(mask) <= 0.0F, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::Mat(distance <= radius).convertTo(asMat(result), CV_32F, 1.0 / 255.0);
    return result;
}

MaskImage featheredInward(const MaskImage &mask, double width)
{
    MaskImage result = mask;
    if (mask.empty() || width <= 0.0 || areaOf(mask) == static_cast<std::int64_t>(mask.pixels.size()))
        return result;
    cv::Mat distance;
    cv::distanceTransform(support(mask), distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    for (int y = 0; y < mask.height; ++y) {
        const auto *row = distance.ptr<float>(y);
        for (int x = 0; x < mask.width; ++x) {
            const auto t = static_cast<float>(std::clamp(row[x] / width, 0.0, 1.0));
            result.at(x, y) *= t * t * (3.0F - 2.0F * t);
        }
    }
    return result;
}

MaskImage hysteresis(const GreyImage &image, double low, double high)
{
    MaskImage result(image.width, image.height);
    if (image.empty())
        return result;
    cv::Mat labels;
    const int count = cv::connectedComponents(asMat(image) >= low, labels, 8, CV_32S);
    std::vector<char> isStrong(static_cast<std::size_t>(count), 0);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            if (image.at(x, y) >= high)
                isStrong[static_cast<std::size_t>(labels.at<int>(y, x))] = 1;
    isStrong[0] = 0;
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            result.at(x, y) = isStrong[static_cast<std::size_t>(labels.at<int>(y, x))] != 0 ? 1.0F : 0.0F;
    return result;
}

MaskImage withoutSmallAreas(const MaskImage &mask, std::int64_t leastArea)
{
    MaskImage result = mask;
    if (mask.empty())
        return result;
    cv::Mat labels;
    cv::Mat statistics;
    cv::Mat centres;
    cv::connectedComponentsWithStats(support(mask), labels, statistics, centres, 8, CV_32S);
    for (int y = 0; y < mask.height; ++y)
        for (int x = 0; x < mask.width; ++x)
            if (statistics.at<int>(labels.at<int>(y, x), cv::CC_STAT_AREA) < leastArea)
                result.at(x, y) = 0.0F;
    return result;
}

GreyImage blurred(const GreyImage &image, double sigma)
{
    GreyImage result(image.width, image.height);
    if (!image.empty())
        cv::GaussianBlur(asMat(image), asMat(result), { 0, 0 }, sigma, sigma, cv::BORDER_REFLECT_101);
    return result;
}

} // namespace cf
