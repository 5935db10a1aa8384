#include "core/diffusion/runtime/ProcessSetup.h"

#include "core/diffusion/runtime/Kernels.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace cf {

namespace {

constexpr std::string_view preparedMark = "CONTRAFACT_PREPARED="; ///< Of the second start, so that there is no third.

bool isSet(char **environment, std::string_view assignment)
{
    const std::string_view name = assignment.substr(0, assignment.find('=') + 1);
    for (char **each = environment; *each != nullptr; ++each)
        if (std::string_view(*each).starts_with(name))
            return true;
    return false;
}

/// Returns only where nothing is to be set, or the system does not let us: then the program runs as it is.
void executeOnceMore(char **arguments, char **environment)
{
    if (isSet(environment, preparedMark))
        return;
    std::array<char, 64> kernels{};
    if (const char *core = openBlasCore(); core != nullptr)
        std::snprintf(kernels.data(), kernels.size(), "OPENBLAS_CORETYPE=%s", core);
    std::array<char, 32> waiting{ "OMP_WAIT_POLICY=passive" };
    std::array<char, 32> prepared{ "CONTRAFACT_PREPARED=1" };
    const bool setsKernels = kernels[0] != '\0' && !isSet(environment, kernels.data());
    const bool setsWaiting = !isSet(environment, waiting.data());
    if (!setsKernels && !setsWaiting)
        return;
    std::size_t count = 0;
    while (environment[count] != nullptr)
        ++count;
    constexpr std::size_t added = 3;
    constexpr std::size_t maximum = 4096; // On the stack: the allocator is not set up yet.
    std::array<char *, maximum> variables{};
    if (count + added >= maximum)
        return;
    std::copy_n(environment, count, variables.begin());
    if (setsKernels)
        variables[count++] = kernels.data();
    if (setsWaiting)
        variables[count++] = waiting.data();
    variables[count] = prepared.data();
    std::array<char, 4096> program{};
    if (::readlink("/proc/self/exe", program.data(), program.size() - 1)
        > 0) // Under its own name in lists of processes.
        ::execve(program.data(), arguments, variables.data());
    ::execve("/proc/self/exe", arguments, variables.data());
}

#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
/// How many threads OpenBLAS will take buffers for.
std::uint64_t threadsAtStart(char **environment)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    const int found = ::sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
    constexpr std::string_view name = "OMP_NUM_THREADS=";
    int asked = 0;
    for (char **each = environment; *each != nullptr; ++each)
        if (std::string_view(*each).starts_with(name))
            asked = std::atoi(*each + name.size());
    return static_cast<std::uint64_t>(std::max(1, asked > 0 ? std::min(asked, found) : found));
}

/// Address space that is taken now, in bytes; 0 where it cannot be read.
std::uint64_t addressSpace()
{
    std::array<char, 64> text{};
    const int file = ::open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    const bool isRead = ::read(file, text.data(), text.size() - 1) > 0;
    ::close(file);
    return isRead ? std::strtoull(text.data(), nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

/// Where the address space is bounded too tightly for the libraries to begin, says so and ends: OpenBLAS asks for its
/// buffers again and again without end, and LibTorch's beginnings end in an abort.
void checkAddressSpace(const char *program, char **environment)
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return;
    // Measured: 716 MB of address space with one thread after the start, 871 MB with two, of which OpenBLAS's buffer
    // and the stack of each thread are 155 MB.
    constexpr std::uint64_t begins = std::uint64_t{ 80 } << 20U;
    constexpr std::uint64_t eachThread = std::uint64_t{ 160 } << 20U;
    const std::uint64_t needed = addressSpace() + begins + eachThread * threadsAtStart(environment);
    if (needed <= limit.rlim_cur)
        return;
    const char *slash = std::strrchr(program, '/');
    std::array<char, 400> line{};
    const int length = std::snprintf(line.data(), line.size(),
        "%.100s: This process may use %llu MB of memory (ulimit -v), and to begin it needs about %llu MB. Raise the "
        "limit, or set OMP_NUM_THREADS=1.\n",
        slash != nullptr ? slash + 1 : program, static_cast<unsigned long long>(limit.rlim_cur >> 20U),
        static_cast<unsigned long long>(needed >> 20U));
    (void)!::write(STDERR_FILENO, line.data(), static_cast<std::size_t>(length));
    ::_exit(1); // As any failure; see the table of exit codes.
}

void beforeLibraries(int, char **arguments, char **environment)
{
    checkAddressSpace(arguments[0] != nullptr ? arguments[0] : "contrafact", environment);
    __builtin_cpu_init();
    executeOnceMore(arguments, environment);
}

/// The system calls it when the libraries are mapped and before any of them begins (System V gABI, DT_PREINIT_ARRAY): a
/// second start from main() would cost four times as much, and its threads would have chosen their ways already.
[[gnu::section(".preinit_array"), gnu::used]] void (*const preinitHook)(int, char **, char **) = beforeLibraries;
#endif

void chooseKernels()
{
    if (hasAvx512())
        ::setenv("ATEN_CPU_CAPABILITY", "avx512", /*overwrite=*/0);
}

void keepMemory()
{
#ifdef __GLIBC__
    if (std::getenv("GLIBC_TUNABLES") != nullptr)
        return;
    // Larger than any tensor of an edit; what is free beyond that goes back to the system.
    constexpr int kept = 1 << 30;
    ::mallopt(M_MMAP_THRESHOLD, kept);
    ::mallopt(M_TRIM_THRESHOLD, kept);
    // Only the main arena holds blocks beyond 64 MB, and the networks run on a thread of their own.
    ::mallopt(M_ARENA_MAX, 1);
#endif
}

} // namespace

void prepareProcess()
{
    ::unsetenv("CONTRAFACT_PREPARED"); // Programs that we start are asked anew.
    chooseKernels();
    keepMemory();
}

} // namespace cf
