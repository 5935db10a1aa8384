#include "core/training/lines/LineReaderTrainer.h"

#include "core/base/files/RegularFile.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/readers/LineReader.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/lines/LineStretches.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/ReaderLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <nlohmann/json.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <functional>

namespace cf {

namespace {

constexpr std::size_t trainingSamples = 400; ///< Of real films, and of insertions.
constexpr std::size_t heldBackSamples = 90;
constexpr std::int64_t steps = 4000;
constexpr std::int64_t batch = 2048;
constexpr double learningRate = 2e-3;
/// A kind is trusted whose stretches on held-back insertions are found so often, and rightly so often, at one half.
/// What is missed is made up for by following lines over their length. Below this precision (catheters, endotracheal
/// and nasogastric tubes) the maps alone did as well or better: of 9 held-back films with endotracheal tubes 3 were
/// refused by lines and none by maps, of 9 with nasogastric tubes 5 and 3.
constexpr double minRecall = 0.45;
constexpr double minPrecision = 0.65;
constexpr int minStretches = 100;

/// How much more a stretch of a device weighs: one that is missed leaves a piece of wire on the film, while a rib that
/// is taken for one goes only where the rest of its line is taken for one, too.
constexpr double presentWeight = 2.0;

/// Cross-entropy of what is known.
torch::Tensor knownLoss(const torch::Tensor &logits, const torch::Tensor &labels)
{
    const torch::Tensor known =
        (labels >= 0).to(torch::kFloat32) + (presentWeight - 1.0) * (labels == 1).to(torch::kFloat32);
    const torch::Tensor losses = torch::binary_cross_entropy_with_logits(
        logits, labels.clamp_min(0).to(torch::kFloat32), {}, {}, at::Reduction::None);
    return (losses * known).sum() / known.sum().clamp_min(1.0);
}

nlohmann::json figuresOf(LineReader &reader, const LineStretches &heldBack, std::vector<std::string> &trusted)
{
    const torch::NoGradGuard noGradient;
    const torch::Tensor said = reader->forward(heldBack.features) > 0.0;
    nlohmann::json figures = nlohmann::json::object();
    for (std::size_t kind = 0; kind < lineMaps().size(); ++kind) {
        const auto column = static_cast<std::int64_t>(kind);
        const torch::Tensor labels = heldBack.labels.select(1, column);
        const torch::Tensor found = said.select(1, column);
        const auto count = [](const torch::Tensor &which) { return which.sum().item<std::int64_t>(); };
        const auto there = count(labels == 1);
        const auto right = count((labels == 1) & found);
        const auto wrong = count((labels == 0) & found);
        const auto filmsWithout = count((labels == 0) & (heldBack.films == 1));
        const auto wrongOnFilms = count((labels == 0) & found & (heldBack.films == 1));
        const auto share = [](std::int64_t part, std::int64_t whole) {
            return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
        };
        const std::string &name = reader->config.kinds[kind];
        figures[name] = { { "stretches", there }, { "recall", share(right, there) },
            { "precision", share(right, right + wrong) },
            { "false_on_real_films", share(wrongOnFilms, filmsWithout) } };
        if (there >= minStretches && share(right, there) >= minRecall && share(right, right + wrong) >= minPrecision)
            trusted.push_back(name);
    }
    return figures;
}

Result<LineStretches> readStretches(const std::filesystem::path &file)
try {
    CF_TRY(checkRegularFile(file));
    std::vector<torch::Tensor> tensors;
    torch::load(tensors, file.string());
    if (tensors.size() != 3)
        return fail(ErrorCode::InvalidInput, file.string() + " holds no stretches of lines. Move it away.");
    return LineStretches{ tensors[0], tensors[1], tensors[2] };
} catch (...) {
    const Error error = errorFromTraining("Reading the stretches of lines");
    if (error.code == ErrorCode::OutOfMemory)
        return tl::make_unexpected(error);
    return fail(ErrorCode::Io,
        "The file " + file.string() + " cannot be read. Delete it and run this again: it is measured anew.");
}

/// Those that an earlier run measured with the same segmenter, else new ones, which are kept.
Result<LineStretches> keptStretches(
    const std::filesystem::path &file, const std::function<Result<LineStretches>()> &measure)
{
    std::error_code unknown;
    if (std::filesystem::exists(file, unknown))
        return readStretches(file);
    CF_ASSIGN(LineStretches stretches, measure());
    const std::vector<torch::Tensor> tensors{ stretches.features, stretches.labels, stretches.films };
    CF_TRY(writeArchive(file, [&](const ArchiveSink &sink) { torch::save(tensors, sink); }));
    return stretches;
}

Result<LineReader> trained(
    const LineReaderConfig &config, const LineStretches &stretches, std::uint64_t seed, const JobContext &job)
{
    seedTraining(seed);
    LineReader reader(config);
    {
        const torch::NoGradGuard noGradient;
        reader->mean.copy_(stretches.features.mean(0));
        reader->scale.copy_(1.0 / (stretches.features.std(0) + 1e-3));
    }
    const std::int64_t count = stretches.features.size(0);
    const auto lossOfBatch = [&] {
        const torch::Tensor rows = torch::randint(count, { std::min(batch, count) }, torch::kInt64);
        return knownLoss(
            reader->forward(stretches.features.index_select(0, rows)), stretches.labels.index_select(0, rows));
    };
    CF_TRY(trainReader(learntOf(*reader), { steps, learningRate, 0.01, "lines" }, lossOfBatch, job));
    return reader;
}

} // namespace

Result<> trainLineReader(const SegmenterRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    CF_ASSIGN(Segmenter network, loadSegmenter(modelFolder / segmenterPart));
    CF_ASSIGN(const auto samples, SegmenterSamples::open(folders.state / "samples", "training", recipe.imageSize));
    CF_ASSIGN(const auto others, SegmenterSamples::open(folders.state / "samples", "held_back", recipe.imageSize));
    CF_ASSIGN(const std::string sha256, sha256OfWeights(modelFolder / segmenterPart));
    const auto kept = [&](const std::string &name) {
        return folders.state / ("line-stretches-" + name + "-" + sha256.substr(0, 12) + ".pt");
    };
    CF_ASSIGN(const LineStretches stretches,
        keptStretches(kept("training"), [&] { return lineStretches(network, samples, trainingSamples, true, job); }));
    CF_ASSIGN(const LineStretches heldBack,
        keptStretches(kept("held-back"), [&] { return lineStretches(network, others, heldBackSamples, false, job); }));
    LineReaderConfig config;
    config.features = stretches.features.size(1);
    config.maps = network->config.maps;
    for (const SeenMap map : lineMaps())
        config.kinds.push_back(seenMapNames()[placeOf(map)]);
    CF_ASSIGN(LineReader reader, trained(config, stretches, recipe.seed, job));
    const nlohmann::json figures = figuresOf(reader, heldBack, config.trusted);
    nlohmann::json json{ { "architectures", { "LineReader" } }, { "features", config.features },
        { "hidden", config.hidden }, { "kinds", config.kinds }, { "maps", config.maps },
        { "training_stretches", stretches.features.size(0) }, { "held_back", figures } };
    if (!config.trusted.empty())
        json["trusted"] = config.trusted;
    CF_TRY(writeConfig(json.dump(), modelFolder / lineReaderPart));
    CF_TRY(writeModule(*reader, modelFolder / lineReaderPart / "model.safetensors", torch::kFloat32));
    return addSegmenterToCard(modelFolder, lineReaderPart, steps);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the reader of lines"));
}

} // namespace cf
