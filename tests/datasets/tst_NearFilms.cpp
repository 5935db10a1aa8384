// Copies among many films are found without comparing each with each, and none is lost.

#include "core/datasets/NearFilms.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

using namespace cf;

namespace {

using Random = std::mt19937;
using Edges = std::vector<double>;

FilmDescription descriptionOf(const Edges &edges)
{
    double sum = 0.0;
    for (const double edge : edges)
        sum += edge * edge;
    FilmDescription description{};
    for (std::size_t index = 0; index < description.size(); ++index)
        description[index] =
            static_cast<std::uint8_t>(std::min(255L, std::lround(1000.0 * edges[index] / std::sqrt(sum))));
    return description;
}

/// All films share a thorax, as radiographs do: along a few directions they differ much, along the others little.
Edges film(Random &random)
{
    std::uniform_real_distribution<double> amount(-1.0, 1.0);
    Edges edges(embeddingValues);
    std::vector<double> ways(6);
    for (double &way : ways)
        way = amount(random);
    for (std::size_t index = 0; index < edges.size(); ++index) {
        double value = 1.0 + 0.25 * amount(random);
        for (std::size_t way = 0; way < ways.size(); ++way)
            value += 0.3 * ways[way] * std::sin(double(index * (way + 2)) / 9.0);
        edges[index] = std::max(0.0, value);
    }
    return edges;
}

Edges disturbed(const Edges &edges, double noise, Random &random)
{
    std::normal_distribution<double> amount(0.0, noise);
    Edges other = edges;
    for (double &edge : other)
        edge = std::max(0.0, edge + amount(random));
    return other;
}

AppearanceHash hashOf(Random &random)
{
    AppearanceHash hash{};
    for (std::uint64_t &word : hash)
        word = std::uint64_t{ random() } << 32U | random();
    return hash;
}

/// Films and copies of some of them: nearer and farther than the limit, by any inset, mirrored or not, by hash alone.
std::vector<ComparedFilm> films(int count, Random &random)
{
    std::vector<ComparedFilm> made;
    std::vector<Edges> whole;
    std::uniform_real_distribution<double> noise(0.02, 0.3);
    while (static_cast<int>(made.size()) < count) {
        const bool isCopy = !whole.empty() && random() % 3 == 0;
        const std::size_t of = isCopy ? random() % whole.size() : 0;
        Edges edges = isCopy ? disturbed(whole[of], noise(random), random) : film(random);
        FilmEmbedding embedding{};
        for (FilmDescription &description : embedding)
            description = descriptionOf(disturbed(edges, 0.5, random));
        const std::size_t inset = random() % embedding.size(); // In which a copy meets its film.
        const FilmDescription description = descriptionOf(edges);
        embedding.at(inset) = random() % 2 == 0 ? description : mirroredDescription(description);
        AppearanceHash hash = hashOf(random);
        if (isCopy && random() % 2 == 0) {
            hash = made[of].hash.value_or(hash);
            for (unsigned bit = random() % 50; bit > 0; --bit)
                hash.at(random() % hash.size()) ^= std::uint64_t{ 1 } << random() % 64;
        }
        made.push_back({ hash, EmbeddedFilm(embedding) });
        if (random() % 20 == 0)
            made.back().embedding.reset(); // Of an earlier version, or without edges.
        else if (random() % 20 == 0)
            made.back().hash.reset();
        whole.push_back(std::move(edges));
    }
    return made;
}

/// Each with each.
std::vector<NearFilms> plainly(const std::vector<ComparedFilm> &films, const std::vector<std::size_t> &groups)
{
    std::vector<NearFilms> pairs;
    for (std::size_t first = 0; first < films.size(); ++first)
        for (std::size_t second = first + 1; second < films.size(); ++second) {
            if (!groups.empty() && groups[first] == groups[second])
                continue;
            NearFilms pair{ first, second, {}, false, {} };
            if (films[first].hash && films[second].hash) {
                pair.hashDistance = hashDistance(*films[first].hash, *films[second].hash);
                pair.byHash = *pair.hashDistance <= maxDuplicateDistance;
            }
            if (films[first].embedding && films[second].embedding)
                if (const double distance = films[first].embedding->distanceTo(*films[second].embedding);
                    distance <= maxEmbeddingDistance)
                    pair.embeddingDistance = distance;
            if (pair.byHash || pair.embeddingDistance)
                pairs.push_back(pair);
        }
    return pairs;
}

void theSamePairsAsByComparingAll()
{
    Random random(16);
    for (const int count : { 1, 2, 40, 700 }) {
        const auto made = films(count, random);
        std::vector<std::size_t> groups;
        for (int film = 0; film < count; ++film)
            groups.push_back(random() % 10 < 7 ? 2 : random() % 2);
        CF_CHECK(nearFilms(made, {}) == plainly(made, {}));
        CF_CHECK(nearFilms(made, groups) == plainly(made, groups));
        CF_CHECK(nearFilms(made, std::vector<std::size_t>(made.size(), 1)).empty());
        if (count < 700)
            continue;
        // What is compared is worth it: near ones and those just outside of the limit are among them.
        const auto pairs = nearFilms(made, {});
        const auto embedded =
            std::ranges::count_if(pairs, [](const NearFilms &pair) { return pair.embeddingDistance.has_value(); });
        const auto hashed = std::ranges::count_if(pairs, [](const NearFilms &pair) { return pair.byHash; });
        const auto close = std::ranges::count_if(
            pairs, [](const NearFilms &pair) { return pair.embeddingDistance.value_or(0.0) > 0.12; });
        std::printf("%zu pairs, %d by embedding, %d by hash, %d near the limit\n", pairs.size(), int(embedded),
            int(hashed), int(close));
        CF_CHECK(embedded > 20 && hashed > 20 && close > 3);
        CF_LESS(embedded, static_cast<std::ptrdiff_t>(made.size()) * 20);
    }
}

/// A manifest may hold any bytes; what is no film's description ends nothing.
void anyBytesAreCompared()
{
    FilmEmbedding bright{};
    for (FilmDescription &description : bright)
        description.fill(255);
    const std::vector<ComparedFilm> odd{ { {}, EmbeddedFilm(bright) }, { {}, EmbeddedFilm(FilmEmbedding{}) },
        { {}, {} }, { {}, EmbeddedFilm(bright) } };
    const auto found = nearFilms(odd, {});
    CF_CHECK(found == plainly(odd, {}) && found.size() == 1 && found.front().second == 3);
    CF_CHECK(nearFilms({}, {}).empty());
}

} // namespace

int main()
{
    theSamePairsAsByComparingAll();
    anyBytesAreCompared();
    return 0;
}
