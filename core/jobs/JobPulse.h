#pragma once

#include <cstdint>

namespace cf {

/// Counts how often any work of this process asked whether it shall stop, or reported: a number that stands still means
/// that work does.
std::uint64_t jobPulse();

/// How many tasks the queues of this process have at work: where it is 0, nothing that stands still is stuck.
int jobsAtWork();

/// Said by whoever works.
void beatJobPulse();

/// Counts among jobsAtWork() while it lives.
class JobAtWork
{
public:
    JobAtWork();
    ~JobAtWork();
    JobAtWork(const JobAtWork &) = delete;
    JobAtWork &operator=(const JobAtWork &) = delete;
};

} // namespace cf
