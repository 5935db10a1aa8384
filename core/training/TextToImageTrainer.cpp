#include "core/training/TextToImageTrainer.h"

#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/language/Captions.h"
#include "core/training/ClassifierBatch.h"
#include "core/training/DenoiserRun.h"
#include "core/training/LatentCorpus.h"
#include "core/training/ModelCard.h"
#include "core/training/PairSampler.h"
#include "core/training/TrainingLoop.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

DenoiserSettings settingsOf(const TextToImageRecipe &recipe)
{
    return { recipe.unetConfig, recipe.textConfig, recipe.learningRate, recipe.weightDecay, recipe.clipNorm,
        recipe.emaCap, recipe.seed };
}

NoiseSchedule velocitySchedule()
{
    ScheduleConfig config;
    config.output = NetworkOutput::Velocity;
    return NoiseSchedule(config);
}

/// Everything that a training step reads.
struct CaptionedLatents {
    LatentCorpus latents;
    std::vector<std::string> without, with; ///< The captions of both images of each pair.
    ClipTokenizer tokenizer;
    NoiseSchedule schedule = velocitySchedule();
    double middleEnergy = 1.0; ///< Median of the pairs' energies.
};

/// The captions of the encoded pairs, in their order.
Result<> addCaptions(
    CaptionedLatents &data, const PairCorpus &corpus, const TrainingFolders &folders, const JobContext &job)
{
    CF_ASSIGN(const auto films, FilmTable::read(folders.radiographs, corpus.imageSize(), job));
    const CaptionGrammar grammar = stateGrammar();
    const LabelledCorpus labelled = labelCorpus(corpus, films);
    std::vector<const LabelledPair *> pairs(corpus.size());
    for (const auto *part : { &labelled.phantoms, &labelled.insertions, &labelled.heldBack })
        for (const LabelledPair &pair : *part)
            pairs[pair.index] = &pair;
    for (const std::size_t index : data.latents.pairs) {
        data.without.push_back(captionOfLabels(pairs[index]->without, grammar));
        data.with.push_back(captionOfLabels(pairs[index]->with, grammar));
    }
    return {};
}

Result<CaptionedLatents> loadCaptionedLatents(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_ASSIGN(const auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto folder, latentFolder(folders.state, modelFolder));
    CF_ASSIGN(auto latents, loadLatents(corpus, folder));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    CaptionedLatents data{ std::move(latents), {}, {}, std::move(tokenizer) };
    data.middleEnergy = data.latents.energy.median().item<double>();
    CF_TRY(addCaptions(data, corpus, folders, job));
    job.report({ 0, recipe.textToImage.steps,
        std::to_string(data.latents.records.size()) + " encoded pairs to learn from", 0.0 });
    return data;
}

/// Rows of a batch: images without the abnormality, then those with it.
struct CaptionedRows {
    torch::Tensor clean; ///< [2 pairs, channels, height, width]
    torch::Tensor energy; ///< [pairs]
    std::vector<std::string> captions; ///< [2 pairs]
};

CaptionedRows drawRows(
    const CaptionedLatents &data, const PairSampler &sampler, const TextToImageRecipe &recipe, RandomStream stream)
{
    std::vector<torch::Tensor> without, with, energy;
    std::vector<std::string> withoutCaptions, withCaptions;
    for (int row = 0; row < recipe.batch / 2; ++row) {
        const std::size_t pair = sampler.draw(stream);
        const auto place = static_cast<std::int64_t>(pair);
        without.push_back(data.latents.without[place].to(torch::kFloat32));
        with.push_back(data.latents.with[place].to(torch::kFloat32));
        energy.push_back(data.latents.energy[place]);
        const bool isSilent = stream.chance(recipe.captionDropout);
        withoutCaptions.push_back(isSilent ? "" : data.without[pair]);
        withCaptions.push_back(isSilent ? "" : data.with[pair]);
    }
    without.insert(without.end(), with.begin(), with.end());
    withoutCaptions.insert(withoutCaptions.end(), withCaptions.begin(), withCaptions.end());
    return { torch::stack(without), torch::stack(energy), std::move(withoutCaptions) };
}

