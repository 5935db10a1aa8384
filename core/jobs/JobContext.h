#pragma once

#include "core/base/Result.h"

#include <functional>
#include <stop_token>
#include <string>

namespace cf {

/// How far a job is. `step` counts finished steps of `steps`; 0 steps means "unknown length".
struct Progress {
    int step = 0;
    int steps = 0;
    std::string stage; ///< What is happening now, in words for the user, e.g. "Null-text inversion".
    double secondsLeft = -1.0; ///< Estimated time to the end of the whole job; negative while unknown.
};

/// What long work sees of the world: a place to report to and a stop request.
/// Plain C++: the same work runs under the window, on the command line and in tests.
class JobContext
{
public:
    using ProgressSink = std::function<void(const Progress &)>;

    JobContext() = default; ///< For work that nobody watches and nobody stops.
    JobContext(std::stop_token stop, ProgressSink sink);

    bool stopRequested() const { return m_stop.stop_requested(); }
    /// For handing the same request to a context with another sink.
    const std::stop_token &stopToken() const { return m_stop; }
    /// `ErrorCode::Cancelled` after a stop request, else nothing: `CF_TRY(job.checkStop());`
    Result<> checkStop() const;
    void report(const Progress &progress) const;

private:
    std::stop_token m_stop;
    ProgressSink m_sink;
};

} // namespace cf
