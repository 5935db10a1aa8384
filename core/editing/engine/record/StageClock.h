#pragma once

// Inside core/editing only.

#include "core/editing/EditResult.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// Measures the stages of one edit, one after the other.
class StageClock
{
public:
    /// What ran since the last call (or the clock's making) was `stage`.
    void finish(std::string stage)
    {
        const auto now = Clock::now();
        m_stages.push_back({ std::move(stage), std::chrono::duration<double>(now - m_began).count() });
        m_began = now;
    }

    const std::vector<StageTime> &stages() const { return m_stages; }
    double seconds() const
    {
        double sum = 0.0;
        for (const StageTime &stage : m_stages)
            sum += stage.seconds;
        return sum;
    }

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point m_began = Clock::now();
    std::vector<StageTime> m_stages;
};

} // namespace cf
