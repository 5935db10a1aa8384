#pragma once

#include "tests/support/TemporaryFolder.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <sched.h>
#include <string>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cf::test {

/// Runs `work` in a child process that alone sees a disk of `bytes`, and gives its exit code; nothing where this user
/// may not mount one. The disk is gone with the child.
inline std::optional<int> onSmallDisk(
    std::size_t bytes, const std::function<void(const std::filesystem::path &disk)> &work)
{
    constexpr int mayNotMount = 77;
    const TemporaryFolder folder;
    const pid_t child = ::fork();
    if (child == 0) {
        const std::string size = "size=" + std::to_string(bytes);
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0
            || ::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, size.c_str()) != 0)
            ::_exit(mayNotMount);
        work(folder.path());
        ::_exit(0);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) < 0)
        return std::nullopt;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return code == mayNotMount ? std::nullopt : std::optional(code);
}

} // namespace cf::test
