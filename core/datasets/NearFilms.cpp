#include "core/datasets/NearFilms.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

namespace cf {

namespace {

using Places = std::pair<std::size_t, std::size_t>;
using FoundFilms = std::map<Places, NearFilms>;

/// Whether two films are to be compared.
class Comparisons
{
public:
    explicit Comparisons(const std::vector<std::size_t> &groups)
        : m_groups(groups)
    {
    }
    bool wanted(std::size_t one, std::size_t other) const
    {
        return one != other && (m_groups.empty() || m_groups[one] != m_groups[other]);
    }
    std::size_t groupOf(std::size_t film) const { return m_groups.empty() ? 0 : m_groups[film]; }
    bool wantedGroup(std::size_t film, std::size_t group) const { return m_groups.empty() || m_groups[film] != group; }

private:
    const std::vector<std::size_t> &m_groups;
};

NearFilms &pairOf(std::size_t one, std::size_t other, const std::vector<ComparedFilm> &films, FoundFilms &found)
{
    const Places places = std::minmax(one, other);
    const auto [pair, isNew] = found.try_emplace(places);
    if (isNew) {
        pair->second.first = places.first;
        pair->second.second = places.second;
        if (films[one].hash && films[other].hash) {
            pair->second.hashDistance = hashDistance(*films[one].hash, *films[other].hash);
            pair->second.byHash = *pair->second.hashDistance <= maxDuplicateDistance;
        }
    }
    return pair->second;
}

/// Hashes that differ in at most 40 bits differ in at most one bit of one of 21 parts (the pigeonhole principle): only
/// such films are compared. Parts that have to be equal would be 12 bits short, and half of all pairs of radiographs
/// agree in one of them.
constexpr std::size_t partBits = 24;
constexpr std::size_t parts = maxDuplicateDistance / 2 + 1;
static_assert(partBits * parts <= 64 * std::tuple_size_v<AppearanceHash>);

/// Bits from all over the film, for neighbours are alike; no two parts share one.
std::uint32_t partOf(const AppearanceHash &hash, std::size_t part)
{
    std::uint32_t value = 0;
    for (std::size_t place = 0; place < partBits; ++place) {
        const std::size_t bit = place * parts + part;
        value = value << 1U | static_cast<std::uint32_t>(hash.at(bit / 64) >> (bit % 64) & 1U);
    }
    return value;
}

/// Films by a number of 24 bits: the last one of each number, and for each film the one before it.
class FilmsByPart
{
public:
    explicit FilmsByPart(std::size_t films)
        : m_last(std::size_t{ 1 } << partBits, none)
        , m_before(films, none)
        , m_taken((std::size_t{ 1 } << partBits) / 64, 0)
    {
    }
    void add(std::uint32_t value, std::uint32_t film)
    {
        m_before[film] = std::exchange(m_last[value], film);
        m_taken[value / 64] |= std::uint64_t{ 1 } << (value % 64);
    }
    /// As if it had just been made, for those values that were added; the numbers themselves are 64 megabytes.
    void remove(std::uint32_t value)
    {
        m_last[value] = none;
        m_taken[value / 64] = 0;
    }
    template <typename Take> void visit(std::uint32_t value, Take take) const
    {
        if ((m_taken[value / 64] >> (value % 64) & 1U) == 0) // Two megabytes that stay near the processor.
            return;
        for (std::uint32_t film = m_last[value]; film != none; film = m_before[film])
            take(film);
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> m_last;
    std::vector<std::uint32_t> m_before;
    std::vector<std::uint64_t> m_taken;
};

/// So few films are compared each with each other one, which is quicker than to lay out the numbers of their parts.
constexpr std::size_t fewFilms = 300;

void findByHash(const std::vector<ComparedFilm> &films, const Comparisons &comparisons, FoundFilms &found)
{
    std::vector<std::uint32_t> hashed;
    for (std::size_t film = 0; film < films.size(); ++film)
        if (films[film].hash)
            hashed.push_back(static_cast<std::uint32_t>(film));
    const auto compare = [&](std::size_t film, std::size_t other) {
        if (comparisons.wanted(film, other)
            && hashDistance(*films[film].hash, *films[other].hash) <= maxDuplicateDistance)
            pairOf(film, other, films, found);
    };
    if (hashed.size() <= fewFilms) {
        for (std::size_t first = 0; first < hashed.size(); ++first)
            for (std::size_t second = 0; second < first; ++second)
                compare(hashed[first], hashed[second]);
        return;
    }
    FilmsByPart earlier(films.size());
    for (std::size_t part = 0; part < parts; ++part) {
        for (const std::uint32_t film : hashed) {
            const std::uint32_t value = partOf(*films[film].hash, part);
            const auto take = [&](std::uint32_t other) { compare(film, other); };
            earlier.visit(value, take);
            for (std::size_t bit = 0; bit < partBits; ++bit)
                earlier.visit(value ^ (std::uint32_t{ 1 } << bit), take);
            earlier.add(value, film);
        }
        for (const std::uint32_t film : hashed)
            earlier.remove(partOf(*films[film].hash, part));
    }
}

// A film and its mirror image have the same even part, the mean of the two; and no two descriptions are nearer to each
// other than their even parts are, nor these than their coordinates along a few directions at right angles to each
// other. Where those are too far apart, the films are: no pair is lost, and few are left to be compared in full. The
// directions are those along which the films at hand differ most.

constexpr std::size_t evenValues = embeddingValues / 2;
constexpr std::size_t coordinates = 32;
constexpr double steps = 4.0; ///< Of a coordinate, for each part of a thousand of the embedding.
/// Coordinates beyond it are brought to it, which brings points nearer and never farther; sums of squares fit 32 bits.
constexpr double outermost = 4000.0;
constexpr std::size_t maxSample = 4000; ///< Films by which the directions are chosen.
constexpr std::size_t leafPoints = 32;

using Point = std::array<std::int16_t, coordinates>;
using EvenPart = std::array<float, evenValues>;

EvenPart evenPartOf(const FilmDescription &description)
{
    const FilmDescription other = mirroredDescription(description);
    constexpr std::size_t row = static_cast<std::size_t>(embeddingCells) * embeddingDirections;
    EvenPart even{};
    std::size_t place = 0;
    // The right half says the same as the left one.
    for (std::size_t index = 0; index < embeddingValues; ++index)
        if (index % row < row / 2)
            even.at(place++) = static_cast<float>(description[index] + other[index]) / std::numbers::sqrt2_v<float>;
    return even;
}

class Directions
{
public:
    explicit Directions(const std::vector<ComparedFilm> &films)
    {
        std::vector<std::size_t> described;
        for (std::size_t film = 0; film < films.size(); ++film)
            if (films[film].embedding)
                described.push_back(film);
        const std::size_t step = described.size() / maxSample + 1;
        cv::Mat samples(static_cast<int>((described.size() + step - 1) / step), evenValues, CV_32F);
        for (std::size_t place = 0, row = 0; place < described.size(); place += step, ++row) {
            const EvenPart even = evenPartOf(films[described[place]].embedding->embedding().front());
            std::ranges::copy(even, samples.ptr<float>(static_cast<int>(row)));
        }
        cv::Mat covariance;
        cv::Mat mean;
        cv::Mat values;
        cv::Mat vectors;
        cv::calcCovarMatrix(samples, covariance, mean, cv::COVAR_NORMAL | cv::COVAR_ROWS, CV_64F);
        cv::eigen(covariance, values, vectors); // The greatest first.
        mean.convertTo(m_mean, CV_32F);
        vectors.rowRange(0, coordinates).convertTo(m_vectors, CV_32F);
    }

