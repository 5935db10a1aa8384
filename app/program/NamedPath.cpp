#include "app/program/NamedPath.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>

namespace cf {

namespace {

/// What the shell opened for us, as in `<(…)`, `>(…)` and /dev/stdout.
bool isOwnStream(std::string_view path)
{
    return path.starts_with("/dev/std") || path.starts_with("/dev/fd/") || path.starts_with("/proc/");
}

} // namespace

std::string whyNoFile(const std::string &text)
{
    struct stat status {
    };
    if (text.empty() || isOwnStream(text) || ::stat(text.c_str(), &status) != 0)
        return {};
    if (S_ISSOCK(status.st_mode))
        return text + " is a socket, not a file. Name a file";
    if (S_ISBLK(status.st_mode))
        return text + " is a device, not a file. Name a file";
    if (!S_ISFIFO(status.st_mode))
        return {};
    const int held = ::open(text.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    return held < 0 && errno == ENXIO ? text + " is a pipe that nobody reads from, not a file. Name a file"
                                      : std::string();
}

} // namespace cf
