#include "core/imaging/MaskMorphology.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <vector>

namespace cf {

namespace {

bool isFull(const MaskImage &mask)
{
    return areaOf(mask) == static_cast<std::int64_t>(mask.pixels.size());
}

/// Distance of each pixel of the mask to the nearest 0.
cv::Mat distanceInside(const MaskImage &mask)
{
    cv::Mat distance;
    cv::distanceTransform(support(mask), distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    return distance;
}

} // namespace

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

void takeGreater(Image<float> &all, const Image<float> &one)
{
    if (all.empty())
        all = Image<float>(one.width, one.height);
    for (std::size_t i = 0; i < all.pixels.size(); ++i)
        all.pixels[i] = std::max(all.pixels[i], one.pixels[i]);
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

MaskImage opened(const MaskImage &mask, double radius)
{
    MaskImage deep(mask.width, mask.height);
    if (mask.empty() || areaOf(mask) == 0)
        return deep;
    cv::Mat distance;
    cv::distanceTransform(asMat(mask) > 0.0F, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    cv::Mat(distance > radius).convertTo(asMat(deep), CV_32F, 1.0 / 255.0);
    return dilated(deep, radius);
}

MaskImage featheredInward(const MaskImage &mask, double width)
{
    return width > 0.0 ? featheredInward(mask, GreyImage(mask.width, mask.height, static_cast<float>(width))) : mask;
}

MaskImage featheredInward(const MaskImage &mask, const GreyImage &width)
{
    MaskImage result = mask;
    if (mask.empty() || isFull(mask))
        return result;
    const cv::Mat distance = distanceInside(mask);
    for (int y = 0; y < mask.height; ++y) {
        const auto *row = distance.ptr<float>(y);
        for (int x = 0; x < mask.width; ++x) {
            const float t = std::clamp(row[x] / std::max(width.at(x, y), 1e-3F), 0.0F, 1.0F);
            result.at(x, y) *= t * t * (3.0F - 2.0F * t);
        }
    }
    return result;
}

GreyImage localDepth(const MaskImage &mask, int reach)
{
    GreyImage depth(mask.width, mask.height);
    if (mask.empty())
        return depth;
    if (isFull(mask))
        return GreyImage(mask.width, mask.height, static_cast<float>(std::max(mask.width, mask.height)));
    const int side = 2 * reach + 1;
    cv::dilate(distanceInside(mask), asMat(depth), cv::Mat::ones(side, side, CV_8UC1));
    for (std::size_t index = 0; index < depth.pixels.size(); ++index)
        if (!(mask.pixels[index] > 0.0F))
            depth.pixels[index] = 0.0F;
    return depth;
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

MaskImage withoutSmallAreas(const MaskImage &mask, std::int64_t minArea)
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
            if (statistics.at<int>(labels.at<int>(y, x), cv::CC_STAT_AREA) < minArea)
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
