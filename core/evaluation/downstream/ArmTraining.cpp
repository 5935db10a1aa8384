#include "core/evaluation/downstream/ArmTraining.h"

#include "core/base/RandomStream.h"
#include "core/base/files/AtomicFile.h"
#include "core/diffusion/readers/ChestClassifier.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/training/classifier/FilmVariation.h"
#include "core/training/loop/OrthogonalMomentum.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <memory>

namespace cf::downstream {

namespace {

constexpr std::int64_t filmsAtOnce = 64;

/// A network while it is trained, and the best that it has been.
struct ArmRun {
    ClassifierConfig config;
    EfficientNet network;
    std::vector<torch::Tensor> parameters;
    torch::optim::AdamW optimizer;
    OrthogonalMomentum momentum;
    TrainingState state;
    std::vector<torch::Tensor> live; ///< Parameters and buffers.
    std::vector<torch::Tensor> best;
    std::vector<torch::Tensor> figures; ///< Of the best: worst accuracy, mean loss, step.
    std::vector<torch::Tensor> groupWeights; ///< Of group DRO.

    explicit ArmRun(const ClassifierPlan &plan)
        : network(std::int64_t{ 1 }, plan.drop)
        , parameters(network->parameters())
        , optimizer(parameters,
              torch::optim::AdamWOptions(plan.learningRate).betas({ 0.9, 0.99 }).weight_decay(plan.weightDecay))
        , momentum(*network)
    {
        config.imageSize = plan.imageSize;
        config.mean = { 0.5, 0.5, 0.5 };
        config.deviation = { 0.25, 0.25, 0.25 };
        live = network->parameters();
        const auto buffers = network->buffers();
        live.insert(live.end(), buffers.begin(), buffers.end());
        for (const torch::Tensor &tensor : live)
            best.push_back(tensor.detach().clone());
        figures = { torch::tensor({ -1.0, 1e9, 0.0 }, torch::kFloat64) };
        groupWeights = { torch::full({ cellCount }, 1.0 / cellCount, torch::kFloat64) };
        state.modules = { { "classifier", network.ptr().get() } };
        state.optimizer = &optimizer;
        state.tensors = { { "momentum", &momentum.values() }, { "best", &best }, { "figures", &figures },
            { "groups", &groupWeights } };
    }
    ArmRun(const ArmRun &) = delete;

    void keep(double worst, double loss)
    {
        const torch::NoGradGuard noGradient;
        for (std::size_t index = 0; index < live.size(); ++index)
            best[index].copy_(live[index]);
        figures.front().copy_(torch::tensor({ worst, loss, static_cast<double>(state.step) }, torch::kFloat64));
    }
    void restoreBest()
    {
        const torch::NoGradGuard noGradient;
        for (std::size_t index = 0; index < live.size(); ++index)
            live[index].copy_(best[index]);
    }
};

Result<std::unique_ptr<ArmRun>> makeRun(
    const ClassifierPlan &plan, std::uint64_t seed, const std::filesystem::path &startFrom)
{
    seedTraining(seed);
    auto run = std::make_unique<ArmRun>(plan);
    if (startFrom.empty())
        return run;
    CF_ASSIGN(const ChestClassifier given, loadChestClassifier(startFrom));
    run->config.mean = given.config.mean;
    run->config.deviation = given.config.deviation;
    const torch::NoGradGuard noGradient;
    auto weights = given.network->named_parameters();
    for (auto &each : run->network->named_parameters())
        if (!each.key().starts_with("classifier."))
            each.value().copy_(weights[each.key()]);
    auto norms = given.network->named_buffers();
    for (auto &each : run->network->named_buffers())
        each.value().copy_(norms[each.key()]);
    return run;
}

torch::Tensor imagesOf(const FilmSet &films, const std::vector<std::size_t> &rows)
{
    std::vector<torch::Tensor> images;
    const auto area = static_cast<std::size_t>(films.size) * static_cast<std::size_t>(films.size);
    for (const std::size_t row : rows)
        images.push_back(torch::from_blob(
            const_cast<std::uint8_t *>(films.grey.data() + row * area), { 1, 1, films.size, films.size }, torch::kUInt8)
                             .to(torch::kFloat32)
                             .div_(255.0));
    return torch::cat(images);
}

Result<std::vector<double>> probabilitiesOf(ArmRun &run, const FilmSet &films, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    run.network->eval();
    std::vector<double> result;
    for (std::size_t begin = 0; begin < films.count(); begin += filmsAtOnce) {
        CF_TRY(job.checkStop());
        std::vector<std::size_t> rows;
        for (std::size_t row = begin; row < std::min(films.count(), begin + filmsAtOnce); ++row)
            rows.push_back(row);
        const torch::Tensor answer =
            torch::sigmoid(run.network->forward(classifierInput(imagesOf(films, rows), run.config)))
                .to(torch::kFloat64)
                .contiguous();
        result.insert(result.end(), answer.data_ptr<double>(), answer.data_ptr<double>() + rows.size());
    }
    return result;
}

/// Draws the films of a step.
using Draw = std::function<std::vector<std::size_t>(std::int64_t step, RandomStream &stream)>;

Draw fromAll(std::vector<std::size_t> rows, int batch)
{
    return [rows = std::move(rows), batch](std::int64_t, RandomStream &stream) {
        std::vector<std::size_t> drawn;
        for (int place = 0; place < batch; ++place)
            drawn.push_back(rows[static_cast<std::size_t>(stream.below(static_cast<int>(rows.size())))]);
        return drawn;
    };
}

std::vector<std::size_t> rowsWhere(const FilmSet &films, const std::function<bool(std::size_t)> &wanted)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < films.count(); ++row)
        if (wanted(row))
            rows.push_back(row);
    return rows;
}

