#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// The exponential moving average of a set of parameters: decay(step) = min(cap, 1 − (1 + step)^(−3/4)).
/// What is shipped is the average, not the last step.
class MovingAverage
{
public:
    MovingAverage(const std::vector<torch::Tensor> &parameters, double cap);
    void update(std::int64_t step);
    /// Exchanges the average with the live parameters; calling it twice restores them.
    void swap();
    /// Takes the live parameters for the average: after they were set from elsewhere.
    void restart();
    std::vector<torch::Tensor> &values() { return m_values; }
    const std::vector<torch::Tensor> &parameters() const { return m_parameters; }

private:
    std::vector<torch::Tensor> m_parameters;
    std::vector<torch::Tensor> m_values;
    double m_cap;
};

/// All that a run needs to go on as if it had never stopped. Random numbers are drawn from (seed, step) and need no
/// state.
struct TrainingState {
    std::vector<std::pair<std::string, torch::nn::Module *>> modules;
    torch::optim::Optimizer *optimizer = nullptr;
    MovingAverage *average = nullptr; ///< None where the last step is what is exported.
    std::vector<std::pair<std::string, std::vector<torch::Tensor> *>> tensors; ///< More to keep, by name.
    std::int64_t step = 0; ///< Finished steps.
    std::int64_t earlierSteps = 0; ///< Of the training that made the weights it began with.
};

/// Writes to a temporary file and renames it: a kill at any moment leaves the last whole state.
Result<> saveState(const TrainingState &state, const std::filesystem::path &file);
/// False where there is no file yet. An unreadable or unfitting file is an error: training never silently starts anew.
Result<bool> loadState(TrainingState &state, const std::filesystem::path &file);

/// The learning rate of a step: linear warm-up, constant, then a fall to a twentieth at the last step.
double learningRateAt(std::int64_t step, std::int64_t steps, double rate, std::int64_t warmUp, double decayFrom);
void setLearningRate(torch::optim::Optimizer &optimizer, double rate);

} // namespace cf
