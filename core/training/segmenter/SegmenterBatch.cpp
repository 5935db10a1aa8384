#include "core/training/segmenter/SegmenterBatch.h"

#include "core/training/segmenter/samples/SegmenterVariation.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

namespace {

/// Fills one row of a batch that is already allocated.
void put(const SegmenterSample &sample, std::int64_t row, SegmenterBatch &batch)
{
    float *film = batch.films[row].data_ptr<float>();
    for (std::size_t i = 0; i < sample.film.pixels.size(); ++i)
        film[i] = static_cast<float>(sample.film.pixels[i]) / 255.0F;
    const std::size_t cells = sample.seen.pixels.size();
    std::uint8_t *maps = batch.maps[row].data_ptr<std::uint8_t>();
    std::uint8_t *known = batch.known[row].data_ptr<std::uint8_t>();
    for (int map = 0; map < seenMaps; ++map) {
        const std::uint32_t bit = std::uint32_t{ 1 } << map;
        const bool allKnown = (sample.info.known & bit) != 0;
        const std::uint32_t unknown = map == static_cast<int>(SeenMap::PrintedMark) ? markUnknown
            : map == static_cast<int>(SeenMap::Generator)                           ? generatorUnknown
                                                                                    : 0U;
        const std::uint32_t absent = absentBit(static_cast<SeenMap>(map));
        for (std::size_t i = 0; i < cells; ++i) {
            const std::uint32_t bits = sample.seen.pixels[i];
            const bool there = (bits & bit) != 0;
            *maps++ = there ? 1 : 0;
            *known++ = there || (bits & absent) != 0 || (allKnown && (bits & unknown) == 0) ? 1 : 0;
        }
    }
    for (std::size_t i = 0; i < sample.info.labels.size(); ++i)
        batch.labels[row][static_cast<std::int64_t>(i)] = static_cast<float>(sample.info.labels[i]);
}

SegmenterBatch emptyBatch(std::int64_t rows, std::int64_t size)
{
    return { torch::empty({ rows, 1, size, size }), torch::empty({ rows, seenMaps, size / 2, size / 2 }, torch::kUInt8),
        torch::empty({ rows, seenMaps, size / 2, size / 2 }, torch::kUInt8),
        torch::empty({ rows, seenMaps + seenLabels }) };
}

} // namespace

SegmenterPool::SegmenterPool(const SegmenterSamples &store, const SegmenterRecipe &recipe)
    : samples(store)
{
    for (std::size_t index = 0; index < store.size(); ++index) {
        const std::string &origin = store.info(index).origin;
        if (RandomStream(recipe.seed, "left out " + store.info(index).patient).chance(recipe.leftOutShare))
            continue;
        if (origin == "film" && store.info(index).annotated)
            annotated.push_back(index);
        (origin == "film" ? films : origin == "phantom" ? phantoms : insertions).push_back(index);
    }
}

Result<SegmenterBatch> loadSamples(const SegmenterSamples &samples, const std::vector<std::size_t> &places)
{
    SegmenterBatch batch = emptyBatch(static_cast<std::int64_t>(places.size()), samples.imageSize());
    for (std::size_t row = 0; row < places.size(); ++row) {
        CF_ASSIGN(const auto sample, samples.read(places[row]));
        put(sample, static_cast<std::int64_t>(row), batch);
    }
    return batch;
}

Result<SegmenterBatch> drawSamples(const SegmenterPool &pool, const SegmenterRecipe &recipe, RandomStream stream)
{
    SegmenterBatch batch = emptyBatch(recipe.batch, pool.samples.imageSize());
    for (int row = 0; row < recipe.batch; ++row) {
        const double at = stream.uniform();
        const auto *from = at < recipe.filmShare          ? &pool.films
            : at < recipe.filmShare + recipe.phantomShare ? &pool.phantoms
                                                          : &pool.insertions;
        if (from == &pool.films && !pool.annotated.empty() && stream.chance(recipe.annotatedShare))
            from = &pool.annotated;
        for (const auto *other : { &pool.insertions, &pool.films, &pool.phantoms })
            if (from->empty())
                from = other;
        if (from->empty())
            return fail(ErrorCode::InvalidInput, "There are no samples to learn from: make them first.");
        CF_ASSIGN(auto sample,
            pool.samples.read((*from)[static_cast<std::size_t>(stream.below(static_cast<int>(from->size())))]));
        vary(sample, stream);
        put(sample, row, batch);
    }
    return batch;
}

} // namespace cf
