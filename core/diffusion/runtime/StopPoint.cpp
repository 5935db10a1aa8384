#include "core/diffusion/runtime/StopPoint.h"

#include <torch/torch.h>

namespace cf {

namespace {

thread_local const StopGuard *innermost = nullptr;

} // namespace

StopGuard::StopGuard(const JobContext &job)
    : m_job(job)
    , m_outer(innermost)
{
    innermost = this;
}

StopGuard::~StopGuard()
{
    innermost = m_outer;
}

void stopPoint()
{
    if (innermost == nullptr)
        return;
    if (const auto wish = innermost->m_job.checkStop(); !wish)
        throw LeftNetworkCall(wish.error());
}

void stopPointInBackward(const torch::Tensor &result)
{
    if (innermost != nullptr && result.requires_grad())
        result.register_hook([](const torch::Tensor &) { stopPoint(); });
}

} // namespace cf
