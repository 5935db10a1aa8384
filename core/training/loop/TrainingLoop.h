#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/loop/TrainingGroup.h"
#include "core/training/loop/TrainingState.h"
#include "core/training/recipe/Recipe.h"

#include <filesystem>
#include <functional>
#include <string>

namespace cf {

/// What every training has in common: resume, steps, log, progress, saving, stopping.
struct TrainingLoop {
    std::string stage; ///< For the progress line.
    std::int64_t steps = 0;
    std::filesystem::path stateFile;
    std::filesystem::path logFile; ///< CSV: step, loss, learning rate, seconds since the start of this run.
    double saveEverySeconds = 180.0;
    std::int64_t logEvery = 20;
    int accumulation = 1; ///< Draws whose gradients make one step.
    /// Others with whom this process trains; null: nobody. `loss` is then this process's share of the whole batch's, so
    /// that the shares add up to it, and all processes see the same `stateFile`, which the first one writes.
    const TrainingGroup *group = nullptr;
    std::int64_t checkEvery = 500; ///< How often `check` is called.
    std::function<double(std::int64_t step)> learningRate;
    /// Scalar, ready for backward(). Draws are numbered through: without accumulation the number is the step's.
    std::function<Result<torch::Tensor>(std::int64_t draw)> loss;
    std::function<void()> afterBackward; ///< Gradient clipping; may be empty.
    std::function<Result<>(std::int64_t step)> check; ///< Held-back figures and sheets; may be empty.
};

/// The loop of a recipe: its steps, learning rate and log, with `state`/`name`.pt and `name`.csv.
TrainingLoop loopOf(
    const LoopRecipe &recipe, std::string stage, const std::filesystem::path &state, const std::string &name);

/// Runs until `steps` are done (then saves) or a stop is requested (then saves and returns Cancelled; of a group that
/// was asked in any of its processes all stop). Errors also: InvalidInput where the processes of a group begin with
/// different steps; Internal where one of them has gone.
Result<> runTraining(const TrainingLoop &loop, TrainingState &state, const JobContext &job);

} // namespace cf
