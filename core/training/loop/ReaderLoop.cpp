#include "core/training/loop/ReaderLoop.h"

#include "core/training/files/TrainingBorder.h"

namespace cf {

std::vector<torch::Tensor> learntOf(const torch::nn::Module &reader)
{
    std::vector<torch::Tensor> learnt;
    for (const torch::Tensor &parameter : reader.parameters())
        if (parameter.requires_grad())
            learnt.push_back(parameter);
    return learnt;
}

Result<> trainReader(const std::vector<torch::Tensor> &learnt, const ReaderTraining &training,
    const std::function<torch::Tensor()> &loss, const JobContext &job)
try {
    constexpr std::int64_t reportEvery = 50; // Steps.
    torch::optim::AdamW optimizer(
        learnt, torch::optim::AdamWOptions(training.learningRate).weight_decay(training.weightDecay));
    auto &options = static_cast<torch::optim::AdamWOptions &>(optimizer.param_groups()[0].options());
    for (std::int64_t step = 0; step < training.steps; ++step) {
        CF_TRY(job.checkStop());
        const torch::Tensor of = loss();
        optimizer.zero_grad();
        of.backward();
        options.lr(training.learningRate * (1.0 - static_cast<double>(step) / static_cast<double>(training.steps)));
        optimizer.step();
        if (step % reportEvery == 0)
            job.report({ static_cast<int>(step), static_cast<int>(training.steps),
                "Training the reader of " + training.name + ", loss " + std::to_string(of.item<float>()), -1.0 });
    }
    return {};
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the reader of " + training.name));
}

} // namespace cf
