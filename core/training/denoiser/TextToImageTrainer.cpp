#include "core/training/denoiser/TextToImageTrainer.h"

#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/language/Captions.h"
#include "core/training/classifier/ClassifierBatch.h"
#include "core/training/data/EditRows.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/data/PairSampler.h"
#include "core/training/denoiser/DenoiserRun.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

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
    std::vector<std::vector<Target>> shown; ///< What both images of each pair are known to show.
    ClipTokenizer tokenizer;
    CaptionGrammar grammar = stateGrammar();
    NoiseSchedule schedule = velocitySchedule();
    double middleEnergy = 1.0; ///< Median of the pairs' energies.
};

/// Of the encoded pairs, in their order.
Result<> addWhatIsShown(
    CaptionedLatents &data, const PairCorpus &corpus, const TrainingFolders &folders, const JobContext &job)
{
    CF_ASSIGN(const auto films, FilmTable::read(folders.radiographs, corpus.imageSize(), job));
    const LabelledCorpus labelled = labelCorpus(corpus, films);
    std::vector<const LabelledPair *> pairs(corpus.size());
    for (const auto *part : { &labelled.phantoms, &labelled.insertions, &labelled.heldBack })
        for (const LabelledPair &pair : *part)
            pairs[pair.index] = &pair;
    for (const std::size_t index : data.latents.pairs)
        data.shown.push_back(shownTargets(pairs[index]->without));
    return {};
}

Result<CaptionedLatents> loadCaptionedLatents(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_ASSIGN(const auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto folder, latentFolder(folders.state, modelFolder));
    CF_ASSIGN(auto latents, loadLatents(corpus, folder));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    CaptionedLatents data{ std::move(latents), {}, std::move(tokenizer) };
    data.middleEnergy = data.latents.energy.median().item<double>();
    CF_TRY(addWhatIsShown(data, corpus, folders, job));
    job.report({ 0, recipe.textToImage.steps,
        std::to_string(data.latents.records.size()) + " encoded pairs to learn from", 0.0 });
    return data;
}

/// The pairs of a batch.
struct CaptionedPairs {
    torch::Tensor without, with; ///< [pairs, channels, height, width]
    torch::Tensor region; ///< [pairs, 1, height, width], 1 inside.
    torch::Tensor energy; ///< [pairs], see LatentCorpus.
    torch::Tensor seesWith; ///< [pairs, 1, 1, 1], bool: which of both the network is shown.
    torch::Tensor isHeard; ///< [pairs], 0 where the captions are dropped.
    std::vector<std::string> captions; ///< [2 pairs]: of those without, then of those with.
};

/// Slots are left out of a caption as a user leaves them out of an instruction.
std::string captionWith(
    const std::vector<Target> &shown, const Abnormality &turned, const CaptionGrammar &grammar, RandomStream &stream)
{
    const EditInstruction said = instructionFor(turned, true, stream);
    std::vector<StatedTarget> state{ { said.target, said.side, said.zone, said.severity } };
    state.insert(state.end(), shown.begin(), shown.end());
    return stateCaption(state, grammar);
}

CaptionedPairs drawCaptioned(
    const CaptionedLatents &data, const PairSampler &sampler, const TextToImageRecipe &recipe, RandomStream stream)
{
    std::vector<torch::Tensor> without, with, region, energy, seesWith;
    torch::Tensor isHeard = torch::ones({ recipe.batch / 2 });
    std::vector<std::string> withoutCaptions, withCaptions;
    for (int row = 0; row < recipe.batch / 2; ++row) {
        const std::size_t pair = sampler.draw(stream);
        const auto place = static_cast<std::int64_t>(pair);
        without.push_back(data.latents.without[place].to(torch::kFloat32));
        with.push_back(data.latents.with[place].to(torch::kFloat32));
        region.push_back(data.latents.region[place].to(torch::kFloat32));
        energy.push_back(data.latents.energy[place]);
        seesWith.push_back(torch::full({ 1, 1, 1 }, stream.chance(0.5), torch::kBool));
        const bool isSilent = stream.chance(recipe.captionDropout);
        isHeard[row] = isSilent ? 0.0 : 1.0;
        const std::vector<Target> &shown = data.shown[pair];
        withoutCaptions.push_back(isSilent ? "" : stateCaption({ shown.begin(), shown.end() }, data.grammar));
        withCaptions.push_back(
            isSilent ? "" : captionWith(shown, data.latents.records[pair].abnormality, data.grammar, stream));
    }
    withoutCaptions.insert(withoutCaptions.end(), withCaptions.begin(), withCaptions.end());
    return { torch::stack(without), torch::stack(with), torch::stack(region), torch::stack(energy),
        torch::stack(seesWith), isHeard, std::move(withoutCaptions) };
}

/// Noisy images say little of the words, so that timesteps are drawn the more often the noisier they are: density ∝ t.
torch::Tensor noisyTimesteps(std::int64_t rows)
{
    return (stratifiedTimesteps(rows).to(torch::kFloat64) / 1000.0).sqrt().mul(1000.0).floor().to(torch::kInt64);
}

