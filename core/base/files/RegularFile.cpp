#include "core/base/files/RegularFile.h"

#include "core/base/files/AtomicFile.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cf {

namespace {

const char *kindOf(mode_t mode)
{
    if (S_ISDIR(mode))
        return "a folder";
    if (S_ISFIFO(mode))
        return "a pipe";
    if (S_ISSOCK(mode))
        return "a socket";
    return "a device";
}

} // namespace

Result<int> openRegularFile(const std::filesystem::path &file)
{
    // Without O_NONBLOCK a pipe that nobody writes to would be waited for.
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0 && errno == ENOENT)
        return fail(codeOfReading(ENOENT), "The file " + file.string() + " does not exist.");
    struct stat status {
    };
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
        const int failure = errno;
        if (descriptor >= 0)
            ::close(descriptor);
        return fail(codeOfReading(failure),
            "The file " + file.string() + " cannot be opened: " + reasonNotRead(failure == ENXIO ? EINVAL : failure)
                + ".");
    }
    if (!S_ISREG(status.st_mode)) {
        ::close(descriptor);
        return fail(
            ErrorCode::InvalidInput, file.string() + " is " + kindOf(status.st_mode) + ", not a file. Name a file.");
    }
    return descriptor;
}

Result<> checkRegularFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const int descriptor, openRegularFile(file));
    ::close(descriptor);
    return {};
}

Result<bool> hasRegularFile(const std::filesystem::path &file)
{
    struct stat status {
    };
    if (::stat(file.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return false;
    CF_TRY(checkRegularFile(file));
    return true;
}

std::size_t readStart(const std::filesystem::path &file, void *to, std::size_t count)
{
    const auto descriptor = openRegularFile(file);
    if (!descriptor)
        return 0;
    std::size_t done = 0;
    ssize_t got = 1;
    while (done < count && got > 0) { // The system gives 2 GB at a time at most.
        got = ::read(*descriptor, static_cast<char *>(to) + done, count - done);
        done += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    ::close(*descriptor);
    return done;
}

std::string reasonNotRead(int errorNumber)
{
    return errorNumber == EACCES || errorNumber == EPERM ? std::string("you may not read it")
                                                         : systemReason(errorNumber);
}

ErrorCode codeOfReading(int errorNumber)
{
    constexpr std::array ofTheName{ ENOENT, ENOTDIR, EISDIR, EACCES, EPERM, ELOOP, ENAMETOOLONG, ENXIO };
    return std::ranges::find(ofTheName, errorNumber) != ofTheName.end() ? ErrorCode::InvalidInput : ErrorCode::Io;
}

Result<std::string> readText(const std::filesystem::path &file, std::uintmax_t maximumBytes)
{
    CF_ASSIGN(const int descriptor, openRegularFile(file));
    std::string text;
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    while (text.size() <= maximumBytes && (count = ::read(descriptor, buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    const int failure = errno;
    ::close(descriptor);
    if (count < 0)
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be read: " + reasonNotRead(failure) + ".");
    if (text.size() > maximumBytes)
        return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is too large for what it should hold.");
    return text;
}

Result<std::string> readFirstLine(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readText(file));
    return text.substr(0, text.find('\n'));
}

} // namespace cf
