#pragma once

#include "core/jobs/JobContext.h"

#include <chrono>
#include <cstdio>
#include <string>

namespace cf::cli {

/// A time to wait as a user reads it: "8 s", "4 min", "2.5 h".
std::string waitText(double seconds);

/// How far long work is, a line each: "Tracing lines: 20 of 155, 4 min left". Where the work does not know how long it
/// will take, the time left is worked out from the pace since the stage began; before there is one, nothing is said of
/// it. A sink for JobContext, called from one thread.
class ProgressLines
{
public:
    /// `interval`: at most one line so often, a new stage apart.
    explicit ProgressLines(std::FILE *out, std::chrono::duration<double> interval = std::chrono::seconds(0));

    void operator()(const Progress &progress);

private:
    std::string lineOf(const Progress &progress, std::chrono::steady_clock::time_point now) const;

    std::FILE *m_out;
    std::chrono::duration<double> m_interval;
    std::string m_stage;
    int m_firstStep = 0; ///< Of the stage, as it was first reported: work that is resumed does not begin at 0.
    std::chrono::steady_clock::time_point m_began;
    std::chrono::steady_clock::time_point m_last;
};

} // namespace cf::cli
