#include "core/diffusion/runtime/ProcessSetup.h"

#include <cstdlib>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace cf {

namespace {

void chooseKernels()
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl"))
        ::setenv("ATEN_CPU_CAPABILITY", "avx512", /*overwrite=*/0);
#endif
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
    chooseKernels();
    keepMemory();
}

} // namespace cf
