#include "core/base/files/AtomicFile.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/training/classifier/ClassifierCalibration.h"
#include "core/training/classifier/ClassifierRun.h"
#include "core/training/classifier/ClassifierTrainer.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/TrainingSeed.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace cf {

namespace {

constexpr int pairsAtOnce = 8;
constexpr double minTrustedArea = 0.9; ///< AUC on held-back patients from which a label may refuse an edit.

/// Running means and variances of all batch norms over training images, as the exported weights see them.
void measureNorms(
    ClassifierRun &run, const PairCorpus &corpus, const LabelledCorpus &labelled, const ClassifierRecipe &recipe)
{
    const torch::NoGradGuard noGradient;
    std::vector<torch::nn::BatchNorm2dImpl *> norms;
    for (const auto &module : run.network->modules(false))
        if (auto *norm = module->as<torch::nn::BatchNorm2d>())
            norms.push_back(norm);
    run.network->train();
    const auto pairs = static_cast<int>(labelled.phantoms.size() + labelled.insertions.size());
    const int batches = std::clamp(pairs / pairsAtOnce, 2, 40);
    for (int batch = 0; batch < batches; ++batch) {
        for (auto *norm : norms) // Momentum 1/(n+1): a plain mean over the batches.
            norm->options.momentum(1.0 / (batch + 1.0));
        const auto drawn = drawPairs(corpus, labelled, pairsAtOnce, static_cast<int>(recipe.imageSize),
            recipe.insertionShare, RandomStream(recipe.seed, "classifier norms " + std::to_string(batch)));
        run.network->forward(classifierInput(drawn.images, run.config));
    }
}

Result<> writeWeights(const EfficientNet &network, const std::filesystem::path &file)
{
    TensorMap tensors;
    for (const auto &parameter : network->named_parameters())
        tensors[parameter.key()] = parameter.value().detach().to(torch::kFloat16).contiguous();
    for (const auto &buffer : network->named_buffers())
        if (!buffer.key().ends_with("num_batches_tracked")) // Variances may be smaller than half floats go.
            tensors[buffer.key()] = buffer.value().detach().to(torch::kFloat32).contiguous();
    return writeSafetensors(file, tensors);
}

ScoredPairs halfOf(const ScoredPairs &all, const std::vector<LabelledPair> &pairs, bool second)
{
    const auto count = static_cast<std::int64_t>(pairs.size());
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> places;
    for (std::int64_t pair = 0; pair < count; ++pair)
        if ((RandomStream(0, pairs[static_cast<std::size_t>(pair)].patient).below(2) == 1) == second) {
            rows.push_back(pair);
            places.push_back(pair);
        }
    const std::size_t kept = rows.size();
    for (std::size_t index = 0; index < kept; ++index)
        rows.push_back(rows[index] + count);
    const torch::Tensor chosen = torch::tensor(rows, torch::kInt64);
    return { all.logits.index_select(0, chosen), all.labels.index_select(0, chosen),
        all.turned.index_select(0, torch::tensor(places, torch::kInt64)) };
}

nlohmann::json figuresJson(const LabelFigures &figures)
{
    return { { "present", figures.present }, { "absent", figures.absent }, { "auc", figures.auc },
        { "brier", figures.brier }, { "ece", figures.calibrationError } };
}

/// Share of pairs whose image with the abnormality scores higher for it, by target.
nlohmann::json pairsInOrder(const ScoredPairs &scored)
{
    const std::int64_t half = scored.turned.size(0);
    nlohmann::json byLabel = nlohmann::json::object();
    const torch::Tensor change = scored.logits.slice(0, half) - scored.logits.slice(0, 0, half);
    std::map<std::int64_t, std::pair<int, int>> counts;
    for (std::int64_t pair = 0; pair < half; ++pair) {
        const auto output = scored.turned[pair].item<std::int64_t>();
        ++counts[output].second;
        counts[output].first += change[pair][output].item<double>() > 0.0 ? 1 : 0;
    }
    for (const auto &[output, count] : counts)
        byLabel[classifierLabels()[static_cast<std::size_t>(output)]] = { { "pairs", count.second },
            { "in_order", static_cast<double>(count.first) / count.second } };
    return byLabel;
}

/// Temperatures and offsets from one half of the held-back patients and figures of the other. The offsets go into the
/// last layer's bias, so that who reads the weights needs the temperature alone.
nlohmann::json calibrate(ClassifierRun &run, const PairCorpus &corpus, const std::vector<LabelledPair> &heldBack)
{
    if (heldBack.empty())
        return nullptr;
    const torch::NoGradGuard noGradient;
    const ScoredPairs all = scorePairs(run, corpus, heldBack);
    const ScoredPairs fitting = halfOf(all, heldBack, false);
    const ScoredPairs test = halfOf(all, heldBack, true);
    nlohmann::json byLabel = nlohmann::json::object();
    run.config.temperature.clear();
    std::vector<float> offsets;
    run.config.trusted = std::vector<std::string>();
    double error = 0.0;
    double area = 0.0;
    double errorBefore = 0.0;
    int counted = 0;
    for (std::int64_t output = 0; output < all.labels.size(1); ++output) {
        const LogitCalibration calibration =
            fitCalibration(fitting.logits.select(1, output), fitting.labels.select(1, output));
        run.config.temperature.push_back(calibration.temperature);
        offsets.push_back(static_cast<float>(calibration.offset));
        const torch::Tensor logits = test.logits.select(1, output);
        const torch::Tensor labels = test.labels.select(1, output);
        const auto raw = figuresOf(torch::sigmoid(logits), labels);
        const torch::Tensor probabilities = torch::sigmoid((logits - calibration.offset) / calibration.temperature);
        const auto figures = figuresOf(probabilities, labels);
        nlohmann::json line = figuresJson(figures);
        if (figures.present >= 5 && figures.absent >= 5 && figures.auc >= minTrustedArea
            && leavesEditsAlone(probabilities, test.turned == output))
            run.config.trusted->push_back(classifierLabels()[static_cast<std::size_t>(output)]);
        line["temperature"] = calibration.temperature;
        line["offset"] = calibration.offset;
        line["ece_before"] = raw.calibrationError;
        byLabel[classifierLabels()[static_cast<std::size_t>(output)]] = line;
        if (figures.present == 0 || figures.absent == 0)
            continue;
        error += figures.calibrationError;
        area += figures.auc;
        errorBefore += raw.calibrationError;
        ++counted;
    }
    run.network->classifier[1]->as<torch::nn::Linear>()->bias.sub_(torch::tensor(offsets));
    return { { "pairs", test.turned.size(0) }, { "labels", byLabel }, { "turned_pairs", pairsInOrder(test) },
        { "mean_auc", counted > 0 ? area / counted : 0.5 }, { "mean_ece", counted > 0 ? error / counted : 0.0 },
        { "mean_ece_before", counted > 0 ? errorBefore / counted : 0.0 } };
}

} // namespace

