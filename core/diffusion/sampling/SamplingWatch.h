#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <torch/types.h>

#include <functional>
#include <string>

namespace cf {

/// Who looks on while a sampler runs.
struct SamplingWatch {
    JobContext job;
    /// Gets the clean latent as far as it is known after a step, [1, channels, height, width]. May be empty.
    std::function<void(const torch::Tensor &clean)> preview;

    /// Called by samplers before each network call: the stop request, and progress.
    Result<> next(const std::string &stage, int step, int steps) const;
};

} // namespace cf
