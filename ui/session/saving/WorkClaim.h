#pragma once

#include "core/base/files/FileLock.h"

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace cf::ui {

/// The right to write the autosaved work on one image. The first window that opens the image has it; one that comes
/// second writes under a name of its own, "key~branch", so that neither overwrites the other. Given back when the claim
/// goes or its program ends, killed or not.
class WorkClaim
{
public:
    WorkClaim(const std::filesystem::path &folder, const std::string &imageKey);

    /// The key under which the work is saved.
    const std::string &key() const { return m_key; }
    /// Another window works on the same image.
    bool isBranch() const { return m_isBranch; }

    /// The lock of a key; nothing while another window has it. Error: Io where no file can be made, so that no work can
    /// be written either.
    static Result<std::optional<FileLock>> lock(const std::filesystem::path &folder, const std::string &key);

private:
    std::string m_key;
    bool m_isBranch = false;
    std::optional<FileLock> m_lock; ///< Empty where none can be made.
};

/// The claims of this program: an image that is opened twice in it is claimed once. For any thread.
class WorkClaims
{
public:
    explicit WorkClaims(std::filesystem::path folder);
    /// Null where no work is kept.
    std::shared_ptr<const WorkClaim> take(const std::string &imageKey);

private:
    std::filesystem::path m_folder;
    std::mutex m_mutex;
    std::map<std::string, std::weak_ptr<const WorkClaim>> m_claims;
};

} // namespace cf::ui
