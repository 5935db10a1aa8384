#pragma once

#include "core/jobs/JobContext.h"

#include <torch/types.h>

#include <exception>
#include <utility>

namespace cf {

/// Lets this thread's network calls be left in their middle while it lives: at Stable Diffusion's size one call takes
/// many seconds, and a stop request is to be heard within half a second. Guards nest; the innermost counts.
class StopGuard
{
public:
    explicit StopGuard(const JobContext &job);
    ~StopGuard();
    StopGuard(const StopGuard &) = delete;
    StopGuard &operator=(const StopGuard &) = delete;

private:
    const JobContext &m_job;
    const StopGuard *m_outer;
    friend void cancellationPoint();
};

/// What leaves a network call; `errorFromTorch` makes an Error of it that says `ErrorCode::Cancelled`.
struct LeftNetworkCall : std::exception {
    explicit LeftNetworkCall(Error why)
        : error(std::move(why))
    {
    }
    const char *what() const noexcept override { return error.message.c_str(); }
    Error error;
};

/// Called by networks between their layers, and between parts of a file that is read. Throws LeftNetworkCall where this
/// thread's guard knows of a stop request; does nothing where there is no guard.
void cancellationPoint();
/// The same while gradients are computed: when the one of `result`, a layer's answer, is. Nothing is left in the tensor
/// where there is no guard or no gradient is wanted.
void cancellationPointInBackward(const torch::Tensor &result);

} // namespace cf
