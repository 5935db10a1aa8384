#include "core/diffusion/runtime/CancellationPoint.h"

#include "core/diffusion/runtime/Torch.h"

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

void cancellationPoint()
{
    if (innermost == nullptr)
        return;
    if (const auto wish = innermost->m_job.checkStop(); !wish)
        throw LeftNetworkCall(wish.error());
}

void cancellationPointInBackward(const torch::Tensor &result)
{
    if (innermost != nullptr && result.requires_grad())
        result.register_hook([](const torch::Tensor &) { cancellationPoint(); });
}

} // namespace cf