ClassifierRun::ClassifierRun(const ClassifierRecipe &recipe)
    : network(static_cast<std::int64_t>(classifierLabels().size()), recipe.drop)
    , parameters(network->parameters())
    , average(parameters, recipe.emaCap)
    , optimizer(parameters,
          torch::optim::AdamWOptions(recipe.learningRate).betas({ 0.9, 0.99 }).weight_decay(recipe.weightDecay))
    , momentum(*network)
{
    config.labels = classifierLabels();
    config.imageSize = recipe.imageSize;
    config.mean = { 0.5, 0.5, 0.5 };
    config.deviation = { 0.25, 0.25, 0.25 };
    state.modules = { { "classifier", network.ptr().get() } };
    state.optimizer = &optimizer;
    state.average = &average;
    state.tensors = { { "momentum", &momentum.values() } };
}

std::unique_ptr<ClassifierRun> makeClassifierRun(const ClassifierRecipe &recipe)
{
    seedTraining(recipe.seed);
    return std::make_unique<ClassifierRun>(recipe);
}

ScoredPairs scorePairs(ClassifierRun &run, const PairCorpus &corpus, const std::vector<LabelledPair> &pairs)
{
    const torch::NoGradGuard noGradient;
    run.network->eval();
    std::vector<torch::Tensor> without, with, withoutLabels, withLabels, turned;
    for (std::size_t first = 0; first < pairs.size(); first += pairsAtOnce) {
        const auto last = pairs.begin() + static_cast<std::ptrdiff_t>(std::min(pairs.size(), first + pairsAtOnce));
        const auto batch = loadPairs(corpus, { pairs.begin() + static_cast<std::ptrdiff_t>(first), last },
            static_cast<int>(run.config.imageSize));
        const auto logits = run.network->forward(classifierInput(batch.images, run.config)).chunk(2);
        const auto labels = batch.labels.chunk(2);
        without.push_back(logits[0]);
        with.push_back(logits[1]);
        withoutLabels.push_back(labels[0]);
        withLabels.push_back(labels[1]);
        turned.push_back(batch.turned);
    }
    without.insert(without.end(), with.begin(), with.end());
    withoutLabels.insert(withoutLabels.end(), withLabels.begin(), withLabels.end());
    return { torch::cat(without), torch::cat(withoutLabels), torch::cat(turned) };
}

Result<> exportClassifier(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &folder, const JobContext &job)
try {
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto films, FilmTable::read(folders.radiographs, recipe.corpus.imageSize, job));
    const LabelledCorpus labelled = labelCorpus(corpus, films);
    const auto run = makeClassifierRun(recipe.classifier);
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "classifier.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained classifier in " + folders.state.string() + " yet.");
    if (labelled.phantoms.empty() && labelled.insertions.empty())
        return fail(ErrorCode::InvalidInput, "The corpus that measures the classifier is gone; make it again.");
    run->average.swap();
    job.report({ 0, 0, "Measuring the classifier", -1.0 });
    measureNorms(*run, corpus, labelled, recipe.classifier);
    CF_TRY(job.checkStop());
    const nlohmann::json figures = calibrate(*run, corpus, labelled.heldBack);
    CF_TRY(makeFolder(folder));
    const ClassifierConfig &config = run->config;
    nlohmann::json json{ { "architectures", { "EfficientNet-B0" } }, { "labels", config.labels },
        { "image_size", config.imageSize }, { "mean", config.mean }, { "std", config.deviation },
        { "temperature", config.temperature }, { "steps", run->state.earlierSteps + run->state.step },
        { "held_back", figures } };
    if (config.trusted)
        json["trusted"] = *config.trusted;
    CF_TRY(writeWhole(folder / "config.json", json.dump(2) + "\n", replaceOwn()));
    CF_TRY(writeWeights(run->network, folder / "model.safetensors"));
    return addClassifierToCard(folder.parent_path());
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the classifier"));
}

} // namespace cf
