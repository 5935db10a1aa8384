#include "core/jobs/JobPulse.h"

#include <atomic>

namespace cf {

namespace {

std::atomic<std::uint64_t> pulse{ 0 }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<int> atWork{ 0 }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

} // namespace

std::uint64_t jobPulse()
{
    return pulse.load(std::memory_order_relaxed);
}

int jobsAtWork()
{
    return atWork.load(std::memory_order_relaxed);
}

void beatJobPulse()
{
    pulse.fetch_add(1, std::memory_order_relaxed);
}

JobAtWork::JobAtWork()
{
    beatJobPulse();
    atWork.fetch_add(1, std::memory_order_relaxed);
}

JobAtWork::~JobAtWork()
{
    atWork.fetch_sub(1, std::memory_order_relaxed);
}

} // namespace cf
