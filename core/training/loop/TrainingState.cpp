#include "core/training/loop/TrainingState.h"

#include "core/base/files/RegularFile.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"

#include <algorithm>
#include <cmath>

namespace cf {

MovingAverage::MovingAverage(const std::vector<torch::Tensor> &parameters, double cap)
    : m_parameters(parameters)
    , m_cap(cap)
{
    for (const auto &parameter : m_parameters)
        m_values.push_back(parameter.detach().clone());
}

void MovingAverage::update(std::int64_t step)
{
    const torch::NoGradGuard noGrad;
    const double decay = std::min(m_cap, 1.0 - std::pow(1.0 + static_cast<double>(step), -0.75));
    for (std::size_t index = 0; index < m_values.size(); ++index)
        m_values[index].lerp_(m_parameters[index].detach(), 1.0 - decay);
}

void MovingAverage::swap()
{
    const torch::NoGradGuard noGrad;
    for (std::size_t index = 0; index < m_values.size(); ++index) {
        const torch::Tensor live = m_parameters[index].detach().clone();
        m_parameters[index].copy_(m_values[index]);
        m_values[index].copy_(live);
    }
}

void MovingAverage::restart()
{
    for (std::size_t index = 0; index < m_values.size(); ++index)
        m_values[index] = m_parameters[index].detach().clone();
}

Result<> saveState(const TrainingState &state, const std::filesystem::path &file)
{
    return atTorchBorder("Saving the training state in " + file.string(), [&]() -> Result<> {
        torch::serialize::OutputArchive archive;
        for (const auto &[name, module] : state.modules) {
            torch::serialize::OutputArchive part;
            module->save(part);
            archive.write(name, part);
        }
        torch::serialize::OutputArchive optimizer;
        state.optimizer->save(optimizer);
        archive.write("optimizer", optimizer);
        for (std::size_t index = 0; state.average != nullptr && index < state.average->values().size(); ++index)
            archive.write("average_" + std::to_string(index), state.average->values()[index]);
        for (const auto &[name, values] : state.tensors)
            for (std::size_t index = 0; index < values->size(); ++index)
                archive.write(name + "_" + std::to_string(index), (*values)[index]);
        archive.write("step", torch::tensor(state.step));
        archive.write("earlier_steps", torch::tensor(state.earlierSteps));
        return writeArchive(file, [&](const ArchiveSink &sink) { archive.save_to(sink); });
    });
}

Result<bool> loadState(TrainingState &state, const std::filesystem::path &file)
{
    CF_ASSIGN(const bool isThere, hasRegularFile(file));
    if (!isThere)
        return false;
    try {
        torch::serialize::InputArchive archive;
        archive.load_from(file.string());
        for (const auto &[name, module] : state.modules) {
            torch::serialize::InputArchive part;
            archive.read(name, part);
            module->load(part);
        }
        torch::serialize::InputArchive optimizer;
        archive.read("optimizer", optimizer);
        state.optimizer->load(optimizer);
        const torch::NoGradGuard noGrad;
        for (std::size_t index = 0; state.average != nullptr && index < state.average->values().size(); ++index) {
            torch::Tensor value;
            archive.read("average_" + std::to_string(index), value);
            state.average->values()[index].copy_(value);
        }
        for (const auto &[name, values] : state.tensors)
            for (std::size_t index = 0; index < values->size(); ++index) {
                torch::Tensor value;
                archive.read(name + "_" + std::to_string(index), value);
                (*values)[index].copy_(value);
            }
        torch::Tensor step;
        archive.read("step", step);
        state.step = step.item<std::int64_t>();
        torch::Tensor earlier;
        state.earlierSteps = archive.try_read("earlier_steps", earlier) ? earlier.item<std::int64_t>() : 0;
    } catch (...) {
        const Error error = errorFromTraining("Loading the training state");
        if (error.code == ErrorCode::OutOfMemory)
            return tl::make_unexpected(error);
        return fail(ErrorCode::InvalidInput,
            "The training state " + file.string()
                + " does not fit this recipe or is damaged. Choose another state folder, or move the file away to "
                  "start anew.");
    }
    return true;
}

double learningRateAt(std::int64_t step, std::int64_t steps, double rate, std::int64_t warmUp, double decayFrom)
{
    if (step < warmUp)
        return rate * static_cast<double>(step + 1) / static_cast<double>(warmUp);
    const double start = decayFrom * static_cast<double>(steps);
    if (static_cast<double>(step) < start)
        return rate;
    const double share =
        std::min(1.0, (static_cast<double>(step) - start) / std::max(1.0, static_cast<double>(steps) - start));
    return rate * (1.0 - 0.95 * share);
}

void setLearningRate(torch::optim::Optimizer &optimizer, double rate)
{
    for (auto &group : optimizer.param_groups())
        static_cast<torch::optim::AdamWOptions &>(group.options()).lr(rate);
}

} // namespace cf
