#include "app/program/MemoryLimit.h"

#include "app/program/ExitCode.h"
#include "app/program/SmallThread.h"
#include "core/jobs/JobPulse.h"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fcntl.h>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace cf {

namespace {

using Seconds = std::chrono::duration<double>;

constexpr const char *outOfMemory =
    "There is not enough memory within the limit set for this process (ulimit -v). Raise the limit or close other "
    "programs.";

std::atomic<bool> leaves{ false }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<const char *> watched{ nullptr }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<bool> waitsBetweenJobs{ false }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

std::uint64_t limitOfProcess()
{
    rlimit limit{};
    return ::getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY ? limit.rlim_cur : 0;
}

/// A line of /proc/self/status, in bytes; 0 where it cannot be read. Takes no memory: there may be none.
std::uint64_t statusBytes(const char *name)
{
    std::array<char, 4096> text{};
    const int file = ::open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    const ssize_t length = file < 0 ? -1 : ::read(file, text.data(), text.size() - 1);
    if (file >= 0)
        ::close(file);
    const char *line = length > 0 ? std::strstr(text.data(), name) : nullptr;
    return line == nullptr ? 0 : std::strtoull(line + std::strlen(name), nullptr, 10) << 10U;
}

[[noreturn]] void leaveOutOfMemory()
{
    for (const char *part : { watched.load(), ": ", outOfMemory, "\n" })
        (void)!::write(STDERR_FILENO, part, std::strlen(part));
    ::_exit(Failed);
}

/// Near the bound: what did not fit is missing from the peak.
bool wasReached(std::uint64_t limit)
{
    return statusBytes("VmPeak:") > limit - limit / 6;
}

/// Runs first of all that is registered with exit(): a library that ends the process must not wait in the destructors
/// of others for threads that are stuck. A window's libraries also end it when the screen is gone.
void onExit()
{
    if (!leaves && (!waitsBetweenJobs || wasReached(limitOfProcess())))
        leaveOutOfMemory();
}

double processorSeconds()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

void *watch(void *argument)
{
    const auto limit = static_cast<std::uint64_t>(reinterpret_cast<std::uintptr_t>(argument));
    constexpr double waitsTooLong = 6.0; // Seconds without any work: no thread computes, nothing is reported.
    constexpr double spinsTooLong = 30.0; // Seconds of work without any report, where a layer takes at most some.
    constexpr double idleShare = 0.1;
    std::uint64_t pulse = jobPulse();
    auto since = std::chrono::steady_clock::now();
    double worked = processorSeconds();
    while (!leaves) {
        ::usleep(500'000);
        const auto now = std::chrono::steady_clock::now();
        const bool rests = waitsBetweenJobs && jobsAtWork() == 0;
        if (const std::uint64_t current = jobPulse(); current != pulse || rests) {
            pulse = current;
            since = now;
            worked = processorSeconds();
            continue;
        }
        const double still = Seconds(now - since).count();
        const bool isIdle = processorSeconds() - worked < idleShare * still;
        if (still > (isIdle ? waitsTooLong : spinsTooLong) && wasReached(limit))
            leaveOutOfMemory();
    }
    return nullptr;
}

std::string megabytes(std::uint64_t bytes)
{
    return std::to_string(bytes >> 20U) + " MB";
}

} // namespace

Result<> checkMemoryLimit(std::uint64_t needed)
{
    const std::uint64_t limit = limitOfProcess();
    const std::uint64_t used = statusBytes("VmSize:");
    if (limit == 0 || used + needed <= limit)
        return {};
    return fail(ErrorCode::OutOfMemory,
        "This process may use " + megabytes(limit) + " of memory (ulimit -v), and this work needs about "
            + megabytes(used + needed) + ". Raise the limit.");
}

void watchMemoryLimit(const char *program, WatchedWork work)
{
    const std::uint64_t limit = limitOfProcess();
    if (limit == 0 || watched.exchange(program) != nullptr)
        return;
    waitsBetweenJobs = work == WatchedWork::Jobs;
    std::atexit(onExit);
    if (!startSmallThread(watch, reinterpret_cast<void *>(static_cast<std::uintptr_t>(limit))))
        leaveOutOfMemory();
}

void leaveRegularly()
{
    leaves = true;
}

} // namespace cf
