#pragma once

#include <cstddef>
#include <pthread.h>

namespace cf {

/// Starts a thread that nobody waits for, with a small stack: it must be there where memory is scarce. False where it
/// cannot be.
inline bool startSmallThread(void *(*work)(void *), void *argument)
{
    constexpr std::size_t stack = 256 << 10; // Bytes.
    pthread_attr_t attributes;
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, stack);
    ::pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread{};
    const bool runs = ::pthread_create(&thread, &attributes, work, argument) == 0;
    ::pthread_attr_destroy(&attributes);
    return runs;
}

} // namespace cf