    Point pointOf(const FilmDescription &description) const
    {
        const EvenPart even = evenPartOf(description);
        const auto *mean = m_mean.ptr<float>();
        Point point{};
        for (std::size_t coordinate = 0; coordinate < coordinates; ++coordinate) {
            const auto *direction = m_vectors.ptr<float>(static_cast<int>(coordinate));
            double sum = 0.0;
            for (std::size_t index = 0; index < evenValues; ++index)
                sum += static_cast<double>(direction[index]) * (even[index] - mean[index]);
            point.at(coordinate) =
                static_cast<std::int16_t>(std::lround(std::clamp(steps * sum, -outermost, outermost)));
        }
        return point;
    }

private:
    cv::Mat m_mean;
    cv::Mat m_vectors;
};

/// Points further apart than this are of films that are: with what rounding of two points may add.
const double reach = steps * 1000.0 * maxEmbeddingDistance + std::sqrt(double(coordinates)) + 1.0;

/// Points of films in boxes within boxes (a k-d tree, Bentley 1975), so that whole boxes are passed over.
class PointTree
{
public:
    struct Entry {
        Point point;
        std::uint32_t film;
    };

    explicit PointTree(std::vector<Entry> entries)
        : m_entries(std::move(entries))
    {
        if (!m_entries.empty())
            build(0, m_entries.size());
    }

    /// Calls `take` with the film of each point within reach.
    template <typename Take> void visit(const Point &point, Take take) const
    {
        if (!m_boxes.empty())
            visit(0, point, take);
    }

private:
    struct Box {
        Point low;
        Point high;
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t second = 0; ///< The second half's box, the first one's being the next; 0: a leaf.
    };

