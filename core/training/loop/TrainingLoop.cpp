#include "core/training/loop/TrainingLoop.h"

#include "core/base/SecondsSince.h"
#include "core/base/files/AtomicFile.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/training/loop/GroupSums.h"

#include <chrono>
#include <cmath>
#include <sstream>
#include <utility>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;

bool hasCompany(const TrainingLoop &loop)
{
    return loop.group != nullptr && !loop.group->isAlone();
}

struct DoneStep {
    double loss = 0.0;
    bool asksToStop = false; ///< Of any process of the group.
};

/// Gradients, losses and stop requests of all processes.
DoneStep addedUpStep(const TrainingLoop &loop, const TrainingState &state, const DoneStep &mine)
{
    const torch::NoGradGuard noGradient;
    torch::Tensor sums = torch::tensor({ mine.loss, mine.asksToStop ? 1.0 : 0.0 }, torch::kFloat64);
    addUp(*loop.group, sums);
    for (const auto &[name, module] : state.modules)
        for (const torch::Tensor &parameter : module->parameters())
            if (torch::Tensor gradient = parameter.grad(); gradient.defined())
                addUp(*loop.group, gradient);
    return { sums[0].item<double>(), sums[1].item<double>() > 0.0 };
}

/// Processes that see different folders would train different networks.
Result<> checkSameStart(const TrainingLoop &loop, const TrainingState &state)
{
    torch::Tensor steps = torch::zeros({ loop.group->size() }, torch::kFloat64);
    steps[loop.group->shareOf(loop.group->size()).first] = static_cast<double>(state.step);
    addUp(*loop.group, steps);
    if (steps.min().item<double>() == steps.max().item<double>())
        return {};
    return fail(ErrorCode::InvalidInput,
        "The processes that train together begin with different steps. Name a --state that all of them see.");
}

Result<DoneStep> oneStep(const TrainingLoop &loop, TrainingState &state, bool asksToStop)
{
    const Error notANumber{ ErrorCode::Internal,
        "The loss is not a number at step " + std::to_string(state.step)
            + ". Lower the learning rate and go on from the last saved state." };
    setLearningRate(*state.optimizer, loop.learningRate(state.step));
    state.optimizer->zero_grad();
    double mean = 0.0;
    for (int part = 0; part < loop.accumulation; ++part) {
        CF_ASSIGN(const torch::Tensor whole, loop.loss(state.step * loop.accumulation + part));
        const torch::Tensor loss = loop.accumulation > 1 ? whole / loop.accumulation : whole;
        mean += loss.item<double>();
        if (!std::isfinite(mean) && !hasCompany(loop)) // Before the step, so that the weights stay usable.
            return tl::unexpected(notANumber);
        loss.backward();
    }
    DoneStep done{ mean, asksToStop };
    if (hasCompany(loop)) {
        done = addedUpStep(loop, state, done);
        if (!std::isfinite(done.loss))
            return tl::unexpected(notANumber);
    }
    if (loop.afterBackward)
        loop.afterBackward();
    state.optimizer->step();
    if (state.average != nullptr)
        state.average->update(state.step);
    ++state.step;
    return done;
}

} // namespace

TrainingLoop loopOf(
    const LoopRecipe &recipe, std::string stage, const std::filesystem::path &state, const std::string &name)
{
    TrainingLoop loop;
    loop.stage = std::move(stage);
    loop.steps = recipe.steps;
    loop.logEvery = recipe.logEvery;
    loop.stateFile = state / (name + ".pt");
    loop.logFile = state / (name + ".csv");
    loop.learningRate = [recipe](std::int64_t step) {
        return learningRateAt(step, recipe.steps, recipe.learningRate, recipe.warmUp, recipe.decayFrom);
    };
    return loop;
}

namespace {

Result<> runSteps(const TrainingLoop &loop, TrainingState &state, const JobContext &job)
{
    const bool tells = !hasCompany(loop) || loop.group->isFirst();
    const auto save = [&]() -> Result<> { return tells ? saveState(state, loop.stateFile) : Result<>(); };
    if (tells)
        removeLeftovers(loop.stateFile.parent_path());
    CF_ASSIGN([[maybe_unused]] const bool resumed, loadState(state, loop.stateFile));
    if (hasCompany(loop))
        CF_TRY(checkSameStart(loop, state));
    bool groupStops = false;
    const auto start = Clock::now();
    auto lastSave = start;
    const std::int64_t firstStep = state.step;
    double meanLoss = 0.0;
    std::int64_t summed = 0;
    while (state.step < loop.steps) {
        if (hasCompany(loop) ? groupStops : job.stopRequested()) {
            CF_TRY(save());
            CF_TRY(job.checkStop());
            return fail(ErrorCode::Cancelled, "Stopped, since another of the processes was. It goes on where it was.");
        }
        CF_ASSIGN(const DoneStep done, oneStep(loop, state, job.stopRequested()));
        groupStops = done.asksToStop;
        meanLoss += done.loss;
        ++summed;
        if (tells && state.step % loop.logEvery == 0) {
            std::ostringstream line;
            line << state.step << ',' << meanLoss / static_cast<double>(summed) << ','
                 << loop.learningRate(state.step - 1) << ',' << secondsSince(start) << '\n';
            const auto logged = appendLines(loop.logFile, line.str());
            const double pace = secondsSince(start) / static_cast<double>(state.step - firstStep);
            job.report({ static_cast<int>(state.step), static_cast<int>(loop.steps),
                loop.stage + ", loss " + std::to_string(meanLoss / static_cast<double>(summed))
                    + (logged ? "" : " (not logged: " + logged.error().message + ")"),
                pace * static_cast<double>(loop.steps - state.step) });
            meanLoss = 0.0;
            summed = 0;
        }
        if (tells && loop.check && state.step % loop.checkEvery == 0)
            if (auto checked = loop.check(state.step); !checked) {
                (void)saveState(state, loop.stateFile); // The steps were sound; the check's error is the one to tell.
                return checked;
            }
        if (secondsSince(lastSave) > loop.saveEverySeconds) {
            CF_TRY(save());
            lastSave = Clock::now();
        }
    }
    return save();
}

} // namespace

Result<> runTraining(const TrainingLoop &loop, TrainingState &state, const JobContext &job)
{
    // What a step throws in its middle is not saved: the last saved state is sound.
    return atTorchBorder(loop.stage, [&] { return runSteps(loop, state, job); });
}

} // namespace cf
