#include "ui/session/saving/WorkClaim.h"

#include "ui/records/PrivateFolder.h"

#include <QRandomGenerator>
#include <QString>

#include <utility>

namespace cf::ui {

Result<std::optional<FileLock>> WorkClaim::lock(const std::filesystem::path &folder, const std::string &key)
{
    return FileLock::take(folder / (key + ".lock"));
}

WorkClaim::WorkClaim(const std::filesystem::path &folder, const std::string &imageKey)
    : m_key(imageKey)
{
    auto taken = lock(folder, imageKey);
    while (taken && !*taken) {
        m_isBranch = true;
        m_key = imageKey + "~" + QString::number(QRandomGenerator::global()->generate(), 16).toStdString();
        taken = lock(folder, m_key);
    }
    if (taken) // Otherwise no work can be written either, which saving tells of.
        m_lock = std::move(*taken);
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
