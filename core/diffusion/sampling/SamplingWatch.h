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

/// The Error for the exception being handled; call it inside a catch block.
Error errorFromTorch(const std::string &what);

/// LibTorch's border: runs `work` (which returns a Result) and makes an Error of whatever it throws. `what` names the
/// work in the message, e.g. "The edit".
template <typename Work> auto atTorchBorder(const std::string &what, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (...) {
        return tl::make_unexpected(errorFromTorch(what));
    }
}

} // namespace cf