/// As many films of each group that there is.
Draw fromGroups(const FilmSet &films, int batch)
{
    std::vector<std::vector<std::size_t>> groups;
    for (int cell = 0; cell < cellCount; ++cell)
        if (auto rows = rowsWhere(films, [&](std::size_t row) { return films.cells[row] == cell; }); !rows.empty())
            groups.push_back(std::move(rows));
    return [groups = std::move(groups), batch](std::int64_t, RandomStream &stream) {
        std::vector<std::size_t> drawn;
        for (int place = 0; place < batch; ++place) {
            const auto &group = groups[static_cast<std::size_t>(place) % groups.size()];
            drawn.push_back(group[static_cast<std::size_t>(stream.below(static_cast<int>(group.size())))]);
        }
        return drawn;
    };
}

/// What a run is to learn: a label a film, and how its films' losses become one.
struct Lesson {
    const FilmSet &films;
    std::vector<float> labels;
    Draw draw;
    bool groupRobust = false;
    int steps = 1;
    std::string name; ///< Of the state's file.
};

torch::Tensor lossOf(ArmRun &run, const Lesson &lesson, const std::vector<std::size_t> &rows,
    const torch::Tensor &logits, const ClassifierPlan &plan)
{
    std::vector<float> labels;
    std::vector<std::int64_t> cells;
    for (const std::size_t row : rows) {
        labels.push_back(lesson.labels[row]);
        cells.push_back(lesson.films.cells[row]);
    }
    const torch::Tensor losses =
        torch::binary_cross_entropy_with_logits(logits.squeeze(1), torch::tensor(labels), {}, {}, at::Reduction::None);
    if (!lesson.groupRobust)
        return losses.mean();
    // Group DRO (arXiv 1911.08731): weights of groups grow with their losses.
    const torch::Tensor membership = torch::one_hot(torch::tensor(cells), cellCount).to(torch::kFloat32);
    const torch::Tensor counts = membership.sum(0);
    const torch::Tensor groupLoss = (membership * losses.unsqueeze(1)).sum(0) / counts.clamp_min(1.0);
    const torch::NoGradGuard noGradient;
    torch::Tensor &weights = run.groupWeights.front();
    weights.mul_(
        torch::exp(plan.groupRate * groupLoss.detach().to(torch::kFloat64)) * (counts > 0.0).to(torch::kFloat64));
    weights.div_(weights.sum());
    const torch::AutoGradMode withGradient(true);
    return (groupLoss * weights.to(torch::kFloat32)).sum();
}

