// How long it takes to find the films of a data set that are as near as copies: processor seconds of one core and
// memory, on made hashes and embeddings that lie as those of real films do, with copies among them that are to be
// found. bench_near_films [FILMS 100000] [COPIES 500] [SEED 1]
//
// Embeddings differ along directions as smooth as the variances of 911 films of ChestX-ray14 (of 1000: the first
// 13809, the tenth 2523, the hundredth 150) are large; hashes agree with each other as theirs do, in about two of three
// bits. What it prints last is the number of this machine.

#include "core/datasets/NearFilms.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

using namespace cf;

namespace {

using Random = std::mt19937;
using Values = std::array<float, embeddingValues>;

constexpr std::size_t directionCount = 120; ///< Those with nearly all of the variance.
constexpr double meanLength = 935.0; ///< Of 1000; the rest is what films differ by.

/// Waves over cells and directions of edges, the smoothest first: half of them even, half odd under mirroring.
std::vector<Values> waves()
{
    struct Wave {
        int down, across, turn;
    };
    std::vector<Wave> order;
    for (int down = 0; down < embeddingCells; ++down)
        for (int across = 0; across < embeddingCells; ++across)
            for (int turn = 0; turn < embeddingDirections; ++turn)
                if (down + across + turn > 0)
                    order.push_back({ down, across, turn });
    std::ranges::stable_sort(order, {}, [](const Wave &wave) { return wave.down + wave.across + (wave.turn + 1) / 2; });
    order.resize(directionCount);
    std::vector<Values> directions;
    for (const Wave &wave : order) {
        Values values{};
        double squares = 0.0;
        for (std::size_t index = 0; index < values.size(); ++index) {
            const auto turn = static_cast<double>(index % embeddingDirections);
            const auto across = static_cast<double>(index / embeddingDirections % embeddingCells);
            const auto down = static_cast<double>(index / embeddingDirections / embeddingCells);
            const double phase = 2.0 * std::numbers::pi * ((wave.turn + 1) / 2) * turn / embeddingDirections;
            const double value = std::cos(std::numbers::pi * wave.down * (down + 0.5) / embeddingCells)
                * std::cos(std::numbers::pi * wave.across * (across + 0.5) / embeddingCells)
                * (wave.turn % 2 == 0 ? std::cos(phase) : std::sin(phase));
            values[index] = static_cast<float>(value);
            squares += value * value;
        }
        for (float &value : values)
            value /= static_cast<float>(std::sqrt(std::max(1e-9, squares)));
        directions.push_back(values);
    }
    return directions;
}

/// By interpolation in the logarithms of what was measured.
double varianceOf(std::size_t direction)
{
    constexpr std::array<std::pair<double, double>, 7> measured{ { { 1.0, 13809.0 }, { 4.0, 6604.0 }, { 11.0, 2523.0 },
        { 21.0, 1305.0 }, { 51.0, 423.0 }, { 81.0, 214.0 }, { 121.0, 105.0 } } };
    const double place = static_cast<double>(direction) + 1.0;
    for (std::size_t next = 1; next < measured.size(); ++next)
        if (place <= measured[next].first) {
            const auto &[from, low] = measured[next - 1];
            const auto &[to, high] = measured[next];
            const double share = std::log(place / from) / std::log(to / from);
            return std::exp(std::log(low) + share * (std::log(high) - std::log(low)));
        }
    return measured.back().second;
}

class FilmMaker
{
public:
    explicit FilmMaker(unsigned seed)
        : m_random(seed)
        , m_waves(waves())
    {
        for (std::vector<float> &weights : m_bits) {
            weights.resize(hashCauses);
            for (float &weight : weights)
                weight = m_normal(m_random);
        }
    }

    ComparedFilm film()
    {
        const Values own = difference(1.0);
        FilmEmbedding embedding{};
        // Insets differ from the whole film by 0.14, 0.23 and 0.34, as those of the real ones do.
        constexpr std::array<double, embeddingInsets.size()> apart{ 0.0, 0.4, 0.65, 0.95 };
        for (std::size_t inset = 0; inset < embedding.size(); ++inset) {
            Values values = own;
            if (inset > 0) {
                const Values other = difference(apart.at(inset));
                for (std::size_t index = 0; index < values.size(); ++index)
                    values[index] += other[index];
            }
            embedding.at(inset) = described(values);
        }
        return { hash(), EmbeddedFilm(embedding) };
    }