    std::size_t build(std::size_t begin, std::size_t end)
    {
        Box box{ m_entries[begin].point, m_entries[begin].point, begin, end };
        for (std::size_t entry = begin; entry < end; ++entry)
            for (std::size_t coordinate = 0; coordinate < coordinates; ++coordinate) {
                const std::int16_t value = m_entries[entry].point[coordinate];
                box.low[coordinate] = std::min(box.low[coordinate], value);
                box.high[coordinate] = std::max(box.high[coordinate], value);
            }
        const std::size_t place = m_boxes.size();
        m_boxes.push_back(box);
        std::size_t widest = 0;
        const auto width = [&box](std::size_t coordinate) { return box.high[coordinate] - box.low[coordinate]; };
        for (std::size_t coordinate = 1; coordinate < coordinates; ++coordinate)
            widest = width(coordinate) > width(widest) ? coordinate : widest;
        if (end - begin <= leafPoints || width(widest) == 0)
            return place;
        const auto at = [this](std::size_t entry) { return m_entries.begin() + static_cast<std::ptrdiff_t>(entry); };
        const std::size_t middle = begin + (end - begin) / 2;
        std::nth_element(at(begin), at(middle), at(end),
            [widest](const Entry &one, const Entry &two) { return one.point[widest] < two.point[widest]; });
        build(begin, middle);
        m_boxes[place].second = build(middle, end);
        return place;
    }

    template <typename Take> void visit(std::size_t place, const Point &point, Take &take) const
    {
        const Box &box = m_boxes[place];
        std::int32_t away = 0; // Differences in 16 bits, which hold twice `outermost`: eight are taken at once.
        for (std::size_t coordinate = 0; coordinate < coordinates; ++coordinate) {
            const auto below = static_cast<std::int16_t>(box.low[coordinate] - point[coordinate]);
            const auto above = static_cast<std::int16_t>(point[coordinate] - box.high[coordinate]);
            const std::int16_t beside = std::max(std::max(below, above), std::int16_t{ 0 });
            away += static_cast<std::int32_t>(beside) * beside;
        }
        if (away > m_limit)
            return;
        if (box.second != 0) {
            visit(place + 1, point, take);
            visit(box.second, point, take);
            return;
        }
        for (std::size_t entry = box.begin; entry < box.end; ++entry) {
            std::int32_t squares = 0;
            for (std::size_t coordinate = 0; coordinate < coordinates; ++coordinate) {
                const auto difference =
                    static_cast<std::int16_t>(m_entries[entry].point[coordinate] - point[coordinate]);
                squares += static_cast<std::int32_t>(difference) * difference;
            }
            if (squares <= m_limit)
                take(m_entries[entry].film);
        }
    }

    std::int32_t m_limit = static_cast<std::int32_t>(std::ceil(reach * reach));
    std::vector<Entry> m_entries;
    std::vector<Box> m_boxes;
};

/// A film's whole picture is compared with all descriptions of the others, see EmbeddedFilm::distanceTo().
void findByEmbedding(const std::vector<ComparedFilm> &films, const Comparisons &comparisons, FoundFilms &found)
{
    std::map<std::size_t, std::vector<PointTree::Entry>> entries;
    std::vector<Point> whole(films.size());
    const Directions directions(films);
    for (std::size_t film = 0; film < films.size(); ++film) {
        if (!films[film].embedding)
            continue;
        auto &ofGroup = entries[comparisons.groupOf(film)];
        for (const FilmDescription &description : films[film].embedding->embedding())
            ofGroup.push_back({ directions.pointOf(description), static_cast<std::uint32_t>(film) });
        whole[film] = ofGroup[ofGroup.size() - embeddingInsets.size()].point;
    }
    std::map<std::size_t, PointTree> trees;
    for (auto &[group, ofGroup] : entries)
        trees.emplace(group, std::move(ofGroup));
    std::vector<std::size_t> metBy(films.size(), films.size());
    for (std::size_t film = 0; film < films.size(); ++film) {
        if (!films[film].embedding)
            continue;
        const auto compare = [&](std::size_t other) {
            if (std::exchange(metBy[other], film) == film || !comparisons.wanted(film, other))
                return;
            const double distance = films[film].embedding->distanceTo(*films[other].embedding, maxEmbeddingDistance);
            if (distance <= maxEmbeddingDistance)
                pairOf(film, other, films, found).embeddingDistance = distance;
        };
        for (const auto &[group, tree] : trees)
            if (comparisons.wantedGroup(film, group))
                tree.visit(whole[film], compare);
    }
}

} // namespace

ComparedFilm comparedFilm(const std::string &hash, const std::string &embedding)
{
    const auto described = embeddingFromText(embedding);
    return { hashFromText(hash), described ? std::optional<EmbeddedFilm>(*described) : std::nullopt };
}

std::vector<NearFilms> nearFilms(const std::vector<ComparedFilm> &films, const std::vector<std::size_t> &groups)
{
    const Comparisons comparisons(groups);
    FoundFilms found;
    findByHash(films, comparisons, found);
    const auto described =
        std::ranges::count_if(films, [](const ComparedFilm &film) { return film.embedding.has_value(); });
    if (described > 1)
        findByEmbedding(films, comparisons, found);
    std::vector<NearFilms> pairs;
    pairs.reserve(found.size());
    for (const auto &[places, pair] : found)
        pairs.push_back(pair);
    return pairs;
}

} // namespace cf
