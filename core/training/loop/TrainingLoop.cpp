#include "core/training/loop/TrainingLoop.h"

#include "core/base/AtomicFile.h"
#include "core/base/SecondsSince.h"
#include "core/diffusion/runtime/TorchBorder.h"

#include <chrono>
#include <cmath>
#include <sstream>
#include <utility>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;

Result<double> oneStep(const TrainingLoop &loop, TrainingState &state)
{
    setLearningRate(*state.optimizer, loop.learningRate(state.step));
    state.optimizer->zero_grad();
    double mean = 0.0;
    for (int part = 0; part < loop.accumulation; ++part) {
        CF_ASSIGN(const torch::Tensor whole, loop.loss(state.step * loop.accumulation + part));
        const torch::Tensor loss = loop.accumulation > 1 ? whole / loop.accumulation : whole;
        mean += loss.item<double>();
        if (!std::isfinite(mean)) // Before the step, so that the weights stay usable.
            return fail(ErrorCode::Internal,
                "The loss is not a number at step " + std::to_string(state.step)
                    + ". Lower the learning rate and go on from the last saved state.");
        loss.backward();
    }
    if (loop.afterBackward)
        loop.afterBackward();
    state.optimizer->step();
    if (state.average != nullptr)
        state.average->update(state.step);
    ++state.step;
    return mean;
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
    removeLeftovers(loop.stateFile.parent_path());
    CF_ASSIGN([[maybe_unused]] const bool resumed, loadState(state, loop.stateFile));
    const auto start = Clock::now();
    auto lastSave = start;
    const std::int64_t firstStep = state.step;
    double meanLoss = 0.0;
    std::int64_t summed = 0;
    while (state.step < loop.steps) {
        if (job.stopRequested()) {
            CF_TRY(saveState(state, loop.stateFile));
            return job.checkStop();
        }
        CF_ASSIGN(const double loss, oneStep(loop, state));
        meanLoss += loss;
        ++summed;
        if (state.step % loop.logEvery == 0) {
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
        if (loop.check && state.step % loop.checkEvery == 0)
            if (auto checked = loop.check(state.step); !checked) {
                (void)saveState(state, loop.stateFile); // The steps were sound; the check's error is the one to tell.
                return checked;
            }
        if (secondsSince(lastSave) > loop.saveEverySeconds) {
            CF_TRY(saveState(state, loop.stateFile));
            lastSave = Clock::now();
        }
    }
    return saveState(state, loop.stateFile);
}

} // namespace

Result<> runTraining(const TrainingLoop &loop, TrainingState &state, const JobContext &job)
{
    // What a step throws in its middle is not saved: the last saved state is sound.
    return atTorchBorder(loop.stage, [&] { return runSteps(loop, state, job); });
}

} // namespace cf
