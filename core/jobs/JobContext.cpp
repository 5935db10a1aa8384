#include "core/jobs/JobContext.h"

#include "core/jobs/JobPulse.h"

#include <atomic>
#include <utility>

namespace cf {

namespace {

std::atomic<std::uint64_t> pulse{ 0 }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

} // namespace

std::uint64_t jobPulse()
{
    return pulse.load(std::memory_order_relaxed);
}

JobContext::JobContext(std::stop_token stop, ProgressSink sink)
    : m_stop(std::move(stop))
    , m_sink(std::move(sink))
{
}

Result<> JobContext::checkStop() const
{
    pulse.fetch_add(1, std::memory_order_relaxed);
    if (stopRequested())
        return fail(ErrorCode::Cancelled, "The work was cancelled.");
    return {};
}

void JobContext::report(const Progress &progress) const
{
    pulse.fetch_add(1, std::memory_order_relaxed);
    if (m_sink)
        m_sink(progress);
}

} // namespace cf
