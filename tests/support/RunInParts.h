#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "tests/support/Check.h"

#include <cstdio>
#include <functional>
#include <stop_token>

namespace cf::test {

/// Calls `run` until it is done, each time stopped by the user after `reportsARun` reports of progress; the first
/// `passedOver` reports of a run do not count.
inline void runInParts(int reportsARun, int passedOver, const std::function<Result<>(const JobContext &)> &run)
{
    for (bool done = false; !done;) {
        std::stop_source stop;
        int reports = -passedOver;
        const auto result = run(JobContext(stop.get_token(), [&](const Progress &) {
            if (++reports == reportsARun)
                stop.request_stop();
        }));
        done = result.has_value();
        if (!done && result.error().code != ErrorCode::Cancelled)
            std::fprintf(stderr, "%s\n", result.error().message.c_str());
        CF_CHECK(done || result.error().code == ErrorCode::Cancelled);
    }
}

} // namespace cf::test
