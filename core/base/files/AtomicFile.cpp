#include "core/base/files/AtomicFile.h"

#include "core/base/files/FileLock.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace cf {

namespace {

namespace fs = std::filesystem;

// A temporary name is short and of fixed length, so that a name of 255 bytes can be written, too.
constexpr std::string_view temporaryPrefix = ".contrafact-";
constexpr std::string_view temporarySuffix = ".unfinished";
constexpr std::size_t randomDigits = 16;
constexpr int namesTried = 32;

tl::unexpected<Error> cannotWrite(const fs::path &file, int errorNumber)
{
    return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written: " + systemReason(errorNumber) + ".");
}

tl::unexpected<Error> mustNotReplace(const fs::path &file, const std::string &why)
{
    return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is not replaced: " + why + ".");
}

fs::path folderOf(const fs::path &file)
{
    const fs::path folder = file.parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

bool isTemporaryName(std::string_view name)
{
    if (name.size() != temporaryPrefix.size() + randomDigits + temporarySuffix.size()
        || !name.starts_with(temporaryPrefix) || !name.ends_with(temporarySuffix))
        return false;
    return name.substr(temporaryPrefix.size(), randomDigits).find_first_not_of("0123456789abcdef")
        == std::string_view::npos;
}

std::string freshName()
{
    std::random_device device;
    const std::uint64_t number = (std::uint64_t{ device() } << 32U) | device();
    std::array<char, randomDigits + 1> digits{};
    std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(number));
    return std::string(temporaryPrefix).append(digits.data()).append(temporarySuffix);
}

bool isStreamMode(mode_t mode)
{
    return S_ISCHR(mode) || S_ISFIFO(mode) || S_ISSOCK(mode);
}

/// The descriptor behind /dev/stdout and its like: what the shell opened for us is written to as it was opened.
std::optional<int> ownDescriptor(const fs::path &file)
{
    const std::string name = file.string();
    if (name == "/dev/stdout")
        return STDOUT_FILENO;
    if (name == "/dev/stderr")
        return STDERR_FILENO;
    for (const std::string_view folder : { "/dev/fd/", "/proc/self/fd/" }) {
        int number = -1;
        const char *end = name.data() + name.size();
        if (name.starts_with(folder) && std::from_chars(name.data() + folder.size(), end, number).ptr == end)
            return number;
    }
    return std::nullopt;
}

/// Asked before the work and again at the last moment before the name is given.
Result<> checkExisting(const fs::path &file, const WritePolicy &policy)
{
    if (file.empty())
        return fail(ErrorCode::InvalidInput, "The name of a file to write is empty; give a file name.");
    if (file.filename().empty() || file.filename() == "." || file.filename() == "..")
        return fail(ErrorCode::InvalidInput, "No file is named by " + file.string() + "; give a file name.");
    if (ownDescriptor(file))
        return {};
    struct stat own {
    };
    if (::lstat(file.c_str(), &own) != 0)
        return errno == ENOENT ? Result<>() : Result<>(cannotWrite(file, errno));
    struct stat target {
    };
    const bool leadsSomewhere = ::stat(file.c_str(), &target) == 0;
    if (leadsSomewhere && isStreamMode(target.st_mode))
        return {};
    if (leadsSomewhere && S_ISDIR(target.st_mode))
        return fail(ErrorCode::InvalidInput, file.string() + " is a folder. Name a file in it.");
    if (S_ISLNK(own.st_mode))
        return mustNotReplace(file, "it is a link to another file; choose another name");
    if (!S_ISREG(own.st_mode))
        return mustNotReplace(file, "it is a device; choose another name");
    if (!policy.mayReplace)
        return mustNotReplace(
            file, "it is there already; choose another name, or allow it (--overwrite on the command line)");
    if ((own.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) == 0)
        return mustNotReplace(file, "it is write-protected; choose another name");
    if (!policy.mayReplace(file))
        return mustNotReplace(file, "it was not made by this program for this purpose; choose another name");
    return {};
}

/// Some file systems cannot be asked to flush; that is no failure to write.
bool flushed(int descriptor)
{
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS;
}

/// A new name survives a crash of the machine only when its folder is on the disk, too.
void flushFolder(const fs::path &folder)
{
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    ::fsync(descriptor);
    ::close(descriptor);
}

int writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return errno;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return 0;
}

/// Renames without ever replacing; file systems that cannot are served by a second link.
int renameToFree(const fs::path &from, const fs::path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return errno;
    if (::link(from.c_str(), to.c_str()) != 0)
        return errno;
    ::unlink(from.c_str());
    return 0;
}

