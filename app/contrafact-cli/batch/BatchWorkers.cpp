#include "app/contrafact-cli/batch/BatchWorkers.h"

#include "core/base/AtomicFile.h"
#include "core/base/FolderListing.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

extern char **environ; // NOLINT(readability-redundant-declaration): POSIX asks the program to declare it.

namespace cf::cli {

namespace {

constexpr std::chrono::seconds orphanPatience{ 30 }; ///< A worker stops within half a second of being asked.
constexpr std::chrono::milliseconds workerPoll{ 50 };

Result<int> openLock(const std::filesystem::path &file)
{
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        const int reason = errno;
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be opened: " + systemReason(reason) + ".");
    }
    return descriptor;
}

std::filesystem::path leaderLock(const std::filesystem::path &folder)
{
    return folder / ".leader.lock";
}

std::filesystem::path workerLock(const std::filesystem::path &folder)
{
    return folder / ".workers.lock";
}

} // namespace

FolderLock::FolderLock(FolderLock &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
{
}

FolderLock &FolderLock::operator=(FolderLock &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    return *this;
}

FolderLock::~FolderLock()
{
    if (m_descriptor >= 0)
        close(m_descriptor);
}

Result<bool> FolderLock::isAlone(const std::filesystem::path &folder)
{
    CF_ASSIGN(const auto entries, listFolder(folder));
    return std::ranges::all_of(entries, [&folder](const std::filesystem::directory_entry &entry) {
        return entry.path() == leaderLock(folder) || entry.path() == workerLock(folder);
    });
}

Result<> FolderLock::claim(const std::filesystem::path &folder)
{
    std::error_code failure;
    const auto status = std::filesystem::status(folder, failure);
    if (status.type() == std::filesystem::file_type::not_found)
        return makeFolder(folder);
    if (status.type() != std::filesystem::file_type::directory)
        return fail(ErrorCode::InvalidInput, "\"" + folder.string() + "\" is no folder. Name a new folder.");
    CF_ASSIGN(const bool isEmpty, isAlone(folder));
    if (isEmpty || std::filesystem::is_regular_file(std::filesystem::symlink_status(leaderLock(folder), failure)))
        return {};
    return fail(ErrorCode::InvalidInput,
        "The folder \"" + folder.string()
            + "\" holds files that this program did not write. Name a new or an empty folder.");
}

Result<FolderLock> FolderLock::lead(const std::filesystem::path &folder)
{
    CF_ASSIGN(const int descriptor, openLock(leaderLock(folder)));
    FolderLock lock(descriptor);
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::InvalidInput,
            "Another program is at work in \"" + folder.string() + "\". Wait for it, or choose another folder.");
    return lock;
}

Result<FolderLock> FolderLock::work(const std::filesystem::path &folder)
{
    CF_ASSIGN(const int descriptor, openLock(workerLock(folder)));
    FolderLock lock(descriptor);
    if (flock(descriptor, LOCK_SH) != 0)
        return fail(
            ErrorCode::Io, std::string("The batch's folder could not be locked: ") + std::strerror(errno) + ".");
    return lock;
}

Result<> FolderLock::awaitNoWorker(const std::filesystem::path &folder)
{
    CF_ASSIGN(const int descriptor, openLock(workerLock(folder)));
    const FolderLock lock(descriptor);
    const auto end = std::chrono::steady_clock::now() + orphanPatience;
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (std::chrono::steady_clock::now() > end)
            return fail(ErrorCode::Io,
                "Workers of an earlier run are still busy in \"" + folder.string() + "\". End them and start again.");
        std::this_thread::sleep_for(workerPoll);
    }
    return {};
}

BatchWorkers::~BatchWorkers()
{
    stop();
    for (const pid_t process : m_processes)
        waitpid(process, nullptr, 0);
}

Result<> BatchWorkers::start()
{
    std::vector<char *> arguments;
    for (std::string &argument : m_arguments)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    pid_t process = 0;
    const int failed = posix_spawn(&process, "/proc/self/exe", nullptr, nullptr, arguments.data(), environ);
    if (failed != 0)
        return fail(ErrorCode::Io, std::string("A worker could not be started: ") + std::strerror(failed) + ".");
    m_processes.push_back(process);
    return {};
}

std::vector<WorkerEnd> BatchWorkers::ended()
{
    std::vector<WorkerEnd> ends;
    std::erase_if(m_processes, [&ends](pid_t process) {
        int status = 0;
        if (waitpid(process, &status, WNOHANG) != process)
            return false;
        ends.push_back(
            { process, WIFEXITED(status) ? WEXITSTATUS(status) : -1, WIFSIGNALED(status) ? WTERMSIG(status) : 0 });
        return true;
    });
    return ends;
}

void BatchWorkers::stop()
{
    if (std::exchange(m_isStopping, true))
        return;
    for (const pid_t process : m_processes)
        kill(process, SIGTERM);
}

void endWithLeader(pid_t leader)
{
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != leader)
        raise(SIGTERM); // It ended before we asked.
}

} // namespace cf::cli
