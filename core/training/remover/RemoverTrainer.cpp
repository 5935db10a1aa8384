#include "core/training/remover/RemoverTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/models/Remover.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/diffusion/weights/WeightLoader.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ContactSheet.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/NetworkRun.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"
#include "core/training/remover/RemovalSamples.h"

#include <algorithm>
#include <map>
#include <memory>
#include <sstream>

namespace cf {

namespace {

/// Changes below this, in [-1, 1], are hardly seen; above, a pixel is the device's own.
constexpr double visible = 3.0 / 127.5;
constexpr double deviceWeight = 4.0; ///< Extra weight of such pixels in the mean within the mask.
/// Where nothing is to go, an error of two grey levels of 255 counts as all of what was asked.
constexpr double minDeviation = 2.0 / 127.5;
/// Of the squared error's share, so that its root has a slope where nothing is left to learn.
constexpr double minRatio = 1e-3;
/// Of the grain, so that a film without any has a logarithm: a fifth of a grey level of 255.
constexpr double minGrain = 0.2 / 127.5;

using RemoverRun = NetworkRun<Remover>;

Result<std::unique_ptr<RemoverRun>> makeRun(const RemoverRecipe &recipe)
{
    CF_ASSIGN(const auto config, RemoverConfig::fromText(recipe.config));
    if (recipe.crop % config.stride() != 0)
        return fail(ErrorCode::InvalidInput,
            "The recipe's \"crop\" must be a multiple of " + std::to_string(config.stride()) + ".");
    seedTraining(recipe.seed);
    auto run = std::make_unique<RemoverRun>(config, "remover", recipe, recipe.emaCap);
    // Starts by taking away what is bright and narrow, as a line is. Not quite: with a last layer of zeros the others
    // have nothing to go by.
    const torch::NoGradGuard noGrad;
    run->network->conv_out->weight.mul_(0.1);
    run->network->conv_out->bias.zero_();
    constexpr std::int64_t narrow = 5; // Pixels.
    const auto &radii = run->network->config.bandRadii;
    for (std::int64_t band = 0; band < run->network->config.bands(); ++band)
        run->network->shareBiases(band).fill_(
            band < std::ssize(radii) && radii[static_cast<std::size_t>(band)] <= narrow ? 0.35 : -0.35);
    run->average.restart();
    return run;
}

/// Begins with the weights of a model's remover/, which must be built alike.
Result<> startFromModel(RemoverRun &run, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto weights, readWeights(modelFolder / "remover", "model"));
    CF_TRY(loadWeights(*run.network, weights, "remover in " + modelFolder.string()));
    run.average.restart();
    run.state.earlierSteps = stepsOnCard(modelFolder, "/steps/remover");
    return {};
}

torch::Tensor rowSums(const torch::Tensor &values)
{
    return values.sum({ 1, 2, 3 });
}

/// The local deviation of grain: second differences both ways see no edge that is straight (Immerkær 1996).
torch::Tensor grainOf(const torch::Tensor &picture)
{
    static const torch::Tensor kernel =
        torch::tensor({ 1.0F, -2.0F, 1.0F, -2.0F, 4.0F, -2.0F, 1.0F, -2.0F, 1.0F }).reshape({ 1, 1, 3, 3 }) / 6.0;
    const torch::Tensor detail = torch::conv2d(picture, kernel, {}, 1, 1);
    return torch::avg_pool2d(detail.square(), 9, 1, 4, false, false).sqrt();
}

/// Mean absolute error, weighed, of differences between neighbours across and down.
torch::Tensor slopeError(const torch::Tensor &error, const torch::Tensor &weight)
{
    const auto along = [&](std::int64_t axis) {
        const std::int64_t last = error.size(axis) - 1;
        const torch::Tensor slope = error.narrow(axis, 1, last) - error.narrow(axis, 0, last);
        return rowSums(slope.abs() * weight.narrow(axis, 1, last));
    };
    return along(2) + along(3);
}

torch::Tensor removalLoss(Remover &network, const RemovalBatch &batch, const RemoverRecipe &recipe)
{
    const Removal said = network->forward(batch.source, batch.mask, batch.bands, batch.kinds);
    const torch::Tensor asked = batch.target - batch.source;
    const torch::Tensor error = said.change - asked;
    const torch::Tensor area = rowSums(batch.mask) + 1.0;
    const torch::Tensor weight = batch.mask * (1.0 + deviceWeight * (asked.abs() > visible).to(torch::kFloat32));
    const torch::Tensor weights = rowSums(weight) + 1.0;
    // Each crop counts alike, whatever its contrast and size: errors are shares of what was asked.
    const torch::Tensor energy = rowSums(asked.square()) + area * (minDeviation * minDeviation);
    const torch::Tensor size = rowSums(asked.abs() * weight) / weights + minDeviation;
    const torch::Tensor slope = slopeError(asked, weight) / weights + minDeviation;
    const torch::Tensor grain = (grainOf(batch.target) + minGrain).log();
    return ((rowSums(error.square()) / energy + minRatio).sqrt()
        + recipe.insideWeight * rowSums(error.abs() * weight) / weights / size
        + recipe.slopeWeight * slopeError(error, weight) / weights / slope
        + recipe.grainWeight * rowSums((said.grain - grain).abs() * batch.mask) / area)
        .mean();
}

using HeldBack = std::vector<std::pair<std::string, RemovalBatch>>;

struct CheckSum {
    double error = 0.0;
    double energy = 0.0;
    double ratios = 0.0;
    int successes = 0;
    int rows = 0;
};

Result<> checkRemover(RemoverRun &run, const HeldBack &batches, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGrad;
    run.average.swap();
    std::map<std::string, CheckSum> sums;
    std::vector<torch::Tensor> sheet;
    const std::size_t everyFor = std::max<std::size_t>(1, batches.size() / 12);
    for (std::size_t index = 0; index < batches.size(); ++index) {
        const auto &[kind, batch] = batches[index];
        const torch::Tensor said = run.network->forward(batch.source, batch.mask, batch.bands, batch.kinds).change;
        const torch::Tensor asked = batch.target - batch.source;
        const double error = (said - asked).square().sum().item<double>();
        const double energy = std::max(asked.square().sum().item<double>(), 1e-9);
        CheckSum &sum = sums[kind];
        sum.error += error;
        sum.energy += energy;
        sum.ratios += error / energy;
        sum.successes += error / energy < 0.5;
        ++sum.rows;
        if (index % everyFor == 0)
            sheet.push_back(torch::cat({ batch.source, batch.source + said, batch.target, batch.mask * 2.0 - 1.0 }));
    }
    run.average.swap();
    std::ostringstream log;
    for (const auto &[kind, sum] : sums)
        log << run.state.step << ',' << kind << ',' << sum.rows << ',' << sum.error / sum.energy << ','
            << sum.ratios / sum.rows << ',' << static_cast<double>(sum.successes) / sum.rows << '\n';
    CF_TRY(appendLines(folders.state / "remover-check.csv", log.str()));
    if (sheet.empty())
        return {};
    return writeContactSheet(torch::stack(sheet), folders.state / "remover-sheet.png");
}

} // namespace