/// Runs a lesson to its end; `look` is called at the checks.
Result<> learn(ArmRun &run, const Lesson &lesson, const ClassifierPlan &plan, std::uint64_t seed, int checks,
    const std::filesystem::path &folder, const std::function<Result<>()> &look, const JobContext &job)
{
    LoopRecipe recipe;
    recipe.steps = lesson.steps;
    recipe.batch = plan.batch;
    recipe.learningRate = plan.learningRate;
    recipe.warmUp = std::min(30, std::max(1, lesson.steps / 10));
    recipe.seed = seed;
    recipe.logEvery = std::clamp(lesson.steps / 10, 1, 20);
    TrainingLoop loop = loopOf(recipe, "Training " + folder.filename().string(), folder, lesson.name);
    loop.checkEvery = std::max(1, lesson.steps / std::max(1, checks));
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        RandomStream stream(seed, lesson.name + " step " + std::to_string(step));
        seedTraining(stream.child("torch").next());
        const std::vector<std::size_t> rows = lesson.draw(step, stream);
        const torch::Tensor images = imagesOf(lesson.films, rows);
        std::vector<torch::Tensor> varied;
        for (std::int64_t row = 0; row < images.size(0); ++row)
            varied.push_back(variedFilms(images.slice(0, row, row + 1), stream));
        run.network->train();
        const torch::Tensor logits = run.network->forward(classifierInput(torch::cat(varied), run.config));
        return lossOf(run, lesson, rows, logits, plan);
    };
    loop.afterBackward = [&] {
        torch::nn::utils::clip_grad_norm_(run.parameters, 2.0);
        run.momentum.step(loop.learningRate(run.state.step), plan.weightDecay);
    };
    loop.check = [&](std::int64_t) -> Result<> { return look ? look() : Result<>{}; };
    return runTraining(loop, run.state, job);
}

double meanLoss(const std::vector<double> &probabilities, const std::vector<int> &cells)
{
    constexpr double minimum = 1e-7;
    double sum = 0.0;
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const double right = showsFinding(cells[row]) ? probabilities[row] : 1.0 - probabilities[row];
        sum -= std::log(std::max(minimum, right));
    }
    return sum / static_cast<double>(std::max<std::size_t>(1, cells.size()));
}

std::vector<float> findingLabels(const FilmSet &films)
{
    std::vector<float> labels;
    for (const int cell : films.cells)
        labels.push_back(showsFinding(cell) ? 1.0F : 0.0F);
    return labels;
}

/// Just train twice (arXiv 2107.09044): a short training finds the films that are classified wrongly.
Result<std::vector<std::size_t>> withErrorsRepeated(const FilmSet &training, const ClassifierPlan &plan,
    std::uint64_t seed, int steps, const std::filesystem::path &startFrom, const std::filesystem::path &state,
    const JobContext &job)
{
    CF_ASSIGN(const auto run, makeRun(plan, seed, startFrom));
    const auto all = rowsWhere(training, [](std::size_t) { return true; });
    const Lesson lesson{ training, findingLabels(training), fromAll(all, plan.batch), false, steps, "first" };
    CF_TRY(learn(*run, lesson, plan, seed, 1, state, {}, job));
    CF_ASSIGN(const auto probabilities, probabilitiesOf(*run, training, job));
    std::vector<std::size_t> rows = all;
    for (const std::size_t row : all)
        if ((probabilities[row] >= 0.5) != showsFinding(training.cells[row]))
            rows.insert(rows.end(), static_cast<std::size_t>(plan.errorWeight - 1), row);
    return rows;
}

Result<Draw> drawOf(const StudyArm &arm, const FilmSet &training, const ClassifierPlan &plan, std::uint64_t seed,
    int earlySteps, const std::filesystem::path &startFrom, const std::filesystem::path &state, const JobContext &job)
{
    const auto all = rowsWhere(training, [](std::size_t) { return true; });
    switch (arm.learning) {
    case Learning::GroupRobust:
        return fromGroups(training, plan.batch);
    case Learning::TrainedTwice: {
        CF_ASSIGN(auto rows, withErrorsRepeated(training, plan, seed, earlySteps, startFrom, state, job));
        return fromAll(std::move(rows), plan.batch);
    }
    case Learning::Pretrained: {
        // Half of the steps on synthetic films, then as many on the original ones.
        const Draw before =
            fromAll(rowsWhere(training, [&](std::size_t row) { return training.synthetic[row]; }), plan.batch);
        const Draw after =
            fromAll(rowsWhere(training, [&](std::size_t row) { return !training.synthetic[row]; }), plan.batch);
        return Draw([before, after, turn = plan.steps / 2](std::int64_t step, RandomStream &stream) {
            return step < turn ? before(step, stream) : after(step, stream);
        });
    }
    case Learning::Plain:
        break;
    }
    return fromAll(all, plan.batch);
}

std::array<double, cellCount> accuracies(
    const std::vector<double> &probabilities, const std::vector<int> &cells, double threshold)
{
    std::array<double, cellCount> right{};
    std::array<double, cellCount> count{};
    for (std::size_t row = 0; row < cells.size(); ++row) {
        const auto cell = static_cast<std::size_t>(cells[row]);
        count.at(cell) += 1.0;
        right.at(cell) += (probabilities[row] >= threshold) == showsFinding(cells[row]) ? 1.0 : 0.0;
    }
    for (std::size_t cell = 0; cell < right.size(); ++cell)
        right.at(cell) = count.at(cell) > 0.0 ? right.at(cell) / count.at(cell) : -1.0;
    return right;
}

} // namespace

