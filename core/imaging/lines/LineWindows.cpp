#include "core/imaging/lines/LineWindows.h"

#include "core/imaging/OpenCvImage.h"
#include "core/imaging/lines/LineCourse.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace cf {

namespace {

constexpr int windowLength = 24; ///< Points: some 16 mm of a chest at 512 pixels.
constexpr int windowStep = 8;
constexpr std::size_t looks = 19; ///< Features beside those of the maps.
/// Pixels of a chest at 512: a long bone's two edges lie so far apart.
constexpr int nearestPartner = 7;
constexpr int furthestPartner = 30;
constexpr int besideRidge = 3; ///< Pixels to the sides over which a line stands out.
constexpr float maxOdds = 6.0F; ///< Of a map's log odds; beyond, it is sure.
constexpr double perGrey = 50.0; ///< Brings grey differences of 0.02 to about 1.

/// The highest of a map's cell at a point and its neighbours: maps are a little beside their lines. As log odds.
float oddsAt(const GreyImage &map, const GreyImage &film, const LinePoint &point)
{
    const float scale = static_cast<float>(map.width) / static_cast<float>(film.width);
    const int x = std::clamp(static_cast<int>((point.x + 0.5F) * scale), 0, map.width - 1);
    const int y = std::clamp(static_cast<int>((point.y + 0.5F) * scale), 0, map.height - 1);
    float highest = 0.0F;
    for (int row = std::max(0, y - 1); row <= std::min(map.height - 1, y + 1); ++row)
        for (int column = std::max(0, x - 1); column <= std::min(map.width - 1, x + 1); ++column)
            highest = std::max(highest, map.at(column, row));
    const float p = std::clamp(highest, 1e-4F, 1.0F - 1e-4F);
    return std::clamp(std::log(p / (1.0F - p)), -maxOdds, maxOdds);
}

/// What is measured at each point of a line.
struct PointLook {
    std::vector<float> even, odd, level; ///< Height over the sides; difference of the sides; their mean.
    std::vector<float> turns; ///< Change of direction a pixel.
    std::vector<float> alongX, alongY; ///< Direction.
};

PointLook lookOf(const GreyImage &film, const TracedLine &line)
{
    PointLook look;
    const auto last = std::ssize(line.points) - 1;
    const auto away = static_cast<float>(2.5 * line.sigma + 1.5);
    for (std::ptrdiff_t i = 0; i <= last; ++i) {
        const LinePoint &here = line.points[static_cast<std::size_t>(i)];
        const LinePoint d = directionAt(line.points, i);
        const float one = nearestValue(film, { here.x - away * d.y, here.y + away * d.x });
        const float other = nearestValue(film, { here.x + away * d.y, here.y - away * d.x });
        look.even.push_back(nearestValue(film, here) - 0.5F * (one + other));
        look.odd.push_back(one - other);
        look.level.push_back(0.5F * (one + other));
        const LinePoint before = directionAt(line.points, std::max<std::ptrdiff_t>(0, i - 4));
        const LinePoint after = directionAt(line.points, std::min(last, i + 4));
        look.turns.push_back(std::abs(before.x * after.y - before.y * after.x) / 8.0F);
        look.alongX.push_back(d.x);
        look.alongY.push_back(d.y);
    }
    return look;
}

struct Moments {
    double mean = 0.0;
    double deviation = 0.0;
};

Moments momentsOf(const std::vector<float> &values, int from, int to)
{
    double sum = 0.0;
    double squares = 0.0;
    for (int i = from; i < to; ++i) {
        sum += values[static_cast<std::size_t>(i)];
        squares += static_cast<double>(values[static_cast<std::size_t>(i)]) * values[static_cast<std::size_t>(i)];
    }
    const double count = std::max(1, to - from);
    const double mean = sum / count;
    return { mean, std::sqrt(std::max(0.0, squares / count - mean * mean)) };
}

/// Grey across a stretch of a line, its mean along it; of an arm's bone it shows both edges.
class CrossProfile
{
public:
    CrossProfile(const GreyImage &film, const TracedLine &line, int from, int to)
    {
        int count = 0;
        for (int i = from; i < to; i += 2, ++count) {
            const LinePoint &here = line.points[static_cast<std::size_t>(i)];
            const LinePoint d = directionAt(line.points, i);
            for (int u = -reach; u <= reach; ++u) {
                const auto aside = static_cast<float>(u);
                m_values[static_cast<std::size_t>(u + reach)] +=
                    nearestValue(film, { here.x - aside * d.y, here.y + aside * d.x });
            }
        }
        for (double &value : m_values)
            value /= std::max(1, count);
    }

    double mean(int from, int to) const
    {
        double sum = 0.0;
        for (int u = std::min(from, to); u <= std::max(from, to); ++u)
            sum += at(u);
        return sum / (std::abs(to - from) + 1);
    }

    /// How far `u` stands out of what lies beside it.
    double ridge(int u) const { return at(u) - 0.5 * (at(u - besideRidge) + at(u + besideRidge)); }

    /// The strongest line beside this one, on the side of `sign`: how far from it.
    int partner(int sign) const
    {
        int best = nearestPartner;
        for (int u = nearestPartner; u <= furthestPartner; ++u)
            if (ridge(sign * u) > ridge(sign * best))
                best = u;
        return sign * best;
    }

private:
    static constexpr int reach = furthestPartner + 10;

    double at(int u) const { return m_values[static_cast<std::size_t>(u + reach)]; }

