#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace cf {

/// How a small reader is trained, in minutes and from nothing: AdamW, whose rate falls to 0 in a straight line.
struct ReaderTraining {
    std::int64_t steps = 0;
    double learningRate = 0.0; ///< Of the first step.
    double weightDecay = 0.0;
    std::string name; ///< As in "Training the reader of electrodes".
};

/// Those that learn; a reader's mean and scale do not.
std::vector<torch::Tensor> learntOf(const torch::nn::Module &reader);

/// `loss` gives that of a new batch, with its gradient's graph. Errors: Cancelled; what `loss` or
/// LibTorch throws.
Result<> trainReader(const std::vector<torch::Tensor> &learnt, const ReaderTraining &training,
    const std::function<torch::Tensor()> &loss, const JobContext &job);

} // namespace cf
