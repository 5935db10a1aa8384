#include "core/base/files/FileLock.h"

#include "core/base/files/SystemReason.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace cf {

namespace {

/// Whether the name still leads to the file that is open: its last holder takes it away.
bool isStillNamed(const std::filesystem::path &file, int descriptor)
{
    struct stat named {
    };
    struct stat opened {
    };
    return ::lstat(file.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 && named.st_dev == opened.st_dev
        && named.st_ino == opened.st_ino;
}

} // namespace

int lockOpenFile(int descriptor, bool isShared)
{
    return ::flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 ? 0 : errno;
}

Result<std::optional<FileLock>> FileLock::take(const std::filesystem::path &file, LockTerms terms)
{
    while (true) {
        const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
        if (descriptor < 0)
            return fail(ErrorCode::Io, "The file " + file.string() + " cannot be opened: " + systemReason(errno) + ".");
        if (const int reason = lockOpenFile(descriptor, terms.isShared); reason != 0) {
            ::close(descriptor);
            if (reason == EWOULDBLOCK)
                return std::nullopt;
            return fail(
                ErrorCode::Io, "The file " + file.string() + " cannot be locked: " + systemReason(reason) + ".");
        }
        if (isStillNamed(file, descriptor))
            return FileLock(file, descriptor, terms);
        ::close(descriptor);
    }
}

FileLock::FileLock(std::filesystem::path file, int descriptor, LockTerms terms)
    : m_file(std::move(file))
    , m_descriptor(descriptor)
    , m_terms(terms)
{
}

FileLock::FileLock(FileLock &&other) noexcept
    : m_file(std::move(other.m_file))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_terms(other.m_terms)
{
}

FileLock &FileLock::operator=(FileLock &&other) noexcept
{
    if (this != &other) {
        release();
        m_file = std::move(other.m_file);
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_terms = other.m_terms;
    }
    return *this;
}

FileLock::~FileLock()
{
    release();
}

void FileLock::release()
{
    if (m_descriptor < 0)
        return;
    if (!m_terms.leavesFile)
        ::unlink(m_file.c_str()); // While it is held: nobody has the file of this name yet.
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace cf
