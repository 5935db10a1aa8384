#include "core/anatomy/AnatomyMaps.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

MaskImage filled(const std::vector<Point> &outline, int width, int height)
{
    MaskImage mask(width, height);
    if (outline.size() < 3)
        return mask;
    std::vector<cv::Point> corners;
    for (const Point &point : outline)
        corners.emplace_back(static_cast<int>(std::lround(std::clamp(point.x, -8192.0, 16384.0))),
            static_cast<int>(std::lround(std::clamp(point.y, -8192.0, 16384.0))));
    cv::Mat picture(height, width, CV_32F, mask.pixels.data());
    cv::fillPoly(picture, std::vector<std::vector<cv::Point>>{ corners }, cv::Scalar(1.0));
    return mask;
}

} // namespace

AnatomyMaps anatomyMaps(const ThoraxGeometry &geometry, int width, int height)
{
    AnatomyMaps maps;
    maps.lungRight = filled(geometry.lungRight, width, height);
    maps.lungLeft = filled(geometry.lungLeft, width, height);
    std::vector<Point> heart = geometry.heartRight;
    heart.insert(heart.end(), geometry.heartLeft.rbegin(), geometry.heartLeft.rend());
    maps.heart = filled(heart, width, height);
    maps.mediastinum = MaskImage(width, height);
    for (int y = 0; y < height; ++y) {
        int from = -1;
        int to = width;
        for (int x = 0; x < width; ++x) {
            if (maps.lungRight.at(x, y) > 0.0F)
                from = std::max(from, x);
            if (maps.lungLeft.at(x, y) > 0.0F)
                to = std::min(to, x);
        }
        if (from >= 0 && to < width)
            for (int x = from + 1; x < to; ++x)
                maps.mediastinum.at(x, y) = 1.0F;
    }
    return maps;
}

} // namespace cf
