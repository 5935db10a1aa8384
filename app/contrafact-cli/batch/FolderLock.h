#pragma once

#include "core/base/Result.h"
#include "core/base/files/FileLock.h"

#include <filesystem>
#include <utility>

namespace cf::cli {

/// Held by the one process that leads a batch, and by its workers, for as long as they live: the system lets go of it
/// when a process ends, however it ends.
class FolderLock
{
public:
    /// Whether an existing folder holds nothing but locks. Errors: Io where it cannot be read.
    static Result<bool> isAlone(const std::filesystem::path &folder);
    /// A folder for outputs: new, empty, or one in which this program has led before, whose lock stays in it. Errors:
    /// Io; InvalidInput for a file or a folder that holds anything else.
    static Result<> claim(const std::filesystem::path &folder);
    /// Alone, at once. Error: InvalidInput where another process leads a batch in this folder.
    static Result<FolderLock> lead(const std::filesystem::path &folder);
    /// As one of several workers of the folder.
    static Result<FolderLock> work(const std::filesystem::path &folder);
    /// Waits until workers that an ended leader left behind are gone. Error: Io after half a minute.
    static Result<> awaitNoWorker(const std::filesystem::path &folder);

private:
    explicit FolderLock(FileLock lock)
        : m_lock(std::move(lock))
    {
    }

    FileLock m_lock;
};

} // namespace cf::cli