off_t endOfWholeLines(int descriptor, off_t size)
{
    constexpr off_t part = 4096;
    std::array<char, part> buffer{};
    for (off_t end = size; end > 0;) {
        const off_t begin = std::max<off_t>(0, end - part);
        const ssize_t count = ::pread(descriptor, buffer.data(), static_cast<std::size_t>(end - begin), begin);
        if (count != end - begin)
            return size; // Cannot be told: nothing is cut.
        const std::size_t last = std::string_view(buffer.data(), static_cast<std::size_t>(count)).rfind('\n');
        if (last != std::string_view::npos)
            return begin + static_cast<off_t>(last) + 1;
        end = begin;
    }
    return 0;
}

/// True when no living process writes the file: its lock ends with its writer.
bool isAbandoned(const fs::path &file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return false;
    struct stat status {
    };
    const bool abandoned = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == ::geteuid()
        && lockOpenFile(descriptor) == 0;
    ::close(descriptor);
    return abandoned;
}

} // namespace

WritePolicy refuseExisting()
{
    return {};
}

WritePolicy overwriteIf(WritePolicy::Recognise isOurs)
{
    return { std::move(isOurs), false };
}

WritePolicy replaceOwn()
{
    return { [](const fs::path &) { return true; }, false };
}

WritePolicy replaceOwnConfidential()
{
    return { [](const fs::path &) { return true; }, true };
}

bool isStream(const fs::path &file)
{
    struct stat status {
    };
    return ownDescriptor(file) || (::stat(file.c_str(), &status) == 0 && isStreamMode(status.st_mode));
}

bool beginsWith(const fs::path &file, std::string_view prefix)
{
    return holdsAt(file, 0, prefix);
}

bool holdsAt(const fs::path &file, std::size_t place, std::string_view bytes)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0)
        return false;
    struct stat status {
    };
    std::string found(bytes.size(), '\0');
    const bool same = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)
        && ::pread(descriptor, found.data(), found.size(), static_cast<off_t>(place))
            == static_cast<ssize_t>(found.size())
        && found == bytes;
    ::close(descriptor);
    return same;
}

AtomicFile::AtomicFile(fs::path file, WritePolicy policy)
    : m_file(std::move(file))
    , m_policy(std::move(policy))
{
}

AtomicFile::AtomicFile(AtomicFile &&other) noexcept
    : m_file(std::move(other.m_file))
    , m_temporary(std::move(other.m_temporary))
    , m_policy(std::move(other.m_policy))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_inPlace(other.m_inPlace)
{
}

AtomicFile &AtomicFile::operator=(AtomicFile &&other) noexcept
{
    if (this != &other) {
        abandon();
        m_file = std::move(other.m_file);
        m_temporary = std::move(other.m_temporary);
        m_policy = std::move(other.m_policy);
        m_descriptor = std::exchange(other.m_descriptor, -1);
        m_inPlace = other.m_inPlace;
    }
    return *this;
}

AtomicFile::~AtomicFile()
{
    abandon();
}

void AtomicFile::abandon()
{
    if (m_descriptor < 0)
        return;
    if (!m_inPlace)
        ::unlink(m_temporary.c_str()); // Before the lock ends.
    ::close(std::exchange(m_descriptor, -1));
}

Result<AtomicFile> AtomicFile::create(fs::path file, WritePolicy policy)
{
    AtomicFile created(std::move(file), std::move(policy));
    CF_TRY(checkExisting(created.m_file, created.m_policy));
    CF_TRY(isStream(created.m_file) ? created.openInPlace() : created.openTemporary());
    return created;
}

