#include "app/contrafact-cli/batch/FolderLock.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/FolderListing.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <system_error>
#include <thread>

namespace cf::cli {

namespace {

constexpr std::chrono::seconds orphanPatience{ 30 }; ///< A worker stops within half a second of being asked.
constexpr std::chrono::milliseconds lockPoll{ 50 };

// Both files stay: the leader's tells later runs that the folder is this program's.
constexpr LockTerms alone{ false, true };
constexpr LockTerms withOthers{ true, true };

std::filesystem::path leaderLock(const std::filesystem::path &folder)
{
    return folder / ".leader.lock";
}

std::filesystem::path workerLock(const std::filesystem::path &folder)
{
    return folder / ".workers.lock";
}

} // namespace

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
    CF_ASSIGN(auto lock, FileLock::take(leaderLock(folder), alone));
    if (!lock)
        return fail(ErrorCode::InvalidInput,
            "Another program is at work in \"" + folder.string() + "\". Wait for it, or choose another folder.");
    return FolderLock(*std::move(lock));
}

Result<FolderLock> FolderLock::work(const std::filesystem::path &folder)
{
    while (true) {
        CF_ASSIGN(auto lock, FileLock::take(workerLock(folder), withOthers));
        if (lock)
            return FolderLock(*std::move(lock));
        std::this_thread::sleep_for(lockPoll); // A leader looks whether workers are left.
    }
}

Result<> FolderLock::awaitNoWorker(const std::filesystem::path &folder)
{
    const auto end = std::chrono::steady_clock::now() + orphanPatience;
    while (true) {
        CF_ASSIGN(const auto lock, FileLock::take(workerLock(folder), alone));
        if (lock)
            return {};
        if (std::chrono::steady_clock::now() > end)
            return fail(ErrorCode::Io,
                "Workers of an earlier run are still busy in \"" + folder.string() + "\". End them and start again.");
        std::this_thread::sleep_for(lockPoll);
    }
}

} // namespace cf::cli