double worstAccuracy(const std::vector<double> &probabilities, const std::vector<int> &cells, double threshold)
{
    double worst = 1.0;
    for (const double accuracy : accuracies(probabilities, cells, threshold))
        if (accuracy >= 0.0)
            worst = std::min(worst, accuracy);
    return worst;
}

double bestThreshold(const std::vector<double> &probabilities, const std::vector<int> &cells)
{
    std::vector<double> sorted = probabilities;
    std::ranges::sort(sorted);
    std::vector<double> candidates{ 0.5 };
    for (std::size_t index = 1; index < sorted.size(); ++index)
        candidates.push_back(0.5 * (sorted[index - 1] + sorted[index]));
    std::ranges::sort(candidates);
    double best = -1.0;
    double low = 0.5;
    double high = 0.5;
    for (const double candidate : candidates) {
        double mean = 0.0;
        for (const double accuracy : accuracies(probabilities, cells, candidate))
            mean += std::max(0.0, accuracy);
        if (mean > best + 1e-12) {
            best = mean;
            low = high = candidate;
        } else if (mean > best - 1e-12) {
            high = candidate;
        }
    }
    return 0.5 * (low + high);
}

Result<ArmAnswers> trainArm(const StudyArm &arm, const FilmSet &training, const FilmSet &validation,
    const FilmSet &test, const ClassifierPlan &plan, std::uint64_t seed, const std::filesystem::path &startFrom,
    const std::filesystem::path &state, const JobContext &job)
{
    return atTorchBorder("Training a classifier", [&]() -> Result<ArmAnswers> {
        CF_TRY(makeFolder(state));
        const int early =
            arm.learning == Learning::TrainedTwice ? std::min(plan.steps - 1, plan.steps / plan.earlyShare) : 0;
        CF_ASSIGN(Draw draw, drawOf(arm, training, plan, seed, early, startFrom, state, job));
        CF_ASSIGN(const auto run, makeRun(plan, seed, startFrom));
        const Lesson lesson{ training, findingLabels(training), std::move(draw), arm.learning == Learning::GroupRobust,
            plan.steps - early, "classifier" };
        const auto look = [&]() -> Result<> {
            CF_ASSIGN(const auto probabilities, probabilitiesOf(*run, validation, job));
            const double worst =
                worstAccuracy(probabilities, validation.cells, bestThreshold(probabilities, validation.cells));
            const double loss = meanLoss(probabilities, validation.cells);
            const double *best = run->figures.front().data_ptr<double>();
            if (worst > best[0] || (worst == best[0] && loss < best[1]))
                run->keep(worst, loss);
            return {};
        };
        CF_TRY(learn(*run, lesson, plan, seed, plan.checks, state, look, job));
        run->restoreBest();
        ArmAnswers answers;
        answers.validationWorst = run->figures.front().data_ptr<double>()[0];
        answers.bestStep = static_cast<int>(run->figures.front().data_ptr<double>()[2]);
        CF_ASSIGN(answers.validation, probabilitiesOf(*run, validation, job));
        answers.threshold = bestThreshold(answers.validation, validation.cells);
        CF_ASSIGN(answers.test, probabilitiesOf(*run, test, job));
        return answers;
    });
}

Result<double> detectability(const FilmSet &training, const FilmSet &test, const ClassifierPlan &plan,
    std::uint64_t seed, const std::filesystem::path &state, const JobContext &job)
{
    return atTorchBorder("Training a detector of edits", [&]() -> Result<double> {
        CF_TRY(makeFolder(state));
        CF_ASSIGN(const auto run, makeRun(plan, seed, {}));
        Lesson lesson{ training, {}, {}, false, plan.steps, "detector" };
        for (const bool synthetic : training.synthetic)
            lesson.labels.push_back(synthetic ? 1.0F : 0.0F);
        lesson.draw = fromAll(rowsWhere(training, [](std::size_t) { return true; }), plan.batch);
        CF_TRY(learn(*run, lesson, plan, seed, 1, state, {}, job));
        CF_ASSIGN(const auto probabilities, probabilitiesOf(*run, test, job));
        RatedCases cases;
        for (std::size_t row = 0; row < test.count(); ++row)
            (test.synthetic[row] ? cases.positive : cases.negative).push_back(probabilities[row]);
        if (!cases.hasBoth())
            return fail(ErrorCode::InvalidInput, "A detector of edits needs films of both kinds.");
        return areaValue(cases);
    });
}

} // namespace cf::downstream
