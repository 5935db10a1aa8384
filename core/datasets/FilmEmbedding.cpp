#include "core/datasets/FilmEmbedding.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string_view>
#include <vector>

namespace cf {

namespace {

constexpr int side = 64; ///< Pixels of the picture that is described.
constexpr int surroundings = 6; ///< Pixels to each side with whose edges an edge is compared, twice.
constexpr double scale = 1000.0;
constexpr float shareOfMean = 0.2F; ///< Below this share of the film's mean edge an edge is noise.
constexpr float leastEdge = 1e-4F; ///< Grey a pixel, of 1: a film whose edges are fainter on average shows nothing.

using Picture = std::vector<float>; ///< side × side
using Description = FilmDescription;

float meanOf(const GreyImage &image, int left, int top, int right, int bottom)
{
    double sum = 0.0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            sum += image.at(x, y);
    return static_cast<float>(sum / (static_cast<double>(right - left) * (bottom - top)));
}

/// The image without `inset` of its width and height on each side, shrunk.
Picture shrunk(const GreyImage &image, double inset)
{
    const auto edge = [inset](int length, int index) {
        return static_cast<int>(std::lround(length * (inset + (1.0 - 2.0 * inset) * index / side)));
    };
    Picture picture;
    picture.reserve(static_cast<std::size_t>(side) * side);
    for (int row = 0; row < side; ++row) {
        const int top = std::min(edge(image.height, row), image.height - 1);
        const int bottom = std::max(top + 1, edge(image.height, row + 1));
        for (int column = 0; column < side; ++column) {
            const int left = std::min(edge(image.width, column), image.width - 1);
            picture.push_back(meanOf(image, left, top, std::max(left + 1, edge(image.width, column + 1)), bottom));
        }
    }
    return picture;
}

float at(const Picture &picture, int x, int y)
{
    return picture[static_cast<std::size_t>(std::clamp(y, 0, side - 1)) * side
        + static_cast<std::size_t>(std::clamp(x, 0, side - 1))];
}

/// Means over (2 `reach` + 1)² pixels.
Picture smoothed(const Picture &picture, int reach)
{
    const float share = 1.0F / static_cast<float>(2 * reach + 1);
    Picture across(picture.size());
    Picture both(picture.size());
    const auto mean = [&](const Picture &from, Picture &to, int dx, int dy) {
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                float sum = 0.0F;
                for (int step = -reach; step <= reach; ++step)
                    sum += at(from, x + step * dx, y + step * dy);
                to[static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x)] = share * sum;
            }
    };
    mean(picture, across, 1, 0);
    mean(across, both, 0, 1);
    return both;
}

/// Edges by cell and direction, shared out between neighbours.
class Histogram
{
public:
    void add(int x, int y, float direction, float weight)
    {
        const auto place = [](int pixel) { return (static_cast<float>(pixel) + 0.5F) / side * embeddingCells - 0.5F; };
        const float before = std::floor(direction);
        const int first = static_cast<int>(before) % embeddingDirections;
        const float rest = direction - before;
        for (int row = 0; row < embeddingCells; ++row)
            for (int column = 0; column < embeddingCells; ++column) {
                const float share = std::max(0.0F, 1.0F - std::abs(place(x) - static_cast<float>(column)))
                    * std::max(0.0F, 1.0F - std::abs(place(y) - static_cast<float>(row)));
                if (share <= 0.0F)
                    continue;
                const std::size_t cell = static_cast<std::size_t>(row * embeddingCells + column) * embeddingDirections;
                m_values[cell + static_cast<std::size_t>(first)] += share * weight * (1.0F - rest);
                m_values[cell + static_cast<std::size_t>((first + 1) % embeddingDirections)] += share * weight * rest;
            }
    }

    /// Roots, so that a few strong edges do not decide alone, of length `scale`.
    Description finish() const
    {
        double sum = 0.0;
        for (const float value : m_values)
            sum += value;
        Description description{};
        for (std::size_t index = 0; index < description.size(); ++index)
            description.at(index) = static_cast<std::uint8_t>(
                std::min(255L, std::lround(scale * std::sqrt(m_values[index] / std::max(sum, 1e-9)))));
        return description;
    }

private:
    std::vector<float> m_values = std::vector<float>(embeddingValues);
};

