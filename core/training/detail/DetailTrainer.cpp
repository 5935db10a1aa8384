#include "core/training/detail/DetailTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/models/DetailNetwork.h"
#include "core/diffusion/weights/WeightLoader.h"
#include "core/training/detail/DetailSamples.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ContactSheet.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/NetworkRun.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <map>
#include <memory>
#include <sstream>

namespace cf {

namespace {

/// Differences below this, in [-1, 1], are rounding and grain.
constexpr double visible = 3.0 / 127.5;
/// Where nothing was asked and nothing decoded, an error of two grey levels of 255 counts as much as doing nothing does
/// elsewhere.
constexpr double minDeviation = 2.0 / 127.5;

using DetailRun = NetworkRun<DetailNetwork>;

Result<std::unique_ptr<DetailRun>> makeRun(const DetailRecipe &recipe)
{
    if (recipe.config.empty())
        return fail(ErrorCode::InvalidInput, "The recipe has no \"detail\": there is nothing to train.");
    CF_ASSIGN(const auto config, DetailConfig::fromText(recipe.config));
    if (recipe.crop % config.stride() != 0)
        return fail(ErrorCode::InvalidInput,
            "The recipe's \"detail.crop\" must be a multiple of " + std::to_string(config.stride()) + ".");
    seedTraining(recipe.seed);
    auto run = std::make_unique<DetailRun>(config, "detail", recipe, recipe.emaCap);
    // Starts near what the decoder says. Not at it: with a last layer of zeros the others have nothing to go by.
    const torch::NoGradGuard noGrad;
    run->network->conv_out->weight.mul_(0.1);
    return run;
}

/// Begins with the weights of a model's detail/, which must be built alike.
Result<> startFromModel(DetailRun &run, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto weights, readWeights(modelFolder / "detail", "model"));
    CF_TRY(loadWeights(*run.network, weights, "detail network in " + modelFolder.string()));
    run.average.restart();
    run.state.earlierSteps = stepsOnCard(modelFolder, "/steps/detail");
    return {};
}

/// Squared error of the change, each row as a share of what the decoder leaves of it and what was asked together: rows
/// count alike, whether their change is strong or faint and whether the editor did well or badly.
torch::Tensor detailLoss(DetailNetwork &network, const DetailBatch &batch, const DetailRecipe &recipe)
{
    const torch::Tensor asked = batch.target - batch.source;
    const torch::Tensor said = network->forward(batch.source, batch.reconstruction, batch.edited, batch.words);
    const torch::Tensor region = torch::max_pool2d((asked.abs() > visible).to(torch::kFloat32), 5, 1, 2);
    const torch::Tensor weight = 1.0 + recipe.regionWeight * region;
    const auto sumOf = [&weight](const torch::Tensor &error) { return (error.square() * weight).sum({ 1, 2, 3 }); };
    const torch::Tensor decoded = sumOf(batch.edited - batch.reconstruction - asked);
    const double grain = minDeviation * minDeviation * static_cast<double>(asked[0].numel());
    return (sumOf(said - asked) / (decoded + sumOf(asked) + grain)).mean();
}

struct CheckSum {
    double decoded = 0.0;
    double said = 0.0;
    double change = 0.0;
    int rows = 0;
};

using HeldBack = std::vector<std::pair<std::string, DetailSample>>;

/// Ratios of sums over the samples of a kind: as decoded, and as the network says it.
Result<> checkDetail(DetailRun &run, const HeldBack &samples, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGrad;
    run.average.swap();
    std::map<std::string, CheckSum> sums;
    std::vector<torch::Tensor> sheet;
    for (const auto &[kind, sample] : samples) {
        const torch::Tensor said =
            run.network->forward(sample.source, sample.reconstruction, sample.edited, sample.words);
        const torch::Tensor asked = sample.target - sample.source;
        const torch::Tensor decoded = sample.edited - sample.reconstruction;
        CheckSum &sum = sums[kind];
        sum.decoded += (decoded - asked).square().sum().item<double>();
        sum.said += (said - asked).square().sum().item<double>();
        sum.change += asked.square().sum().item<double>();
        ++sum.rows;
        if (sheet.size() < 6)
            sheet.push_back(
                torch::cat({ sample.source, sample.source + decoded, sample.source + said, sample.target }));
    }
    run.average.swap();
    std::ostringstream log;
    for (const auto &[kind, sum] : sums)
        log << run.state.step << ',' << kind << ',' << sum.rows << ',' << sum.decoded / std::max(sum.change, 1e-9)
            << ',' << sum.said / std::max(sum.change, 1e-9) << '\n';
    CF_TRY(appendLines(folders.state / "detail-check.csv", log.str()));
    if (sheet.empty())
        return {};
    return writeContactSheet(torch::stack(sheet), folders.state / "detail-sheet.png");
}

} // namespace

Result<> trainDetail(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    const DetailRecipe &settings = recipe.detail;
    CF_ASSIGN(const auto run, makeRun(settings));
    if (!folders.startFrom.empty())
        CF_TRY(startFromModel(*run, folders.startFrom));
    CF_ASSIGN(const auto sampler, DetailSampler::open(recipe, folders, modelFolder));
    if (sampler->wordsWidth() != run->network->config.wordsWidth)
        return fail(ErrorCode::InvalidInput,
            "The recipe's detail network reads words of width " + std::to_string(run->network->config.wordsWidth)
                + ", the editor's text encoder has " + std::to_string(sampler->wordsWidth()) + ".");
    job.report({ 0, settings.steps, std::to_string(sampler->pairs()) + " encoded pairs to learn from", 0.0 });
    HeldBack heldBack;
    TrainingLoop loop = loopOf(settings, "Training the detail network", folders.state, "detail");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        return detailLoss(run->network, sampler->batch(step), settings);
    };
    loop.afterBackward = [&] { run->afterBackward(settings.clipNorm, loop.learningRate(run->state.step)); };
    loop.checkEvery = 250;
    loop.check = [&](std::int64_t) {
        if (heldBack.empty())
            heldBack = sampler->heldBack(64);
        return checkDetail(*run, heldBack, folders);
    };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the detail network"));
}

Result<> exportDetail(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
try {
    CF_ASSIGN(const auto run, makeRun(recipe.detail));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "detail.pt"));
    if (!trained)
        return fail(
            ErrorCode::InvalidInput, "There is no trained detail network in " + folders.state.string() + " yet.");
    run->average.swap();
    CF_TRY(writeConfig(recipe.detail.config, modelFolder / "detail"));
    CF_TRY(writeModule(*run->network, modelFolder / "detail" / "model.safetensors", torch::kFloat16));
    return addDetailToCard(modelFolder, run->state.earlierSteps + run->state.step);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the detail network"));
}

} // namespace cf