Result<> AtomicFile::openInPlace()
{
    m_inPlace = true;
    m_temporary = m_file;
    const auto own = ownDescriptor(m_file);
    if (own)
        std::fflush(nullptr); // What was printed before stands before.
    // Without O_NONBLOCK a pipe that nobody reads would wait for ever.
    m_descriptor =
        own ? ::fcntl(*own, F_DUPFD_CLOEXEC, 0) : ::open(m_file.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (m_descriptor < 0)
        return cannotWrite(m_file, errno);
    if (!own)
        ::fcntl(m_descriptor, F_SETFL, 0);
    return {};
}

Result<> AtomicFile::openTemporary()
{
    const mode_t mode = m_policy.ownerOnly ? 0600 : 0666;
    for (int tries = 0; tries < namesTried; ++tries) {
        m_temporary = m_file.parent_path() / freshName();
        m_descriptor = ::open(m_temporary.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
        if (m_descriptor < 0 && errno == EEXIST)
            continue;
        if (m_descriptor < 0)
            return cannotWrite(m_file, errno);
        // Another program that cleans up may have found it before it was locked: then it is taken for a leftover.
        const bool locked = lockOpenFile(m_descriptor) != EWOULDBLOCK;
        struct stat status {
        };
        if (locked && ::fstat(m_descriptor, &status) == 0 && status.st_nlink == 1) {
            // What its owner hid from others stays hidden when it is replaced.
            if (!m_policy.ownerOnly && ::lstat(m_file.c_str(), &status) == 0 && S_ISREG(status.st_mode))
                (void)::fchmod(m_descriptor, status.st_mode & 0777U);
            return {};
        }
        abandon();
    }
    return cannotWrite(m_file, EEXIST);
}

Result<> AtomicFile::write(std::string_view bytes)
{
    if (const int failure = writeAll(m_descriptor, bytes); failure != 0)
        return cannotWrite(m_file, failure);
    return {};
}

Result<> AtomicFile::giveName()
{
    CF_TRY(checkExisting(m_file, m_policy));
    const int failure = !m_policy.mayReplace                 ? renameToFree(m_temporary, m_file)
        : ::rename(m_temporary.c_str(), m_file.c_str()) == 0 ? 0
                                                             : errno;
    if (failure == EEXIST)
        return mustNotReplace(m_file, "another program made it meanwhile; choose another name");
    if (failure != 0)
        return cannotWrite(m_file, failure);
    return {};
}

Result<> AtomicFile::commit()
{
    if (m_inPlace) {
        if (::close(std::exchange(m_descriptor, -1)) != 0)
            return cannotWrite(m_file, errno);
        return {};
    }
    if (!flushed(m_descriptor))
        return cannotWrite(m_file, errno);
    CF_TRY(giveName());
    // Closing tells of a failed write on network file systems that do not tell when they flush.
    const bool closed = ::close(std::exchange(m_descriptor, -1)) == 0;
    flushFolder(folderOf(m_file));
    if (!closed)
        return cannotWrite(m_file, errno);
    return {};
}

Result<> writeWhole(const fs::path &file, std::string_view bytes, const WritePolicy &policy)
{
    CF_ASSIGN(AtomicFile output, AtomicFile::create(file, policy));
    CF_TRY(output.write(bytes));
    return output.commit();
}

Result<> checkWritable(const fs::path &file, const WritePolicy &policy)
{
    CF_TRY(checkExisting(file, policy));
    if (isStream(file))
        return {}; // Opening a pipe now would tell its reader that all is said.
    removeLeftovers(folderOf(file));
    CF_ASSIGN(AtomicFile probe, AtomicFile::create(file, policy));
    return probe.write("x"); // An empty file needs no room, so it would prove nothing.
}

void removeLeftovers(const fs::path &folder)
{
    DIR *listing = ::opendir(folder.c_str());
    if (listing == nullptr)
        return;
    while (const dirent *entry = ::readdir(listing)) {
        if (!isTemporaryName(entry->d_name))
            continue;
        const fs::path file = folder / entry->d_name;
        if (isAbandoned(file))
            ::unlink(file.c_str());
    }
    ::closedir(listing);
}

Result<> appendLines(const fs::path &file, std::string_view lines)
{
    const int descriptor =
        ::open(file.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0666);
    if (descriptor < 0)
        return cannotWrite(file, errno);
    struct stat status {
    };
    int failure = ::fstat(descriptor, &status) != 0 ? errno : S_ISREG(status.st_mode) ? 0 : EINVAL;
    if (failure == 0) {
        const off_t end = endOfWholeLines(descriptor, status.st_size);
        if (::ftruncate(descriptor, end) != 0 || ::lseek(descriptor, end, SEEK_SET) != end)
            failure = errno;
        if (failure == 0)
            failure = writeAll(descriptor, lines);
        if (failure == 0 && ::fdatasync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
            failure = errno;
        if (failure != 0)
            (void)!::ftruncate(descriptor, end); // What stays of it is cut off by the next one.
    }
    if (::close(descriptor) != 0 && failure == 0)
        failure = errno;
    if (failure != 0)
        return cannotWrite(file, failure);
    return {};
}

Result<> makeFolder(const fs::path &folder)
{
    std::error_code failure;
    if (folder.empty() || fs::create_directories(folder, failure) || !failure)
        return {};
    const int reason = failure.value();
    const bool isTaken =
        reason == EEXIST || reason == ENOTDIR || reason == ELOOP; // By the caller's own choice of name.
    return fail(isTaken ? ErrorCode::InvalidInput : ErrorCode::Io,
        "The folder " + folder.string() + " cannot be made: " + systemReason(reason) + ".");
}

} // namespace cf