Result<> trainRemover(const RemoverRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
try {
    CF_ASSIGN(const auto run, makeRun(recipe));
    if (!folders.startFrom.empty())
        CF_TRY(startFromModel(*run, folders.startFrom));
    if (multipliesBFloat16())
        run->network->multiplyInBFloat16(/*keepWeights=*/true);
    CF_ASSIGN(const auto sampler, RemovalSampler::open(recipe, folders, run->network->config));
    job.report({ 0, recipe.steps, std::to_string(sampler.pairs()) + " pairs to learn from", 0.0 });
    HeldBack heldBack;
    TrainingLoop loop = loopOf(recipe, "Training the remover", folders.state, "remover");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        return removalLoss(run->network, sampler.batch(step), recipe);
    };
    loop.afterBackward = [&] { run->afterBackward(recipe.clipNorm, loop.learningRate(run->state.step)); };
    loop.checkEvery = 250;
    loop.check = [&](std::int64_t) {
        if (heldBack.empty())
            heldBack = sampler.heldBack(72);
        return checkRemover(*run, heldBack, folders);
    };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the remover"));
}

Result<> exportRemover(
    const RemoverRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
try {
    CF_ASSIGN(const auto run, makeRun(recipe));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "remover.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained remover in " + folders.state.string() + " yet.");
    run->average.swap();
    CF_TRY(writeConfig(recipe.config, modelFolder / "remover"));
    CF_TRY(writeModule(*run->network, modelFolder / "remover" / "model.safetensors", torch::kFloat16));
    return addRemoverToCard(modelFolder, run->state.earlierSteps + run->state.step);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the remover"));
}

} // namespace cf