std::optional<Description> describe(const Picture &grey)
{
    const Picture picture = smoothed(grey, 1);
    Picture strengths;
    std::vector<float> directions;
    strengths.reserve(picture.size());
    directions.reserve(picture.size());
    float all = 0.0F;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float dx = at(picture, x + 1, y) - at(picture, x - 1, y);
            const float dy = at(picture, x, y + 1) - at(picture, x, y - 1);
            const float half = std::numbers::pi_v<float>;
            float angle = std::atan2(dy, dx);
            angle += angle < 0.0F ? half : 0.0F;
            directions.push_back(angle / half * embeddingDirections);
            strengths.push_back(std::hypot(dx, dy));
            all += strengths.back();
        }
    const float mean = all / static_cast<float>(strengths.size());
    if (!(mean >= leastEdge))
        return std::nullopt;
    const Picture around = smoothed(smoothed(strengths, surroundings), surroundings);
    Histogram histogram;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const auto index = static_cast<std::size_t>(y) * side + static_cast<std::size_t>(x);
            histogram.add(x, y, directions[index], strengths[index] / (around[index] + shareOfMean * mean));
        }
    return histogram.finish();
}

/// Sum of squares, or any sum above `limit`.
int squares(const Description &a, const Description &b, int limit)
{
    constexpr std::size_t stretch = static_cast<std::size_t>(embeddingCells) * embeddingDirections;
    int sum = 0;
    for (std::size_t begin = 0; begin < embeddingValues && sum <= limit; begin += stretch)
        for (std::size_t index = begin; index < begin + stretch; ++index) {
            const int difference = static_cast<int>(a[index]) - static_cast<int>(b[index]);
            sum += difference * difference;
        }
    return sum;
}

} // namespace

FilmDescription mirroredDescription(const FilmDescription &description)
{
    FilmDescription to{};
    for (int row = 0; row < embeddingCells; ++row)
        for (int column = 0; column < embeddingCells; ++column)
            for (int direction = 0; direction < embeddingDirections; ++direction) {
                const auto place = [row](int cell, int angle) {
                    return static_cast<std::size_t>((row * embeddingCells + cell) * embeddingDirections + angle);
                };
                to.at(place(embeddingCells - 1 - column, (embeddingDirections - direction) % embeddingDirections)) =
                    description.at(place(column, direction));
            }
    return to;
}

std::optional<FilmEmbedding> filmEmbedding(const GreyImage &image)
{
    if (image.width < side || image.height < side)
        return std::nullopt;
    FilmEmbedding embedding{};
    for (std::size_t inset = 0; inset < embeddingInsets.size(); ++inset) {
        const auto description = describe(shrunk(image, embeddingInsets.at(inset)));
        if (!description)
            return std::nullopt;
        embedding.at(inset) = *description;
    }
    return embedding;
}

EmbeddedFilm::EmbeddedFilm(const FilmEmbedding &embedding)
    : m_embedding(embedding)
    , m_mirrored(mirroredDescription(embedding.front()))
{
}

double EmbeddedFilm::distanceTo(const EmbeddedFilm &other, double limit) const
{
    int nearest = static_cast<int>(std::lround(std::min(limit * limit, 4.0) * scale * scale)) + 1;
    const auto compare = [&nearest](const Description &one, const Description &two) {
        nearest = std::min(nearest, squares(one, two, nearest));
    };
    for (std::size_t inset = 0; inset < embeddingInsets.size(); ++inset) {
        compare(m_embedding.front(), other.m_embedding.at(inset));
        compare(m_mirrored, other.m_embedding.at(inset));
        if (inset == 0)
            continue; // Mirrored both ways is the same.
        compare(other.m_embedding.front(), m_embedding.at(inset));
        compare(other.m_mirrored, m_embedding.at(inset));
    }
    return std::sqrt(static_cast<double>(nearest)) / scale;
}

std::string embeddingText(const FilmEmbedding &embedding)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    text.reserve(2 * embedding.size() * embeddingValues);
    for (const Description &description : embedding)
        for (const std::uint8_t value : description) {
            text += digits[value >> 4U];
            text += digits[value & 15U];
        }
    return text;
}

std::optional<FilmEmbedding> embeddingFromText(const std::string &text)
{
    FilmEmbedding embedding{};
    if (text.size() != 2 * embedding.size() * embeddingValues
        || text.find_first_not_of("0123456789abcdef") != std::string::npos)
        return std::nullopt;
    const auto digit = [](char character) { return character <= '9' ? character - '0' : character - 'a' + 10; };
    std::size_t place = 0;
    for (Description &description : embedding)
        for (std::uint8_t &value : description) {
            value = static_cast<std::uint8_t>(16 * digit(text[place]) + digit(text[place + 1]));
            place += 2;
        }
    return embedding;
}

} // namespace cf
