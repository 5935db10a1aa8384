#include "core/training/detail/DetailSamples.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/language/Captions.h"
#include "core/training/data/EditMoves.h"
#include "core/training/data/ImageBatch.h"
#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

constexpr std::size_t maxKept = 48;

/// The corner of a crop, most often one that holds a changed pixel.
Corner cornerFor(const DetailSample &sample, int crop, RandomStream &stream)
{
    const torch::Tensor change =
        (sample.target - sample.source)
            .abs()
            .add((sample.edited - sample.reconstruction).abs() * 0.5); // Spill is to be unlearnt too.
    const auto values = change.accessor<float, 4>();
    return cornerAround(static_cast<int>(change.size(3)), crop, stream,
        [&values](int x, int y) { return values[0][0][y][x] > 0.04F; }); // Five grey levels of 255.
}

EditRecipe rowRecipe(const DetailRecipe &recipe)
{
    EditRecipe rows;
    rows.idleShare = recipe.idleShare;
    rows.captionDropout = 0.0;
    rows.insertionShare = recipe.insertionShare;
    return rows;
}

} // namespace

DetailSampler::DetailSampler(DetailRecipe recipe, PairCorpus corpus, LatentCorpus latents, ClipTokenizer tokenizer)
    : m_recipe(std::move(recipe))
    , m_corpus(std::move(corpus))
    , m_latents(std::move(latents))
    , m_tokenizer(std::move(tokenizer))
    , m_rowRecipe(rowRecipe(m_recipe))
    , m_rows(m_latents.records, m_rowRecipe)
    , m_schedule(editSchedule())
{
}

Result<std::unique_ptr<DetailSampler>> DetailSampler::open(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto folder, latentFolder(folders.state, modelFolder));
    CF_ASSIGN(auto latents, loadLatents(corpus, folder));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    std::unique_ptr<DetailSampler> sampler(
        new DetailSampler(recipe.detail, std::move(corpus), std::move(latents), std::move(tokenizer)));
    CF_ASSIGN(sampler->m_autoencoder, loadAutoencoder(modelFolder / "vae"));
    CF_ASSIGN(sampler->m_unet, loadUNet(modelFolder / "unet"));
    CF_ASSIGN(sampler->m_text, loadTextEncoder(modelFolder / "text_encoder"));
    if (PairSampler(sampler->m_latents.records, recipe.detail.insertionShare).empty())
        return fail(ErrorCode::InvalidInput, "All encoded pairs are kept for checks; encode more of the corpus.");
    return sampler;
}

DetailSample DetailSampler::sampleOf(const EditRow &row, RandomStream &stream)
{
    const torch::NoGradGuard noGrad;
    const auto place = static_cast<std::int64_t>(row.pair);
    const std::size_t pair = m_latents.pairs[row.pair];
    const auto imageOf = [&](bool with) {
        return wholeImage(with ? m_corpus.with(pair) : m_corpus.without(pair), m_corpus.imageSize());
    };
    DetailSample sample;
    sample.source = imageOf(row.fromWith);
    sample.target = imageOf(row.toWith);
    const torch::Tensor latent =
        (row.fromWith ? m_latents.with : m_latents.without)[place].to(torch::kFloat32).unsqueeze(0);
    const torch::Tensor ids = torch::tensor(m_tokenizer.encode(row.instruction).ids, torch::kInt64).unsqueeze(0);
    sample.words = m_text->pooled(ids);
    // An edit takes two moves; the first alone is nearer to the mean of several draws, which removals are.
    torch::Tensor edited = editLatents(m_unet, m_schedule, latent, m_text->forward(ids), stream.chance(0.5) ? 1 : 2);
    if (stream.chance(0.5)) { // As with a mask: all beyond the region's cells and their neighbours stays.
        const torch::Tensor region = m_latents.region[place].to(torch::kFloat32).unsqueeze(0);
        edited = torch::where(torch::max_pool2d(region, 3, 1, 1) > 0, edited, latent);
    }
    const torch::Tensor decoded = m_autoencoder->decode(torch::cat({ latent, edited })).mean(1, true).clamp(-1.0, 1.0);
    sample.reconstruction = decoded.narrow(0, 0, 1);
    sample.edited = decoded.narrow(0, 1, 1);
    return sample;
}

DetailSample DetailSampler::sampleOfStep(std::int64_t step)
{
    RandomStream stream(m_recipe.seed, "detail sample " + std::to_string(step));
    seedTraining(m_recipe.seed, step);
    const EditRow row = m_rows.draw(1, stream).front();
    return sampleOf(row, stream);
}

void DetailSampler::keepUpTo(std::int64_t step)
{
    if (step != m_newest + 1) {
        m_kept.clear();
        m_newest = std::max<std::int64_t>(0, step + 1 - static_cast<std::int64_t>(maxKept)) - 1;
    }
    while (m_newest < step) {
        m_kept.push_back(sampleOfStep(++m_newest));
        if (m_kept.size() > maxKept)
            m_kept.pop_front();
    }
}

DetailBatch DetailSampler::batch(std::int64_t step)
{
    keepUpTo(step);
    RandomStream stream(m_recipe.seed, "detail batch " + std::to_string(step));
    std::vector<torch::Tensor> source, target, reconstruction, edited, words;
    for (int row = 0; row < m_recipe.batch; ++row) {
        const auto drawn = static_cast<std::size_t>(stream.below(static_cast<int>(m_kept.size())));
        const DetailSample &sample = row == 0 ? m_kept.back() : m_kept[drawn];
        const Corner corner = cornerFor(sample, m_recipe.crop, stream);
        source.push_back(cropAt(sample.source, corner, m_recipe.crop));
        target.push_back(cropAt(sample.target, corner, m_recipe.crop));
        reconstruction.push_back(cropAt(sample.reconstruction, corner, m_recipe.crop));
        edited.push_back(cropAt(sample.edited, corner, m_recipe.crop));
        words.push_back(stream.chance(m_recipe.captionDropout) ? torch::zeros_like(sample.words) : sample.words);
    }
    return { torch::cat(source), torch::cat(target), torch::cat(reconstruction), torch::cat(edited),
        torch::cat(words) };
}

std::vector<std::pair<std::string, DetailSample>> DetailSampler::heldBack(std::size_t maximum)
{
    std::vector<std::pair<std::string, DetailSample>> samples;
    RandomStream stream(m_recipe.seed, "detail check");
    seedTraining(m_recipe.seed);
    for (const EditRow &row : checkRows(m_latents.records, maximum)) {
        const PairRecord &record = m_latents.records[row.pair];
        samples.emplace_back(kindOf(row, record), sampleOf(row, stream));
    }
    return samples;
}

} // namespace cf
