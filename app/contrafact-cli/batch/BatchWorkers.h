#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <sys/types.h>
#include <vector>

namespace cf::cli {

/// Held by the one process that leads a batch, and by its workers, for as long as they live: the system lets go of it
/// when a process ends, however it ends.
class FolderLock
{
public:
    FolderLock() = default;
    FolderLock(FolderLock &&other) noexcept;
    FolderLock &operator=(FolderLock &&other) noexcept;
    ~FolderLock();

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
    explicit FolderLock(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    int m_descriptor = -1;
};

/// How a worker ended.
struct WorkerEnd {
    pid_t process = 0;
    int exitCode = 0; ///< Of a worker that ended in good order; else −1.
    int signal = 0; ///< That ended it; else 0.
};

/// The processes of a batch: this program once more for each.
class BatchWorkers
{
public:
    explicit BatchWorkers(std::vector<std::string> arguments)
        : m_arguments(std::move(arguments))
    {
    }
    ~BatchWorkers(); ///< Stops and awaits what still runs.

    Result<> start();
    std::vector<WorkerEnd> ended(); ///< Those that ended since the last call.
    bool any() const { return !m_processes.empty(); }
    void stop(); ///< Asks all to stop, once; returns at once.

private:
    std::vector<std::string> m_arguments;
    std::vector<pid_t> m_processes;
    bool m_isStopping = false; ///< A second signal would end them in the middle of an edit.
};

/// In a worker: it is asked to stop when the process that started it ends.
void endWithLeader(pid_t leader);

} // namespace cf::cli