    std::array<double, 2 * reach + 1> m_values{};
};

/// How a stretch lies to what runs beside it: the stronger and the weaker of its neighbours as shares of its own
/// height, where the stronger one is, whether it is brighter between the two than beyond, and what one side has over
/// the other.
std::array<double, 5> besideLook(const GreyImage &film, const TracedLine &line, int from, int to)
{
    const CrossProfile profile(film, line, from, to);
    const double own = std::abs(profile.ridge(0)) + 0.004;
    int stronger = profile.partner(1);
    int weaker = profile.partner(-1);
    if (profile.ridge(weaker) > profile.ridge(stronger))
        std::swap(stronger, weaker);
    const int sign = stronger > 0 ? 1 : -1;
    const double between = profile.mean(sign * besideRidge, stronger - sign * besideRidge);
    const double beyond = profile.mean(stronger + sign * 4, stronger + sign * 9);
    return { std::clamp(profile.ridge(stronger) / own, 0.0, 4.0), std::clamp(profile.ridge(weaker) / own, 0.0, 4.0),
        std::abs(stronger) / 10.0 - 2.0, (between - beyond) * perGrey,
        std::abs(profile.mean(6, 14) - profile.mean(-14, -6)) * perGrey };
}

void addLook(std::vector<float> &features, const GreyImage &film, const TracedLine &line, const PointLook &look,
    int from, int to)
{
    const Moments even = momentsOf(look.even, from, to);
    const Moments odd = momentsOf(look.odd, from, to);
    const Moments level = momentsOf(look.level, from, to);
    const LinePoint &middle = line.points[static_cast<std::size_t>((from + to) / 2)];
    const double x = momentsOf(look.alongX, from, to).mean;
    const double y = momentsOf(look.alongY, from, to).mean;
    const std::array<double, 5> beside = besideLook(film, line, from, to);
    const double values[looks] = { line.sigma, std::log(std::max(0.1, line.strength)), even.mean * perGrey,
        even.deviation / (std::abs(even.mean) + 0.004), odd.mean * odd.mean * perGrey * perGrey,
        std::abs(odd.mean) / (std::abs(even.mean) + 0.004), level.mean, level.deviation * perGrey,
        momentsOf(look.turns, from, to).mean * 20.0, x * x - y * y, std::abs(x * y),
        std::log(static_cast<double>(line.points.size())) - 4.0, middle.x / film.width - 0.5,
        middle.y / film.height - 0.5, beside[0], beside[1], beside[2], beside[3], beside[4] };
    for (const double value : values)
        features.push_back(static_cast<float>(std::clamp(value, -10.0, 10.0)));
}

} // namespace

std::size_t lineFeatureCount(std::size_t maps)
{
    return 2 * maps + looks;
}

std::vector<LineWindow> lineWindows(
    const GreyImage &film, const std::vector<TracedLine> &lines, const std::vector<GreyImage> &maps)
{
    std::vector<LineWindow> windows;
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const TracedLine &line = lines[index];
        const int count = static_cast<int>(line.points.size());
        std::vector<std::vector<float>> odds(maps.size());
        for (std::size_t map = 0; map < maps.size(); ++map)
            for (const LinePoint &point : line.points)
                odds[map].push_back(oddsAt(maps[map], film, point));
        const PointLook look = lookOf(film, line);
        for (int from = 0; from == 0 || from + windowLength <= count; from += windowStep) {
            LineWindow window{ index, from, std::min(count, from + windowLength), {} };
            for (const auto &along : odds) {
                window.features.push_back(static_cast<float>(momentsOf(along, window.from, window.to).mean));
                window.features.push_back(static_cast<float>(momentsOf(along, 0, count).mean));
            }
            addLook(window.features, film, line, look, window.from, window.to);
            windows.push_back(std::move(window));
        }
    }
    return windows;
}

std::vector<TracedLine> linesToRead(const GreyImage &film)
{
    LineSearch search;
    search.begins = 5.0;
    search.shortest = 12.0;
    return traceLines(film, MaskImage(film.width, film.height, 1.0F), search);
}

GreyImage drawnLikelihood(const GreyImage &film, const std::vector<TracedLine> &lines,
    const std::vector<LineWindow> &windows, const std::vector<float> &likelihoods)
{
    std::vector<std::vector<float>> sums(lines.size());
    std::vector<std::vector<float>> counts(lines.size());
    for (std::size_t line = 0; line < lines.size(); ++line) {
        sums[line].resize(lines[line].points.size());
        counts[line].resize(lines[line].points.size());
    }
    for (std::size_t i = 0; i < windows.size(); ++i)
        for (int point = windows[i].from; point < windows[i].to; ++point) {
            sums[windows[i].line][static_cast<std::size_t>(point)] += likelihoods[i];
            counts[windows[i].line][static_cast<std::size_t>(point)] += 1.0F;
        }
    GreyImage drawn(film.width, film.height);
    cv::Mat image = asMat(drawn);
    for (std::size_t line = 0; line < lines.size(); ++line) {
        float last = 0.0F; // Points behind the last window are like it.
        const int radius = std::max(2, static_cast<int>(std::lround(1.5 * lines[line].sigma)));
        for (std::size_t point = 0; point < sums[line].size(); ++point) {
            if (counts[line][point] > 0.0F)
                last = sums[line][point] / counts[line][point];
            const cv::Point middle(static_cast<int>(std::lround(lines[line].points[point].x)),
                static_cast<int>(std::lround(lines[line].points[point].y)));
            for (int y = middle.y - radius; y <= middle.y + radius; ++y)
                for (int x = middle.x - radius; x <= middle.x + radius; ++x)
                    if (x >= 0 && y >= 0 && x < image.cols && y < image.rows)
                        image.at<float>(y, x) = std::max(image.at<float>(y, x), last);
        }
    }
    return drawn;
}

} // namespace cf
