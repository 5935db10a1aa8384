#include "core/imaging/lines/LineSelection.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/Resample.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/lines/LineCourse.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace cf {

namespace {

/// Pixels of a 1,024 film: pieces of which a broken line is put together, and the gaps between them.
constexpr double shortestPiece = 10.0;
constexpr double bridgedGap = 36.0;
constexpr double borderBand = 10.0; ///< Pixels of a 1,024 film.
constexpr int searchSize = 1024; ///< Longer side, in pixels, of the film that lines are searched on.

/// Means over `half` points to both sides.
std::vector<double> smoothed(const std::vector<double> &values, int half)
{
    std::vector<double> sums{ 0.0 };
    for (const double value : values)
        sums.push_back(sums.back() + value);
    std::vector<double> means;
    const int last = static_cast<int>(values.size());
    for (int i = 0; i < last; ++i) {
        const int from = std::max(0, i - half);
        const int to = std::min(last, i + half + 1);
        means.push_back((sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) / (to - from));
    }
    return means;
}

/// Height of the line over its sides at each point, smoothed.
std::vector<double> heightsOf(const GreyImage &picture, const TracedLine &line, int half)
{
    std::vector<double> heights;
    const double away = 2.5 * line.sigma + 1.5;
    for (std::ptrdiff_t i = 0; i < std::ssize(line.points); ++i) {
        const LinePoint along = directionAt(line.points, i);
        const LinePoint &here = line.points[static_cast<std::size_t>(i)];
        const auto aside = [&](double by) {
            return nearestValue(
                picture, { here.x - static_cast<float>(by * along.y), here.y + static_cast<float>(by * along.x) });
        };
        heights.push_back(nearestValue(picture, here) - 0.5 * (aside(away) + aside(-away)));
    }
    return smoothed(heights, half);
}

double middleOf(std::vector<double> values)
{
    const auto middle = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Run {
    int from = 0;
    int to = 0; ///< One beyond its last point.
};

std::vector<Run> likelyRuns(const std::vector<double> &likely, const LineChoice &choice)
{
    std::vector<Run> runs;
    const int count = static_cast<int>(likely.size());
    for (int i = 0; i < count;) {
        if (likely[static_cast<std::size_t>(i)] < choice.follows) {
            ++i;
            continue;
        }
        Run run{ i, i };
        double highest = 0.0;
        double evidence = 0.0;
        for (; run.to < count && likely[static_cast<std::size_t>(run.to)] >= choice.follows; ++run.to) {
            const double here = likely[static_cast<std::size_t>(run.to)];
            highest = std::max(highest, here);
            evidence += here - choice.follows;
        }
        if ((highest >= choice.begins || evidence >= choice.evidence) && run.to - run.from >= choice.shortest)
            runs.push_back(run);
        i = run.to;
    }
    return runs;
}

/// Longer at both ends for as long as the line stands out there as it does within the run.
Run prolonged(Run run, const std::vector<double> &heights, const LineChoice &choice)
{
    const double usual = middleOf({ heights.begin() + run.from, heights.begin() + run.to });
    const auto alike = [&](int i) {
        const double height = heights[static_cast<std::size_t>(i)];
        return height > 0.5 * usual && height < 2.0 * usual;
    };
    const int maximum = std::min(run.to - run.from, static_cast<int>(choice.beyond));
    const int first = std::max(0, run.from - maximum);
    const int last = std::min(static_cast<int>(heights.size()), run.to + maximum);
    while (run.from > first && alike(run.from - 1))
        --run.from;
    while (run.to < last && alike(run.to))
        ++run.to;
    return run;
}

std::vector<Run> joined(std::vector<Run> runs)
{
    std::vector<Run> result;
    for (const Run &run : runs) {
        if (!result.empty() && run.from <= result.back().to)
            result.back().to = std::max(result.back().to, run.to);
        else
            result.push_back(run);
    }
    return result;
}

/// One end of a line: where it is and where it points to, outwards.
struct End {
    LinePoint point;
    LinePoint outwards;
};

End endOf(const std::vector<LinePoint> &points, bool last)
{
    const auto reach = std::min<std::size_t>(8, points.size() - 1);
    const LinePoint &tip = last ? points.back() : points.front();
    const LinePoint &inner = last ? points[points.size() - 1 - reach] : points[reach];
    const float length = std::max(1e-6F, std::hypot(tip.x - inner.x, tip.y - inner.y));
    return { tip, { (tip.x - inner.x) / length, (tip.y - inner.y) / length } };
}

/// Whether `other` goes on where `end` stops: near, straight ahead, in the same direction.
bool goesOn(const End &end, const End &other, double gap)
{
    const float dx = other.point.x - end.point.x;
    const float dy = other.point.y - end.point.y;
    const float length = std::hypot(dx, dy);
    if (length > static_cast<float>(gap))
        return false;
    constexpr float straight = 0.8F; // Cosine: a little over 35 degrees.
    const float facing = -(end.outwards.x * other.outwards.x + end.outwards.y * other.outwards.y);
    const float ahead = length < 3.0F ? 1.0F : (dx * end.outwards.x + dy * end.outwards.y) / length;
    return facing > straight && ahead > straight;
}

/// A piece of a traced line, not yet anyone's.
struct Piece {
    TracedLine line;
    double height = 0.0;
};

/// Lengthens a line by another, and by a straight bridge to it. `atLast`: at its last point; `fromFirst`: the other
/// begins with its first.
void append(std::vector<LinePoint> &points, std::vector<LinePoint> more, bool atLast, bool fromFirst)
{
    if (!fromFirst)
        std::ranges::reverse(more);
    if (!atLast)
        std::ranges::reverse(points);
    const LinePoint from = points.back();
    const LinePoint to = more.front();
    const int steps = static_cast<int>(std::hypot(to.x - from.x, to.y - from.y));
    for (int step = 1; step < steps; ++step) {
        const float share = static_cast<float>(step) / static_cast<float>(steps);
        points.push_back({ from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share });
    }
    points.insert(points.end(), more.begin(), more.end());
}

/// Of the heights of two pieces of one line: the smaller over the greater is at least this.
constexpr double minHeightShare = 0.4;

/// Puts pieces to the ends of chosen lines that they continue: a line breaks where it crosses something bright.
void addContinuations(std::vector<Piece> &chosen, std::vector<Piece> &others, double gap)
{
    const auto areAlike = [](const Piece &one, const Piece &two) {
        return two.height >= minHeightShare * one.height && one.height >= minHeightShare * two.height;
    };
    const auto joins = [gap](Piece &line, const Piece &other) {
        for (const bool atLast : { true, false })
            for (const bool fromFirst : { true, false })
                if (goesOn(endOf(line.line.points, atLast), endOf(other.line.points, !fromFirst), gap)) {
                    append(line.line.points, other.line.points, atLast, fromFirst);
                    return true;
                }
        return false;
    };
    for (bool grew = true; grew;) {
        grew = false;
        for (Piece &line : chosen)
            grew |= std::erase_if(others, [&](const Piece &other) {
                return areAlike(line, other) && joins(line, other);
            }) > 0;
    }
}

/// The film's own border, and that of what was exposed of it, are lines, too. Beside black a line is found displaced.
bool runsAlongBorder(const TracedLine &line, const GreyImage &film, const cv::Rect &exposed, double band)
{
    const auto margin = [&](int black) { return black > 0 ? black + band + line.sigma : band; };
    const double left = margin(exposed.x);
    const double top = margin(exposed.y);
    const double right = film.width - 1 - margin(film.width - exposed.br().x);
    const double bottom = film.height - 1 - margin(film.height - exposed.br().y);
    const auto beside = std::ranges::count_if(line.points,
        [&](const LinePoint &point) { return point.x < left || point.y < top || point.x > right || point.y > bottom; });
    return 2 * beside > std::ssize(line.points);
}

/// Share of a row or column that is black in collimation and padding; a letter may be printed there.
constexpr double blackShare = 0.95;

/// The film without the black rows and columns at its sides; all of it where nothing else is there.
cv::Rect exposedPart(const GreyImage &film)
{
    std::vector<int> inRow(static_cast<std::size_t>(film.height));
    std::vector<int> inColumn(static_cast<std::size_t>(film.width));
    for (int y = 0; y < film.height; ++y)
        for (int x = 0; x < film.width; ++x)
            if (film.at(x, y) > blackestGrey) {
                ++inRow[static_cast<std::size_t>(y)];
                ++inColumn[static_cast<std::size_t>(x)];
            }
    const auto ends = [](const std::vector<int> &counts, int length) {
        const auto isExposed = [length](int count) { return count > (1.0 - blackShare) * length; };
        const auto first = std::ranges::find_if(counts, isExposed);
        const auto last = std::find_if(counts.rbegin(), std::make_reverse_iterator(first), isExposed);
        return cv::Range(static_cast<int>(first - counts.begin()), static_cast<int>(last.base() - counts.begin()));
    };
    const cv::Range rows = ends(inRow, film.width);
    const cv::Range columns = ends(inColumn, film.height);
    if (rows.empty() || columns.empty())
        return { 0, 0, film.width, film.height };
    return { columns.start, rows.start, columns.size(), rows.size() };
}

/// The lengths of `choice`, given at the size of search, at `scale` of it: films below that size have finer lines.
LineChoice scaled(const LineChoice &choice, double scale)
{
    LineChoice measures = choice;
    measures.window = std::max(4.0, choice.window * scale);
    measures.shortest = std::max(8.0, choice.shortest * scale);
    measures.beyond = choice.beyond * scale;
    measures.evidence = choice.evidence * scale;
    return measures;
}

struct Pieces {
    std::vector<Piece> chosen; ///< Likely by themselves.
    std::vector<Piece> others; ///< Part of a line only by what they continue; a long one would have been likely itself.
};

/// Cuts a traced line where it begins and ceases to be likely. `shortest`: of the other pieces.
void cutByLikelihood(const TracedLine &line, const GreyImage &searched, const GreyImage &likely,
    const LineChoice &measures, double shortest, Pieces &pieces)
{
    std::vector<double> likelihoods;
    for (const LinePoint &point : line.points)
        likelihoods.push_back(nearestValue(likely, point));
    const auto half = static_cast<int>(measures.window);
    std::vector<Run> runs = likelyRuns(smoothed(likelihoods, half), measures);
    const std::vector<double> heights = heightsOf(searched, line, half);
    for (Run &run : runs)
        run = prolonged(run, heights, measures);
    const auto piece = [&](int from, int to) {
        Piece result{ { {}, line.sigma, line.strength }, middleOf({ heights.begin() + from, heights.begin() + to }) };
        result.line.points.assign(line.points.begin() + from, line.points.begin() + to);
        return result;
    };
    const auto leave = [&](int from, int to) {
        if (to - from >= shortest && to - from <= measures.beyond)
            pieces.others.push_back(piece(from, to));
    };
    int left = 0;
    for (const Run &run : joined(std::move(runs))) {
        leave(left, run.from);
        pieces.chosen.push_back(piece(run.from, run.to));
        left = run.to;
    }
    leave(left, static_cast<int>(line.points.size()));
}

/// A line found at the size of search, in pixels of the picture.
TracedLine atPictureSize(TracedLine line, const GreyImage &picture, const LineSearchSize &size)
{
    const double across = static_cast<double>(picture.width) / size.width;
    const double down = static_cast<double>(picture.height) / size.height;
    const auto grown = [](float at, double by) { return static_cast<float>((at + 0.5) * by - 0.5); };
    line.sigma *= across;
    for (LinePoint &point : line.points)
        point = { grown(point.x, across), grown(point.y, down) };
    line.points = evenlySpaced(line.points);
    return line;
}

} // namespace

LineSearchSize lineSearchSize(int width, int height)
{
    const double factor = std::max(1.0, static_cast<double>(std::max(width, height)) / searchSize);
    return { std::max(1, static_cast<int>(std::lround(width / factor))),
        std::max(1, static_cast<int>(std::lround(height / factor))) };
}

std::vector<TracedLine> likelyLines(
    const GreyImage &picture, const MaskImage &where, const GreyImage &likely, const LineChoice &choice)
{
    const LineSearchSize size = lineSearchSize(picture.width, picture.height);
    const auto atSearchSize = [&size](const GreyImage &image) {
        return image.width == size.width && image.height == size.height ? image
                                                                        : resized(image, size.width, size.height);
    };
    const GreyImage searched = atSearchSize(picture);
    const GreyImage likelyThere = atSearchSize(likely);
    const double scale = std::min(1.0, static_cast<double>(std::max(picture.width, picture.height)) / searchSize);
    const LineChoice measures = scaled(choice, scale);
    LineSearch search;
    search.shortest = std::max(5.0, shortestPiece * scale);
    search.stop = choice.stop;
    Pieces pieces;
    const cv::Rect exposed = exposedPart(searched);
    for (const TracedLine &line : traceLines(searched, atSearchSize(where), search))
        if (!runsAlongBorder(line, searched, exposed, borderBand * scale))
            cutByLikelihood(line, searched, likelyThere, measures, search.shortest, pieces);
    addContinuations(pieces.chosen, pieces.others, bridgedGap * scale);
    std::vector<TracedLine> lines;
    for (Piece &piece : pieces.chosen)
        lines.push_back(atPictureSize(std::move(piece.line), picture, size));
    return lines;
}

MaskImage corridorsOf(const std::vector<TracedLine> &lines, int width, int height, double margin)
{
    MaskImage mask(width, height);
    cv::Mat drawn = asMat(mask);
    constexpr int fraction = 4; // Bits of the places' fraction.
    for (const TracedLine &line : lines) {
        if (line.points.empty())
            continue;
        const double radius = 2.6 * line.sigma + 0.8 + margin;
        const auto thickness = std::max(1, static_cast<int>(std::lround(2.0 * radius)));
        const auto stride = std::max<std::size_t>(1, static_cast<std::size_t>(radius / 4.0));
        for (std::size_t i = std::min(stride, line.points.size() - 1); i < line.points.size();
             i = i + 1 == line.points.size() ? i + 1 : std::min(i + stride, line.points.size() - 1)) {
            const std::size_t before = i > stride ? i - stride : 0;
            const auto place = [&](const LinePoint &point) {
                return cv::Point(static_cast<int>(std::lround(point.x * (1 << fraction))),
                    static_cast<int>(std::lround(point.y * (1 << fraction))));
            };
            cv::line(drawn, place(line.points[before]), place(line.points[i]), 1.0, thickness, cv::LINE_8, fraction);
        }
    }
    return mask;
}

} // namespace cf
