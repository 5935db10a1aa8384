#include "core/annotation/MarkMatching.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/MarkShapes.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace cf::annotation {
namespace {

/// The pixels of a mark, cut out of the image.
struct Area {
    int left = 0;
    int top = 0;
    Image<std::uint8_t> pixels;
    std::int64_t count = 0;

    bool holds(int x, int y) const
    {
        return x >= left && y >= top && x < left + pixels.width && y < top + pixels.height
            && pixels.at(x - left, y - top) != 0;
    }
};

struct Candidate {
    MatchedMark place;
    const Mark *mark = nullptr;
    Area area; ///< Empty for a point.
};

Area cutOut(const Mark &mark, const Subject &subject)
{
    constexpr int margin = 1; // Outlines cover the pixels that they touch.
    const MarkBounds bounds = boundsOf(mark);
    Area area;
    area.left = std::clamp(static_cast<int>(std::floor(bounds.left)) - margin, 0, subject.width - 1);
    area.top = std::clamp(static_cast<int>(std::floor(bounds.top)) - margin, 0, subject.height - 1);
    const int right = std::clamp(static_cast<int>(std::ceil(bounds.right)) + margin, area.left + 1, subject.width);
    const int bottom = std::clamp(static_cast<int>(std::ceil(bounds.bottom)) + margin, area.top + 1, subject.height);
    Subject small;
    small.width = right - area.left;
    small.height = bottom - area.top;
    if (mark.shape == MarkShape::Mask) {
        const auto whole = decodeRuns(mark.mask);
        if (!whole || whole->width != subject.width || whole->height != subject.height)
            return area;
        area.pixels = Image<std::uint8_t>(small.width, small.height);
        for (int y = 0; y < small.height; ++y)
            for (int x = 0; x < small.width; ++x)
                area.pixels.at(x, y) = whole->at(area.left + x, area.top + y);
    } else {
        Mark shifted = mark;
        for (Point &point : shifted.points)
            point = { point.x - area.left, point.y - area.top };
        if (auto drawn = areaOf(shifted, small))
            area.pixels = *std::move(drawn);
    }
    area.count = std::ranges::count_if(area.pixels.pixels, [](std::uint8_t value) { return value != 0; });
    return area;
}

bool isOfOneKind(const Mark &one, const Mark &other)
{
    if (isArtefact(one.type) || isArtefact(other.type))
        return isArtefact(one.type) && isArtefact(other.type);
    return one.type == other.type && one.finding == other.finding;
}

double overlapOfAreas(const Area &one, const Area &other)
{
    const int right = std::min(one.left + one.pixels.width, other.left + other.pixels.width);
    const int bottom = std::min(one.top + one.pixels.height, other.top + other.pixels.height);
    std::int64_t both = 0;
    for (int y = std::max(one.top, other.top); y < bottom; ++y)
        for (int x = std::max(one.left, other.left); x < right; ++x)
            both += one.holds(x, y) && other.holds(x, y) ? 1 : 0;
    const std::int64_t either = one.count + other.count - both;
    return either == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(either);
}

/// 1 − distance in units of the limit; below 0: too far.
double nearnessOfPoints(const Point &one, const Point &other, const Subject &subject)
{
    const bool isKnown = subject.columnSpacing > 0.0 && subject.rowSpacing > 0.0;
    const double longer = std::max(subject.width, subject.height);
    const double x = (one.x - other.x) * (isKnown ? subject.columnSpacing : 1.0);
    const double y = (one.y - other.y) * (isKnown ? subject.rowSpacing : 1.0);
    return 1.0 - std::hypot(x, y) / (isKnown ? sameThingDistanceMm : sameThingDistanceShare * longer);
}

/// Below 0: not of one thing.
double nearnessOf(const Candidate &one, const Candidate &other, const Subject &subject)
{
    constexpr double apart = -1.0;
    constexpr double pointInArea = 0.5;
    if (one.place.annotator == other.place.annotator || !isOfOneKind(*one.mark, *other.mark))
        return apart;
    const bool isPoint = one.mark->shape == MarkShape::Point;
    if (isPoint && other.mark->shape == MarkShape::Point)
        return nearnessOfPoints(one.mark->points[0], other.mark->points[0], subject);
    if (isPoint || other.mark->shape == MarkShape::Point) {
        const Point &point = (isPoint ? one : other).mark->points[0];
        const Area &area = (isPoint ? other : one).area;
        return area.holds(static_cast<int>(point.x), static_cast<int>(point.y)) ? pointInArea : apart;
    }
    const double overlap = overlapOfAreas(one.area, other.area);
    return overlap >= sameThingOverlap ? overlap : apart;
}

/// Two candidates that may be joined.
struct Pair {
    std::size_t one = 0;
    std::size_t other = 0;
    double nearness = 0.0;
};

std::vector<Pair> pairsOf(const std::vector<Candidate> &candidates, const Subject &subject)
{
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < candidates.size(); ++i)
        for (std::size_t j = i + 1; j < candidates.size(); ++j)
            if (const double nearness = nearnessOf(candidates[i], candidates[j], subject); nearness >= 0.0)
                pairs.push_back({ i, j, nearness });
    std::ranges::stable_sort(pairs, std::greater<>(), &Pair::nearness);
    return pairs;
}

} // namespace

std::vector<MarkGroup> matchMarks(const std::vector<Annotation> &said)
{
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < said.size(); ++i)
        for (const Mark &mark : said[i].marks)
            if (mark.confirmed)
                candidates.push_back({ { i, mark.number }, &mark,
                    mark.shape == MarkShape::Point ? Area() : cutOut(mark, said[i].subject) });
    std::vector<std::size_t> groupOf(candidates.size()); // By candidate; a group has the number of its first one.
    for (std::size_t i = 0; i < groupOf.size(); ++i)
        groupOf[i] = i;
    std::vector<double> nearness(candidates.size(), 1.0);
    const auto shareAnnotator = [&](std::size_t group, std::size_t other) {
        for (std::size_t i = 0; i < candidates.size(); ++i)
            for (std::size_t j = 0; groupOf[i] == group && j < candidates.size(); ++j)
                if (groupOf[j] == other && candidates[i].place.annotator == candidates[j].place.annotator)
                    return true;
        return false;
    };
    for (const Pair &pair : said.empty() ? std::vector<Pair>() : pairsOf(candidates, said.front().subject)) {
        const std::size_t first = std::min(groupOf[pair.one], groupOf[pair.other]);
        const std::size_t second = std::max(groupOf[pair.one], groupOf[pair.other]);
        if (first == second || shareAnnotator(first, second))
            continue;
        std::ranges::replace(groupOf, second, first);
        nearness[first] = std::min({ nearness[first], nearness[second], pair.nearness });
    }
    std::vector<MarkGroup> groups;
    for (std::size_t group = 0; group < candidates.size(); ++group) {
        MarkGroup one{ {}, nearness[group] };
        for (std::size_t i = 0; i < candidates.size(); ++i)
            if (groupOf[i] == group)
                one.marks.push_back(candidates[i].place);
        if (!one.marks.empty())
            groups.push_back(std::move(one));
    }
    return groups;
}

bool isEqualMark(const Mark &one, const Mark &other)
{
    return one.shape == other.shape && one.points == other.points && one.mask == other.mask && one.type == other.type
        && one.finding == other.finding && one.label == other.label;
}

} // namespace cf::annotation
