#include "core/jobs/JobContext.h"

#include "core/jobs/JobPulse.h"

#include <utility>

namespace cf {

JobContext::JobContext(std::stop_token stop, ProgressSink sink)
    : m_stop(std::move(stop))
    , m_sink(std::move(sink))
{
}

Result<> JobContext::checkStop() const
{
    beatJobPulse();
    if (stopRequested())
        return fail(ErrorCode::Cancelled, "The work was cancelled.");
    return {};
}

void JobContext::report(const Progress &progress) const
{
    beatJobPulse();
    if (m_sink)
        m_sink(progress);
}

} // namespace cf
