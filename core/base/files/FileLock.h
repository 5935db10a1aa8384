#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <optional>

namespace cf {

/// Locks a file that is open, without waiting, for as long as it stays open: 0, EWOULDBLOCK while another holds it,
/// else why its file system knows no locks.
int lockOpenFile(int descriptor, bool isShared = false);

/// Who else may hold a lock, and what is left of its file.
struct LockTerms {
    bool isShared = false; ///< With others that share it; nobody holds it alone meanwhile.
    bool leavesFile = false; ///< The file stays behind. All holders of one file want the same of it.
};

/// A file that one program holds until it lets go of it or ends, killed or not. Taking it writes nothing, so that a
/// full disk does not give it to two. The file goes with the lock, unless the terms leave it.
class FileLock
{
public:
    /// Nothing while another holds it, in this program or another one. Error: Io where there can be no such file.
    static Result<std::optional<FileLock>> take(const std::filesystem::path &file, LockTerms terms = {});

    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

private:
    FileLock(std::filesystem::path file, int descriptor, LockTerms terms);
    void release();

    std::filesystem::path m_file;
    int m_descriptor = -1;
    LockTerms m_terms;
};

} // namespace cf
