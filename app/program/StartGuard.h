#pragma once

// Included by the main() of a program alone: what must be known before any library sets itself up.

#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace cf {

/// Address space below which the libraries cannot set themselves up: OpenBLAS then asks for its buffers for ever, before
/// main() (seen at 560 MB; at 700 MB memory ends a moment later). Measured by starting at bounds of 50 MB apart.
inline constexpr rlim_t startingBytes = rlim_t{ 800 } << 20U;

/// Runs before every constructor of a library (ELF's DT_PREINIT_ARRAY): system calls alone.
inline void refuseTooLittleMemory(int, char **, char **)
{
    rlimit limit{};
    if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= startingBytes)
        return;
    constexpr char sentence[] = "contrafact: the address space is bounded to less than 800 MB, in which the program cannot "
                                "start. Raise the bound (ulimit -v).\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, sentence, std::strlen(sentence));
    _exit(EXIT_FAILURE);
}

[[gnu::section(".preinit_array"), gnu::used]] static void (*const startGuard)(int, char **, char **) =
    refuseTooLittleMemory;

} // namespace cf
