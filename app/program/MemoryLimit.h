#pragma once

#include "core/base/Result.h"

#include <cstdint>

namespace cf {

/// Address space that loading the bundled model and computing with it takes beyond what a started program has: 1262 MB
/// at the peak of a default edit of 512 pixels, 871 MB after the start (two threads, measured by VmPeak).
inline constexpr std::uint64_t editingBytes = std::uint64_t{ 450 } << 20U;

/// The same for rendering phantoms and insertions.
inline constexpr std::uint64_t renderingBytes = std::uint64_t{ 200 } << 20U;

/// Whether this process may take `needed` more bytes of address space (RLIMIT_AS, the shell's ulimit -v). Asked before
/// the work: libraries that find no memory in their middle wait for threads that were never made.
/// Errors: OutOfMemory, with the limit and what is needed.
Result<> checkMemoryLimit(std::uint64_t needed);

/// What stands still when there is too little memory.
enum class WatchedWork {
    Process, ///< All of the process: it works until it ends.
    Jobs, ///< What its queues have at work; between jobs it waits for its user.
};

/// Where the address space is bounded, watches over this process until its end: when the work stands still after the
/// bound was reached, or a library ends the process by itself, one line says so and the exit code is Failed. Without a
/// bound it does nothing.
void watchMemoryLimit(const char *program, WatchedWork work = WatchedWork::Process);

/// Main()'s last act: from here on an end is our own.
void leaveRegularly();

} // namespace cf
