#include "core/training/classifier/ClassifierBatch.h"

#include "core/training/classifier/FilmVariation.h"
#include "core/training/data/ImageBatch.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

namespace {

bool onlyTests(const std::string &patient)
{
    return RandomStream(0, patient).child("classifier test").below(10) == 0;
}

/// [1, 1, size, size], grey 0…1.
torch::Tensor shrunk(std::span<const std::uint8_t> bytes, int from, int size)
{
    const torch::Tensor image = wholeImage(bytes, from) * 0.5 + 0.5;
    return from == size ? image : torch::adaptive_avg_pool2d(image, { size, size });
}

struct BatchBuilder {
    std::vector<torch::Tensor> without, with, withoutLabels, withLabels, unconcerned;
    std::vector<std::int64_t> turned;

    void add(const LabelledPair &pair, const torch::Tensor &images)
    {
        without.push_back(images.slice(0, 0, 1));
        with.push_back(images.slice(0, 1, 2));
        withoutLabels.push_back(torch::tensor(pair.without));
        withLabels.push_back(torch::tensor(pair.with));
        turned.push_back(static_cast<std::int64_t>(classifierOutputOf(pair.turned)));
        std::vector<float> free;
        for (std::size_t output = 0; output < classifierLabels().size(); ++output)
            free.push_back(concerns(pair.turned, output) ? 0.0F : 1.0F);
        unconcerned.push_back(torch::tensor(free));
    }
    ClassifierBatch finish()
    {
        without.insert(without.end(), with.begin(), with.end());
        withoutLabels.insert(withoutLabels.end(), withLabels.begin(), withLabels.end());
        return { torch::cat(without), torch::stack(withoutLabels), torch::tensor(turned), torch::stack(unconcerned) };
    }
};

torch::Tensor imagesOf(const PairCorpus &corpus, const LabelledPair &pair, int size)
{
    return torch::cat({ shrunk(corpus.without(pair.index), corpus.imageSize(), size),
        shrunk(corpus.with(pair.index), corpus.imageSize(), size) });
}

} // namespace

LabelledCorpus labelCorpus(const PairCorpus &corpus, const FilmTable &films)
{
    LabelledCorpus labelled;
    for (std::size_t index = 0; index < corpus.size(); ++index) {
        const PairRecord &record = corpus.record(index);
        LabelledPair pair{ index, record.abnormality.target, {}, {}, {} };
        if (record.origin == "phantom") {
            const PhantomCase phantom = samplePhantomCase(record.seed);
            pair.patient = "phantom/" + std::to_string(record.seed);
            pair.without = labelsOfPhantom(phantom, false);
            pair.with = labelsOfPhantom(phantom, true);
        } else {
            const FilmTable::Film *film = films.find(corpus.without(index));
            const auto findings = film != nullptr ? film->findings : std::nullopt;
            pair.patient = film != nullptr ? film->patient : std::string();
            pair.without = labelsOfInsertion(findings, record.abnormality, false);
            pair.with = labelsOfInsertion(findings, record.abnormality, true);
        }
        if (!pair.patient.empty() && onlyTests(pair.patient))
            labelled.heldBack.push_back(std::move(pair));
        else
            (record.origin == "phantom" ? labelled.phantoms : labelled.insertions).push_back(std::move(pair));
    }
    return labelled;
}

ClassifierBatch loadPairs(const PairCorpus &corpus, const std::vector<LabelledPair> &pairs, int size)
{
    BatchBuilder builder;
    for (const LabelledPair &pair : pairs)
        builder.add(pair, imagesOf(corpus, pair, size));
    return builder.finish();
}

ClassifierBatch drawPairs(const PairCorpus &corpus, const LabelledCorpus &labelled, int count, int size,
    double insertionShare, RandomStream stream)
{
    BatchBuilder builder;
    for (int row = 0; row < count; ++row) {
        const bool wantsInsertion = stream.chance(insertionShare);
        const auto &pool = labelled.phantoms.empty() || (wantsInsertion && !labelled.insertions.empty())
            ? labelled.insertions
            : labelled.phantoms;
        const LabelledPair &pair = pool[static_cast<std::size_t>(stream.below(static_cast<int>(pool.size())))];
        builder.add(pair, variedFilms(imagesOf(corpus, pair, size), stream));
    }
    return builder.finish();
}

} // namespace cf
