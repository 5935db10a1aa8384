#include "core/imaging/MaskAreas.h"

#include "core/imaging/OpenCvImage.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace cf {

namespace {

PixelBox around(const PixelBox &a, const PixelBox &b)
{
    const int left = std::min(a.x, b.x);
    const int top = std::min(a.y, b.y);
    return { left, top, std::max(a.x + a.width, b.x + b.width) - left, std::max(a.y + a.height, b.y + b.height) - top };
}

double windowOf(const PixelBox &box, int margin)
{
    return static_cast<double>(box.width + 2 * margin) * (box.height + 2 * margin);
}

MaskArea joined(const MaskArea &a, const MaskArea &b)
{
    MaskArea both{ around(a.box, b.box), {}, a.size + b.size };
    both.own = MaskImage(both.box.width, both.box.height);
    for (const MaskArea *part : { &a, &b })
        forEachPixel(*part, [&both](int x, int y) { both.own.at(x - both.box.x, y - both.box.y) = 1.0F; });
    return both;
}

} // namespace

std::vector<MaskArea> connectedAreas(const MaskImage &mask)
{
    if (mask.empty())
        return {};
    cv::Mat labels;
    cv::Mat statistics;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(support(mask), labels, statistics, centres, 8, CV_32S);
    std::vector<MaskArea> areas;
    for (int label = 1; label < count; ++label) {
        const auto of = [&](int column) { return statistics.at<int>(label, column); };
        MaskArea area{ { of(cv::CC_STAT_LEFT), of(cv::CC_STAT_TOP), of(cv::CC_STAT_WIDTH), of(cv::CC_STAT_HEIGHT) }, {},
            of(cv::CC_STAT_AREA) };
        area.own = MaskImage(area.box.width, area.box.height);
        const cv::Mat window = labels({ area.box.x, area.box.y, area.box.width, area.box.height });
        cv::Mat(window == label).convertTo(asMat(area.own), CV_32F, 1.0 / 255.0);
        areas.push_back(std::move(area));
    }
    std::ranges::stable_sort(areas, [](const MaskArea &a, const MaskArea &b) {
        return a.box.y != b.box.y ? a.box.y < b.box.y : a.box.x < b.box.x;
    });
    return areas;
}

std::vector<MaskArea> workPieces(const MaskImage &mask, int margin, std::size_t maxAreas)
{
    std::vector<MaskArea> areas = connectedAreas(mask);
    if (areas.size() > maxAreas) {
        MaskArea all{ *boundingBox(mask), {}, areaOf(mask) };
        all.own = MaskImage(all.box.width, all.box.height);
        for (int y = 0; y < all.box.height; ++y)
            for (int x = 0; x < all.box.width; ++x)
                all.own.at(x, y) = mask.at(all.box.x + x, all.box.y + y) > 0.0F ? 1.0F : 0.0F;
        return { std::move(all) };
    }
    for (std::size_t first = 0; first < areas.size(); ++first)
        for (std::size_t second = first + 1; second < areas.size();) {
            const PixelBox both = around(areas[first].box, areas[second].box);
            if (windowOf(both, margin) > windowOf(areas[first].box, margin) + windowOf(areas[second].box, margin)) {
                ++second;
                continue;
            }
            areas[first] = joined(areas[first], areas[second]);
            areas.erase(areas.begin() + static_cast<std::ptrdiff_t>(second));
            second = first + 1; // The larger window may now take in others.
        }
    return areas;
}

PixelBox grownBy(const PixelBox &box, int margin, int width, int height)
{
    const int left = std::max(0, box.x - margin);
    const int top = std::max(0, box.y - margin);
    return { left, top, std::min(width, box.x + box.width + margin) - left,
        std::min(height, box.y + box.height + margin) - top };
}

GreyImage cropped(const GreyImage &image, const PixelBox &box)
{
    GreyImage part(box.width, box.height);
    for (int y = 0; y < box.height; ++y)
        std::copy_n(&image.at(box.x, box.y + y), box.width, &part.at(0, y));
    return part;
}

} // namespace cf
