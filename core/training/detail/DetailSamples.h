#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/training/data/EditRows.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/recipe/Recipe.h"

#include <torch/types.h>

#include <deque>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cf {

/// What the detail network learns from: pictures as an edit would have them, and what was asked. [1, 1, size, size] in
/// [-1, 1].
struct DetailSample {
    torch::Tensor source, target;
    torch::Tensor reconstruction; ///< The source's latent decoded.
    torch::Tensor edited; ///< The editor's answer decoded.
    torch::Tensor words; ///< [1, width], the instruction's pooled state.
};

/// Crops of samples, stacked: [rows, 1, crop, crop]; words [rows, width].
struct DetailBatch {
    torch::Tensor source, target, reconstruction, edited, words;
};

/// Makes samples with the finished editor of a model folder from encoded pairs. A sample takes longer than a step of
/// training, so each serves for several: the newest are kept, and batches are cropped from them.
class DetailSampler
{
public:
    /// Needs unet/, vae/, text_encoder/ and tokenizer/ in `modelFolder`, and latents encoded with its vae.
    static Result<std::unique_ptr<DetailSampler>> open(
        const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder);

    /// The batch of a step; depends on the step alone. Steps are meant to come in order: any other makes all samples
    /// that are kept anew.
    DetailBatch batch(std::int64_t step);
    /// Samples of pairs that are never trained on, both directions, at most `most`, each with its kind ("phantom add
    /// pacemaker").
    std::vector<std::pair<std::string, DetailSample>> heldBack(std::size_t maximum);
    DetailSampler(const DetailSampler &) = delete;
    std::size_t pairs() const { return m_latents.pairs.size(); }
    std::int64_t wordsWidth() const { return m_text->config.hiddenSize; }

private:
    DetailSampler(DetailRecipe recipe, PairCorpus corpus, LatentCorpus latents, ClipTokenizer tokenizer);
    DetailSample sampleOf(const EditRow &row, RandomStream &stream);
    DetailSample sampleOfStep(std::int64_t step);
    void keepUpTo(std::int64_t step);

    DetailRecipe m_recipe;
    PairCorpus m_corpus;
    LatentCorpus m_latents;
    ClipTokenizer m_tokenizer;
    EditRecipe m_rowRecipe;
    EditRowSampler m_rows; ///< Refers to the records and the recipe above.
    AutoencoderKL m_autoencoder{ nullptr };
    UNet2DConditionModel m_unet{ nullptr };
    ClipTextEncoder m_text{ nullptr };
    NoiseSchedule m_schedule;
    std::deque<DetailSample> m_kept; ///< Those of the steps up to `m_newest`.
    std::int64_t m_newest = -1;
};

} // namespace cf