torch::Tensor textToImageLoss(
    DenoiserRun &run, const CaptionedLatents &data, const CaptionedRows &rows, const TextToImageRecipe &recipe)
{
    const std::int64_t pairs = rows.energy.size(0);
    const torch::Tensor timesteps = stratifiedTimesteps(pairs).repeat({ 2 }); // The same for both images of a pair.
    const torch::Tensor noise = torch::randn_like(rows.clean.narrow(0, 0, pairs)).repeat({ 2, 1, 1, 1 });
    const torch::Tensor predicted = run.unet->forward(
        data.schedule.addNoise(rows.clean, noise, timesteps), timesteps, run.encode(data.tokenizer, rows.captions));
    const torch::Tensor error = predicted - data.schedule.velocity(rows.clean, noise, timesteps);
    const torch::Tensor kept = data.schedule.alphasCumprod().index_select(0, timesteps);
    const torch::Tensor signal = kept / (1.0 - kept);
    // Min-SNR for v-prediction: min(SNR, γ) / (SNR + 1) (arXiv 2303.09556, appendix).
    const torch::Tensor weight = signal.clamp_max(recipe.signalCap) / (signal + 1.0);
    const torch::Tensor whole = (error.square().mean({ 1, 2, 3 }) * weight).mean();
    const torch::Tensor change = (error.narrow(0, pairs, pairs) - error.narrow(0, 0, pairs)).square().sum({ 1, 2, 3 });
    const torch::Tensor share = shareByEnergy(rows.energy, data.middleEnergy, recipe.energyPower);
    return whole + recipe.changeWeight * (change * share).mean() / data.middleEnergy;
}

/// Where the recipe wishes it and a trained editor is there: its weights, as far as they fit.
Result<> startFromEditor(DenoiserRun &run, const TrainingRecipe &recipe, const TrainingFolders &folders)
{
    const auto file = folders.state / "edit.pt";
    if (!recipe.textToImage.startFromEditor || !std::filesystem::exists(file))
        return {};
    const EditRecipe &edit = recipe.edit;
    CF_ASSIGN(const auto editor,
        DenoiserRun::make({ edit.unetConfig, edit.textConfig, edit.learningRate, edit.weightDecay, edit.clipNorm,
            edit.emaCap, edit.seed }));
    CF_TRY(loadState(editor->state, file));
    startFrom(run, *editor);
    return {};
}

Result<> checkRecipe(const TrainingRecipe &recipe)
{
    if (recipe.textToImage.unetConfig.empty())
        return fail(ErrorCode::InvalidInput, "The recipe has no \"text_to_image\": there is nothing to train.");
    return {};
}

} // namespace

CaptionGrammar stateGrammar()
{
    CaptionGrammar grammar;
    grammar.form = CaptionGrammar::Form::Labels;
    grammar.prefix.clear();
    grammar.normalCaption = "nothing"; // A word of the editor's vocabulary.
    grammar.words = CaptionGrammar::bundled().words;
    return grammar;
}

std::string captionOfLabels(const LabelRow &labels, const CaptionGrammar &grammar)
{
    std::vector<Target> present;
    for (const auto &[target, word] : grammar.words)
        if (labels[classifierOutputOf(target)] == labelPresent)
            present.push_back(target);
    return stateCaption(present, grammar);
}

Result<> trainTextToImage(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_TRY(checkRecipe(recipe));
    CF_ASSIGN(const auto data, loadCaptionedLatents(recipe, folders, modelFolder, job));
    const TextToImageRecipe &settings = recipe.textToImage;
    CF_ASSIGN(const auto run, DenoiserRun::make(settingsOf(settings)));
    CF_TRY(startFromEditor(*run, recipe, folders));
    const PairSampler sampler(data.latents.records, settings.insertionShare);
    if (sampler.empty())
        return fail(ErrorCode::InvalidInput, "All encoded pairs are kept for checks; encode more of the corpus.");
    TrainingLoop loop = loopOf(settings, "Training text to image", folders.state, "text-to-image");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        torch::manual_seed(settings.seed * 1'000'003ULL + static_cast<std::uint64_t>(step));
        const RandomStream stream(settings.seed, "text-to-image step " + std::to_string(step));
        return textToImageLoss(*run, data, drawRows(data, sampler, settings, stream), settings);
    };
    loop.afterBackward = [&] { run->afterBackward(loop.learningRate(run->state.step)); };
    return runTraining(loop, run->state, job);
}

Result<> exportTextToImage(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
{
    CF_TRY(checkRecipe(recipe));
    CF_ASSIGN(const auto run, DenoiserRun::make(settingsOf(recipe.textToImage)));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "text-to-image.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput,
            "There is no trained text-to-image network in " + folders.state.string() + " yet.");
    CF_TRY(run->exportTo(modelFolder));
    ModelCard card;
    card.name = recipe.name + "-text";
    card.pipeline = "StableDiffusionPipeline";
    card.defaultMethod = "flow";
    card.predictionType = "v_prediction";
    card.grammar = stateGrammar();
    card.steps = { { "autoencoder", recipe.autoencoder.steps }, { "text_to_image", run->state.step } };
    return writeModelCard(card, recipe, folders, modelFolder);
}

} // namespace cf
