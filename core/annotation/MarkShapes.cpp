#include "core/annotation/MarkShapes.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace cf::annotation {
namespace {

/// Twice the area is the sum of the cross products of its edges.
double polygonArea(const std::vector<Point> &points)
{
    double twice = 0.0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point &a = points[i];
        const Point &b = points[(i + 1) % points.size()];
        twice += a.x * b.y - b.x * a.y;
    }
    return std::abs(twice) / 2.0;
}

double areaPixelsOf(const Mark &mark)
{
    if (mark.shape == MarkShape::Mask)
        return static_cast<double>(pixelsOf(mark.mask));
    if (mark.shape == MarkShape::Box)
        return (mark.points[1].x - mark.points[0].x) * (mark.points[1].y - mark.points[0].y);
    return polygonArea(mark.points);
}

MarkBounds boundsOfMask(const RunLengthMask &mask)
{
    const auto height = static_cast<std::uint64_t>(std::max(mask.height, 1));
    std::uint64_t left = static_cast<std::uint64_t>(mask.width);
    std::uint64_t right = 0;
    std::uint64_t top = height;
    std::uint64_t bottom = 0;
    std::uint64_t place = 0;
    for (std::size_t i = 0; i < mask.runs.size(); place += mask.runs[i], ++i) {
        if (i % 2 == 0 || mask.runs[i] == 0)
            continue;
        const std::uint64_t last = place + mask.runs[i] - 1;
        left = std::min(left, place / height);
        right = std::max(right, last / height + 1);
        const bool isOneColumn = place / height == last / height;
        top = std::min(top, isOneColumn ? place % height : 0);
        bottom = std::max(bottom, isOneColumn ? last % height + 1 : height);
    }
    return { static_cast<double>(left), static_cast<double>(top), static_cast<double>(right),
        static_cast<double>(bottom) };
}

void fillBox(Image<std::uint8_t> &area, const Mark &mark)
{
    const int left = static_cast<int>(std::floor(mark.points[0].x));
    const int top = static_cast<int>(std::floor(mark.points[0].y));
    const int right = std::min(static_cast<int>(std::ceil(mark.points[1].x)), area.width);
    const int bottom = std::min(static_cast<int>(std::ceil(mark.points[1].y)), area.height);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            area.at(x, y) = 1;
}

void fillRound(Image<std::uint8_t> &area, const Mark &mark)
{
    constexpr int shift = 6; // OpenCV counts in 1/64 pixel from the first pixel's middle.
    std::vector<cv::Point> corners;
    for (const Point &point : mark.points)
        corners.emplace_back(static_cast<int>(std::lround((point.x - 0.5) * (1 << shift))),
            static_cast<int>(std::lround((point.y - 0.5) * (1 << shift))));
    cv::Mat view(area.height, area.width, CV_8UC1, area.pixels.data());
    cv::fillPoly(view, std::vector<std::vector<cv::Point>>{ corners }, cv::Scalar(1), cv::LINE_8, shift);
}

bool isSameMark(const Mark &carried, const Mark &original)
{
    return carried.origin == MarkOrigin::Carried && carried.shape == original.shape && carried.points == original.points
        && carried.mask == original.mask && carried.type == original.type;
}

} // namespace

MarkBounds boundsOf(const Mark &mark)
{
    if (mark.shape == MarkShape::Mask)
        return boundsOfMask(mark.mask);
    if (mark.points.empty())
        return {};
    MarkBounds bounds{ mark.points[0].x, mark.points[0].y, mark.points[0].x, mark.points[0].y };
    for (const Point &point : mark.points)
        bounds = { std::min(bounds.left, point.x), std::min(bounds.top, point.y), std::max(bounds.right, point.x),
            std::max(bounds.bottom, point.y) };
    return bounds;
}

MarkMeasure measureOf(const Mark &mark, const Subject &subject)
{
    MarkMeasure measure;
    if (mark.shape == MarkShape::Point)
        return measure;
    measure.areaPixels = areaPixelsOf(mark);
    if (!(subject.columnSpacing > 0.0 && subject.rowSpacing > 0.0))
        return measure;
    const MarkBounds bounds = boundsOf(mark);
    measure.areaMm2 = *measure.areaPixels * subject.columnSpacing * subject.rowSpacing;
    measure.widthMm = (bounds.right - bounds.left) * subject.columnSpacing;
    measure.heightMm = (bounds.bottom - bounds.top) * subject.rowSpacing;
    return measure;
}

Result<Image<std::uint8_t>> areaOf(const Mark &mark, const Subject &subject)
{
    if (mark.shape == MarkShape::Mask)
        return decodeRuns(mark.mask);
    Image<std::uint8_t> area(subject.width, subject.height);
    if (mark.shape == MarkShape::Point)
        area.at(std::min(static_cast<int>(mark.points[0].x), area.width - 1),
            std::min(static_cast<int>(mark.points[0].y), area.height - 1)) = 1;
    else if (mark.shape == MarkShape::Box)
        fillBox(area, mark);
    else
        fillRound(area, mark);
    return area;
}

Image<std::uint8_t> changedPixels(const StoredImage &original, const StoredImage &counterfactual)
{
    Image<std::uint8_t> changed(original.width, original.height);
    for (std::size_t i = 0; i < changed.pixels.size(); ++i)
        changed.pixels[i] = original.pixels[i] == counterfactual.pixels[i] ? 0 : 1;
    return changed;
}

bool touchesChange(const Mark &mark, const Subject &subject, const Image<std::uint8_t> &changed)
{
    const auto area = areaOf(mark, subject);
    if (!area || !area->sameSizeAs(changed))
        return true; // What cannot be told is not taken for unchanged.
    for (std::size_t i = 0; i < changed.pixels.size(); ++i)
        if (area->pixels[i] != 0 && changed.pixels[i] != 0)
            return true;
    return false;
}

void carryMarks(const Annotation &original, Annotation &counterfactual, const Image<std::uint8_t> &changed)
{
    for (const Mark &mark : original.marks) {
        const auto isThere = [&](const Mark &carried) { return isSameMark(carried, mark); };
        if (!mark.confirmed || std::ranges::any_of(counterfactual.marks, isThere))
            continue;
        Mark carried = mark;
        carried.number = counterfactual.nextMarkNumber();
        carried.origin = MarkOrigin::Carried;
        carried.isStale = touchesChange(mark, counterfactual.subject, changed);
        carried.confirmed = !carried.isStale;
        counterfactual.marks.push_back(std::move(carried));
    }
}

} // namespace cf::annotation
