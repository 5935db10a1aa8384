#include "core/training/classifier/ClassifierTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/readers/ChestClassifier.h"
#include "core/diffusion/weights/WeightLoader.h"
#include "core/training/classifier/ClassifierBatch.h"
#include "core/training/classifier/ClassifierCalibration.h"
#include "core/training/classifier/ClassifierRun.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/GroupSums.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <sstream>

namespace cf {

namespace {

/// The loss of the pairs from `first` to `end`, of which `logits` speaks in the rows of ClassifierBatch, as a share of
/// the whole batch's loss: what is divided by is the whole batch's.
torch::Tensor classifierLoss(const torch::Tensor &logits, const ClassifierBatch &batch, const ClassifierRecipe &recipe,
    std::int64_t first, std::int64_t end)
{
    const std::int64_t pairs = batch.turned.size(0);
    const std::int64_t own = end - first;
    const auto ownRows = [&](const torch::Tensor &rows) {
        return torch::cat({ rows.slice(0, first, end), rows.slice(0, pairs + first, pairs + end) });
    };
    const torch::Tensor known = (batch.labels >= 0.0).to(torch::kFloat32);
    // The turned label is what the pair was made for; the others are mostly absent and would drown it.
    const torch::Tensor places = torch::cat({ batch.turned, batch.turned }).unsqueeze(1);
    const torch::Tensor weight =
        known * torch::ones_like(known).scatter(1, places, static_cast<float>(recipe.turnedWeight));
    const torch::Tensor entropy = torch::binary_cross_entropy_with_logits(
        logits, ownRows(batch.labels).clamp(0.0, 1.0), {}, {}, at::Reduction::None);
    const torch::Tensor change = logits.slice(0, own) - logits.slice(0, 0, own);
    const torch::Tensor turned = batch.turned.slice(0, first, end).unsqueeze(1);
    const torch::Tensor order = torch::softplus(-change.gather(1, turned)).sum() / pairs;
    const torch::Tensor collateral =
        (change.square() * batch.unconcerned.slice(0, first, end)).sum() / batch.unconcerned.sum().clamp_min(1.0);
    return (entropy * ownRows(weight)).sum() / weight.sum().clamp_min(1.0) + recipe.orderWeight * order
        + recipe.collateralWeight * collateral;
}

/// Mean AUC of held-back pairs and the share of pairs in order, by the live weights at the size that they are trained
/// on; the average is judged at the export, where its norms are measured.
Result<> checkClassifier(
    ClassifierRun &run, const PairCorpus &corpus, const LabelledCorpus &labelled, const std::filesystem::path &file)
{
    std::vector<LabelledPair> pairs = labelled.heldBack;
    for (std::size_t index = 0; index < pairs.size(); ++index) // A hundred pairs from all over the corpus.
        std::swap(pairs[index], pairs[(index * 7919) % pairs.size()]);
    pairs.resize(std::min<std::size_t>(pairs.size(), 100));
    const ScoredPairs scored = scorePairs(run, corpus, pairs);
    double sum = 0.0;
    int counted = 0;
    std::int64_t ordered = 0;
    for (std::int64_t output = 0; output < scored.labels.size(1); ++output) {
        const auto figures = figuresOf(scored.logits.select(1, output), scored.labels.select(1, output));
        if (figures.present < 3 || figures.absent < 3)
            continue;
        sum += figures.auc;
        ++counted;
    }
    const std::int64_t half = scored.turned.size(0);
    const torch::Tensor change = scored.logits.slice(0, half) - scored.logits.slice(0, 0, half);
    ordered = (change.gather(1, scored.turned.unsqueeze(1)) > 0.0).sum().item<std::int64_t>();
    std::ostringstream log;
    log << run.state.step << ',' << (counted > 0 ? sum / counted : 0.5) << ','
        << static_cast<double>(ordered) / static_cast<double>(half) << '\n';
    return appendLines(file, log.str());
}

/// Begins with the weights of a model's classifier/.
Result<> startFromModel(ClassifierRun &run, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto weights, readWeights(modelFolder / "classifier", "model"));
    CF_TRY(loadWeights(*run.network, weights, "classifier in " + modelFolder.string()));
    run.average.restart();
    run.state.earlierSteps = stepsOnCard(modelFolder, "/classifier/steps");
    return {};
}

} // namespace

Result<> trainClassifier(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job, const TrainingGroup &group)
try {
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto films, FilmTable::read(folders.radiographs, recipe.corpus.imageSize, job));
    const LabelledCorpus labelled = labelCorpus(corpus, films);
    if (labelled.phantoms.empty() && labelled.insertions.empty())
        return fail(ErrorCode::InvalidInput, "There is nothing to train on: make the corpus of pairs first.");
    const ClassifierRecipe &settings = recipe.classifier;
    const std::int64_t pairs = std::max(1, settings.batch / 2);
    CF_TRY(checkShares(group, pairs, "pairs of images"));
    const auto run = makeClassifierRun(settings);
    if (!folders.startFrom.empty())
        CF_TRY(startFromModel(*run, folders.startFrom));

    const auto share = group.shareOf(pairs);
    const torch::Tensor rows = torch::cat(
        { torch::arange(share.first, share.second), torch::arange(pairs + share.first, pairs + share.second) });
    if (!group.isAlone())
        run->network->share(std::make_shared<SharedBatch>(
            SharedBatch{ rows, 2 * pairs, [&group](const torch::Tensor &values) { return addedUp(group, values); } }));
    TrainingLoop loop = loopOf(settings, "Training the classifier", folders.state, "classifier");
    loop.group = &group;
    loop.checkEvery = settings.checkEvery;
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        seedTraining(settings.seed, step);
        // Small images first (arXiv 2104.00298): most of what there is to learn is seen at a fraction of the cost.
        const bool small = static_cast<double>(step) < settings.smallShare * settings.steps;
        run->config.imageSize = small ? settings.smallImageSize : settings.imageSize;
        // Drawn whole by every process: chance is the same for all.
        const ClassifierBatch batch =
            drawPairs(corpus, labelled, static_cast<int>(pairs), static_cast<int>(run->config.imageSize),
                settings.insertionShare, RandomStream(settings.seed, "classifier step " + std::to_string(step)));
        run->network->train();
        const torch::Tensor images = group.isAlone() ? batch.images : batch.images.index_select(0, rows);
        return classifierLoss(
            run->network->forward(classifierInput(images, run->config)), batch, settings, share.first, share.second);
    };
    loop.afterBackward = [&] {
        torch::nn::utils::clip_grad_norm_(run->parameters, 2.0);
        run->momentum.step(loop.learningRate(run->state.step), settings.weightDecay);
    };
    loop.check = [&](std::int64_t) -> Result<> {
        if (!labelled.heldBack.empty())
            return checkClassifier(*run, corpus, labelled, folders.state / "classifier-check.csv");
        return {};
    };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the classifier"));
}

} // namespace cf
