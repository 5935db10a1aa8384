#include "core/training/segmenter/SegmenterTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/diffusion/weights/WeightLoader.h"
#include "core/training/classifier/ClassifierCalibration.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/NetworkRun.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"
#include "core/training/segmenter/SegmenterBatch.h"
#include "core/training/segmenter/SegmenterContactSheet.h"
#include "core/training/segmenter/SegmenterFigures.h"
#include "core/training/segmenter/SegmenterLoss.h"
#include "core/training/segmenter/SegmenterRun.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <sstream>
#include <string>

namespace cf {

namespace {

constexpr std::size_t checkedFilms = 120; ///< Enough for an AUC while training; the export looks at all.
constexpr std::size_t checkedInsertions = 48;
constexpr std::size_t checkedPhantoms = 16;
constexpr std::size_t drawnFilms = 12;

void writeLine(
    std::ostream &log, std::int64_t step, const std::string &figure, const std::string &name, double value, int count)
{
    log << step << ',' << figure << ',' << name << ',' << value << ',' << count << '\n';
}

/// Figures of held-back samples, one a line, and a sheet of films.
Result<std::string> checkedFigures(SegmenterRun &run, const SegmenterSamples &heldBack, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGradient;
    std::ostringstream log;
    const std::int64_t step = run.state.step;
    const auto &names = run.network->config.maps;
    for (const auto &[origin, maximum] :
        { std::pair{ "insertion", checkedInsertions }, std::pair{ "phantom", checkedPhantoms } }) {
        CF_ASSIGN(const auto scores, scoreSamples(run.network, heldBack, origin, maximum));
        for (std::size_t map = 0; map < names.size(); ++map)
            if (const MeanOf mean = meanOverlap(scores.overlap, static_cast<std::int64_t>(map)); mean.count > 0)
                for (const auto &[figure, table] : { std::pair{ "dice ", &scores.overlap }, { "near ", &scores.near } })
                    writeLine(log, step, std::string(figure) + origin, names[map],
                        meanOverlap(*table, static_cast<std::int64_t>(map)).mean, mean.count);
    }
    CF_ASSIGN(const auto scores, scoreSamples(run.network, heldBack, "film", checkedFilms));
    if (!scores.places.empty()) {
        for (std::size_t map = 0; map < names.size(); ++map) {
            const auto place = static_cast<std::int64_t>(map);
            const auto figures =
                figuresOf(torch::sigmoid(scores.logits.select(1, place)), scores.labels.select(1, place));
            if (figures.present > 0 && figures.absent > 0)
                writeLine(log, step, "auc film", names[map], figures.auc, figures.present);
            if (const MeanOf mean = meanOverlap(scores.overlap, place); mean.count > 0)
                writeLine(log, step, "dice film", names[map], mean.mean, mean.count);
        }
        std::vector<std::size_t> shown;
        std::vector<std::string> texts;
        for (std::size_t at = 0; at < std::min(drawnFilms, scores.places.size()); ++at) {
            shown.push_back(scores.places[at * scores.places.size() / drawnFilms]);
            texts.push_back(heldBack.info(shown.back()).name);
        }
        CF_ASSIGN(const auto batch, loadSamples(heldBack, shown));
        const auto answer = run.network->forward(batch.films);
        CF_TRY(writeSegmenterContactSheet(
            batch.films, torch::sigmoid(answer.maps), texts, 2, folders.state / "segmenter-sheet.png"));
    }
    return log.str();
}

Result<> checkSegmenter(SegmenterRun &run, const SegmenterSamples &heldBack, const TrainingFolders &folders)
{
    run.average.swap();
    const auto figures = checkedFigures(run, heldBack, folders);
    run.average.swap(); // Before an error is seen: the state that is then saved holds the live weights.
    if (!figures)
        return tl::make_unexpected(figures.error());
    return appendLines(folders.state / "segmenter-check.csv", *figures);
}

/// Begins with the weights of a model's segmenter/, which must be built alike.
Result<> startFromModel(SegmenterRun &run, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto weights, readWeights(modelFolder / "segmenter", "model"));
    CF_TRY(loadWeights(*run.network, weights, "segmenter in " + modelFolder.string()));
    run.average.restart();
    // The weights' own: a folder may hold a second segmenter's in this place, which the card counts apart.
    run.state.earlierSteps = stepsOnCard(modelFolder, "/steps", "segmenter/config.json");
    return {};
}

} // namespace

Result<std::unique_ptr<SegmenterRun>> makeSegmenterRun(const SegmenterRecipe &recipe)
{
    nlohmann::json json = recipe.config.empty() ? nlohmann::json::object() : nlohmann::json::parse(recipe.config);
    json["image_size"] = recipe.imageSize;
    json["maps"] = seenMapNames();
    json["labels"] = seenLabelNames();
    CF_ASSIGN(const auto config, SegmenterConfig::fromText(json.dump()));
    seedTraining(recipe.seed);
    auto run = std::make_unique<SegmenterRun>(config, "segmenter", recipe, recipe.emaCap);
    if (recipe.mixedPrecision && multipliesBFloat16()) // Without the instructions it would be slower, not faster.
        run->network->multiplyInBFloat16();
    return run;
}

Result<> trainSegmenter(const SegmenterRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
try {
    CF_ASSIGN(const auto run, makeSegmenterRun(recipe));
    if (!folders.startFrom.empty())
        CF_TRY(startFromModel(*run, folders.startFrom));
    CF_ASSIGN(const auto samples, SegmenterSamples::open(folders.state / "samples", "training", recipe.imageSize));
    CF_ASSIGN(const auto heldBack, SegmenterSamples::open(folders.state / "samples", "held_back", recipe.imageSize));
    if (samples.size() == 0)
        return fail(ErrorCode::InvalidInput, "There are no samples to learn from: make them first.");
    const SegmenterPool pool(samples, recipe);
    TrainingLoop loop = loopOf(recipe, "Training the segmenter", folders.state, "segmenter");
    loop.checkEvery = recipe.checkEvery;
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        CF_ASSIGN(const auto batch,
            drawSamples(pool, recipe, RandomStream(recipe.seed, "segmenter step " + std::to_string(step))));
        return segmenterLoss(run->network->forward(batch.films), batch, recipe);
    };
    loop.afterBackward = [&] { run->afterBackward(recipe.clipNorm, loop.learningRate(run->state.step)); };
    loop.check = [&](std::int64_t) -> Result<> {
        return heldBack.size() == 0 ? Result<>() : checkSegmenter(*run, heldBack, folders);
    };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the segmenter"));
}

} // namespace cf