    /// Saved again: 0.03 away, and 17 bits of the hash.
    ComparedFilm copyOf(const ComparedFilm &film)
    {
        FilmEmbedding embedding = film.embedding->embedding();
        for (FilmDescription &description : embedding)
            for (std::uint8_t &value : description)
                value = static_cast<std::uint8_t>(std::clamp(std::lround(value + 1.8F * m_normal(m_random)), 0L, 255L));
        AppearanceHash hash = *film.hash;
        for (int bit = 0; bit < 17; ++bit) {
            const auto place = m_random() % 512;
            hash.at(place / 64) ^= std::uint64_t{ 1 } << (place % 64);
        }
        return { hash, EmbeddedFilm(embedding) };
    }

private:
    static constexpr std::size_t hashCauses = 24; ///< Bits have these in common.

    Values difference(double scale)
    {
        Values values{};
        for (std::size_t direction = 0; direction < m_waves.size(); ++direction) {
            const auto amount = static_cast<float>(scale * std::sqrt(varianceOf(direction))) * m_normal(m_random);
            for (std::size_t index = 0; index < values.size(); ++index)
                values[index] += amount * m_waves[direction][index];
        }
        return values;
    }

    static FilmDescription described(Values values)
    {
        double squares = 0.0;
        const auto mean = static_cast<float>(meanLength / std::sqrt(double(embeddingValues)));
        for (float &value : values) {
            value = std::max(0.0F, value + mean);
            squares += double(value) * value;
        }
        FilmDescription description{};
        for (std::size_t index = 0; index < values.size(); ++index)
            description[index] = static_cast<std::uint8_t>(
                std::min(255L, std::lround(1000.0 * values[index] / std::sqrt(std::max(1.0, squares)))));
        return description;
    }

    AppearanceHash hash()
    {
        std::array<float, hashCauses> causes{};
        for (float &cause : causes)
            cause = m_normal(m_random);
        AppearanceHash hash{};
        for (std::size_t bit = 0; bit < m_bits.size(); ++bit) {
            float sum = 2.5F * m_bits[bit].front(); // Most films agree in a bit: they are all of chests.
            sum += std::inner_product(causes.begin(), causes.end(), m_bits[bit].begin(), 0.0F)
                / std::sqrt(float(hashCauses)) * 2.0F;
            if (sum + m_normal(m_random) > 0.0F)
                hash.at(bit / 64) |= std::uint64_t{ 1 } << (bit % 64);
        }
        return hash;
    }

    Random m_random;
    std::normal_distribution<float> m_normal{};
    std::vector<Values> m_waves;
    std::array<std::vector<float>, 512> m_bits{};
};

double processorSeconds()
{
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

} // namespace

int main(int count, char **words)
{
    const auto number = [&](int place, int otherwise) { return count > place ? std::atoi(words[place]) : otherwise; };
    const int films = number(1, 100'000);
    const int copies = std::min(number(2, 500), films / 2);
    FilmMaker maker(static_cast<unsigned>(number(3, 1)));
    std::vector<ComparedFilm> all;
    all.reserve(static_cast<std::size_t>(films));
    while (static_cast<int>(all.size()) < films - copies)
        all.push_back(maker.film());
    for (int copy = 0; copy < copies; ++copy)
        all.push_back(maker.copyOf(all[static_cast<std::size_t>(copy)]));

    std::vector<double> distances;
    std::vector<int> bits;
    Random random(1);
    for (int pair = 0; pair < 20'000; ++pair) {
        const ComparedFilm &one = all[random() % all.size()];
        const ComparedFilm &other = all[random() % all.size()];
        if (&one == &other)
            continue;
        distances.push_back(one.embedding->distanceTo(*other.embedding));
        bits.push_back(hashDistance(*one.hash, *other.hash));
    }
    std::ranges::sort(distances);
    std::ranges::sort(bits);
    std::printf(
        "pairs of films: embeddings %.3f apart (one in a thousand %.3f; real films 0.454, 0.270), hashes %d bits "
        "(%d; 185, 97)\n",
        distances[distances.size() / 2], distances[distances.size() / 1000], bits[bits.size() / 2],
        bits[bits.size() / 1000]);

    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);
    const double start = processorSeconds();
    const auto pairs = nearFilms(all, {});
    const double seconds = processorSeconds() - start;
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    const auto found = std::ranges::count_if(pairs, [&](const NearFilms &pair) {
        return pair.second == pair.first + static_cast<std::size_t>(films - copies) && pair.byHash
            && pair.embeddingDistance;
    });
    constexpr double megabyte = 1024.0; // The system counts in kilobytes.
    std::printf("%d films: %.1f s of one core, %zu pairs, %td of %d copies by both measures; memory at most %.0f MB, "
                "%.0f MB of it for the search\n",
        films, seconds, pairs.size(), found, copies, static_cast<double>(after.ru_maxrss) / megabyte,
        static_cast<double>(after.ru_maxrss - before.ru_maxrss) / megabyte);
    return found == copies ? 0 : 1;
}
