#include "ui/session/saving/WorkClaim.h"

#include "ui/records/PrivateFolder.h"

#include <QDir>
#include <QRandomGenerator>

namespace cf::ui {

std::unique_ptr<QLockFile> WorkClaim::lock(const std::filesystem::path &folder, const std::string &key)
{
    auto lock = std::make_unique<QLockFile>(QString::fromStdString((folder / (key + ".lock")).string()));
    lock->setStaleLockTime(0); // Held for hours; only the end of its program makes it stale.
    const bool taken = lock->tryLock(0);
    // Where no lock can be written, no work can be written either, which saving tells of.
    return taken || lock->error() != QLockFile::LockFailedError ? std::move(lock) : nullptr;
}

WorkClaim::WorkClaim(const std::filesystem::path &folder, const std::string &imageKey)
    : m_key(imageKey)
    , m_lock(lock(folder, imageKey))
{
    if (m_lock)
        return;
    m_isBranch = true;
    while (!m_lock) {
        m_key = imageKey + "~" + QString::number(QRandomGenerator::global()->generate(), 16).toStdString();
        m_lock = lock(folder, m_key);
    }
}

WorkClaims::WorkClaims(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

std::shared_ptr<const WorkClaim> WorkClaims::take(const std::string &imageKey)
{
    if (m_folder.empty())
        return nullptr;
    const std::lock_guard guard(m_mutex);
    if (auto known = m_claims[imageKey].lock())
        return known;
    (void)makePrivateFolder(m_folder); // Without it the lock fails, which is said.
    auto claim = std::make_shared<const WorkClaim>(m_folder, imageKey);
    m_claims[imageKey] = claim;
    return claim;
}

} // namespace cf::ui
