#pragma once

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace cf::test {

/// Runs `work` in a child process, with what it prints to stderr in `errors` and what it prints to stdout dropped, and
/// gives its exit code; nothing when it crashed. As good as starting a program, but its libraries are loaded once for
/// all calls. Threads do not survive a fork: the parent must not have run LibTorch before.
inline std::optional<int> forkedCall(const std::filesystem::path &errors, const std::function<int()> &work)
{
    std::fflush(nullptr);
    const pid_t child = ::fork();
    if (child < 0)
        return std::nullopt;
    if (child == 0) {
        const bool isRedirected =
            std::freopen("/dev/null", "w", stdout) != nullptr && std::freopen(errors.c_str(), "w", stderr) != nullptr;
        const int code = isRedirected ? work() : EXIT_FAILURE;
        std::fflush(nullptr);
        ::_exit(code);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return std::nullopt;
    return WIFEXITED(status) ? std::optional<int>(WEXITSTATUS(status)) : std::nullopt;
}

} // namespace cf::test