/// Both captions of a pair are answered for the same noisy image of one of its two images. The answer to that image's
/// own caption is to be right, and the two answers are to differ by what tells the images apart: the noise, and all
/// that it leaves open, is in both, so that the difference is learnt from the words alone.
torch::Tensor textToImageLoss(
    DenoiserRun &run, const CaptionedLatents &data, const CaptionedPairs &pairs, const TextToImageRecipe &recipe)
{
    const std::int64_t count = pairs.energy.size(0);
    const torch::Tensor timesteps = noisyTimesteps(count);
    const torch::Tensor seen = torch::where(pairs.seesWith, pairs.with, pairs.without);
    const torch::Tensor noise = torch::randn_like(seen);
    const torch::Tensor noisy = data.schedule.addNoise(seen, noise, timesteps);
    const torch::Tensor predicted = run.unet->forward(
        noisy.repeat({ 2, 1, 1, 1 }), timesteps.repeat({ 2 }), run.encode(data.tokenizer, pairs.captions));
    const torch::Tensor saidWithout = predicted.narrow(0, 0, count), saidWith = predicted.narrow(0, count, count);
    const torch::Tensor kept = data.schedule.alphasCumprod().index_select(0, timesteps);
    const torch::Tensor signal = kept / (1.0 - kept);
    // Min-SNR for v-prediction: min(SNR, γ) / (SNR + 1) (arXiv 2303.09556, appendix).
    const torch::Tensor weight = signal.clamp_max(recipe.signalCap) / (signal + 1.0);
    const torch::Tensor own =
        torch::where(pairs.seesWith, saidWith, saidWithout) - data.schedule.velocity(seen, noise, timesteps);
    const torch::Tensor whole = (own.square().mean({ 1, 2, 3 }) * weight).mean();
    // Of the same noisy image, clean estimates differ by −√(1 − ā) times what the velocities differ by.
    const torch::Tensor moved = (saidWithout - saidWith) * (1.0 - kept).sqrt().view({ -1, 1, 1, 1 });
    const torch::Tensor error = (moved - (pairs.with - pairs.without)).square();
    const torch::Tensor change = (error * (1.0 + recipe.regionWeight * pairs.region)).sum({ 1, 2, 3 });
    // Where the images of a pair differ the own answer counts as the difference does: two answers that differ rightly
    // may else both lie beside the image, and a change that is already there is made a second time.
    const torch::Tensor place = (own.square() * pairs.region).sum({ 1, 2, 3 }) * (1.0 - kept) * signal.clamp_max(1.0);
    const torch::Tensor share = shareByEnergy(pairs.energy, data.middleEnergy, recipe.energyPower) * pairs.isHeard;
    return whole + ((recipe.changeWeight * change + recipe.placeWeight * place) * share).mean() / data.middleEnergy;
}

/// Where the recipe asks for it and a trained editor is there (in `state`, or the model named): its weights, as far as
/// they fit.
Result<> beginWithEditor(DenoiserRun &run, const TrainingRecipe &recipe, const TrainingFolders &folders)
{
    const auto file = folders.state / "edit.pt";
    const bool isNamed = !folders.startFrom.empty();
    if (!recipe.textToImage.startFromEditor || (!isNamed && !std::filesystem::exists(file)))
        return {};
    const EditRecipe &edit = recipe.edit;
    CF_ASSIGN(const auto editor,
        DenoiserRun::make({ edit.unetConfig, edit.textConfig, edit.learningRate, edit.weightDecay, edit.clipNorm,
            edit.emaCap, edit.seed }));
    if (isNamed)
        CF_TRY(startFromModel(*editor, folders.startFrom));
    else
        CF_TRY(loadState(editor->state, file));
    startFromEditor(run, *editor);
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
    CaptionGrammar grammar = CaptionGrammar::bundled();
    grammar.form = CaptionGrammar::Form::Labels;
    grammar.normalCaption = "nothing"; // A word of the editor's vocabulary.
    return grammar;
}

std::vector<Target> shownTargets(const LabelRow &labels)
{
    std::vector<Target> shown;
    for (const auto &[target, word] : stateGrammar().words)
        if (labels[classifierOutputOf(target)] == labelPresent)
            shown.push_back(target);
    return shown;
}

Result<> trainTextToImage(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    CF_TRY(checkRecipe(recipe));
    CF_ASSIGN(const auto data, loadCaptionedLatents(recipe, folders, modelFolder, job));
    const TextToImageRecipe &settings = recipe.textToImage;
    CF_ASSIGN(const auto run, DenoiserRun::make(settingsOf(settings)));
    CF_TRY(beginWithEditor(*run, recipe, folders));
    const PairSampler sampler(data.latents.records, settings.insertionShare);
    if (sampler.empty())
        return fail(ErrorCode::InvalidInput, "All encoded pairs are kept for checks; encode more of the corpus.");
    TrainingLoop loop = loopOf(settings, "Training text to image", folders.state, "text-to-image");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        seedTraining(settings.seed, step);
        const RandomStream stream(settings.seed, "text-to-image step " + std::to_string(step));
        return textToImageLoss(*run, data, drawCaptioned(data, sampler, settings, stream), settings);
    };
    loop.afterBackward = [&] { run->afterBackward(loop.learningRate(run->state.step)); };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the text-to-image model"));
}

Result<> exportTextToImage(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
try {
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
    // The difference of two captions was learnt as it is: guidance would multiply it. What is noisier than the start
    // hides where a finding is.
    const std::map<std::string, double> parameters{ { "guidance_scale", 1.0 }, { "start", 0.55 } };
    card.methodParameters = { { "flow", parameters }, { "direct", parameters } };
    card.steps = { { "autoencoder", recipe.autoencoder.steps }, { "text_to_image", run->state.step } };
    return writeModelCard(card, recipe, folders, modelFolder);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the text-to-image model"));
}

} // namespace cf
