#include "ui/session/saving/RunRecord.h"

#include "ui/records/PrivateFolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSaveFile>

namespace cf::ui {
namespace {

constexpr qsizetype maxPaths = 200;

std::unique_ptr<QLockFile> lockOf(const QString &path)
{
    auto lock = std::make_unique<QLockFile>(path + ".lock");
    lock->setStaleLockTime(0);
    return lock->tryLock(0) ? std::move(lock) : nullptr;
}

} // namespace

RunRecord::RunRecord(const std::filesystem::path &folder)
{
    if (folder.empty() || !makePrivateFolder(folder))
        return;
    m_path = QDir(QString::fromStdString(folder.string()))
                 .filePath("run-" + QString::number(QRandomGenerator::global()->generate(), 16) + ".json");
    m_lock = lockOf(m_path);
}

void RunRecord::noteOpened(const QStringList &paths)
{
    m_now.opened << paths;
    m_now.opened.removeDuplicates();
    while (m_now.opened.size() > maxPaths)
        m_now.opened.removeFirst();
    write();
}

void RunRecord::noteShown(const QString &path, int frame)
{
    m_now.shown = path;
    m_now.frame = frame;
    write();
}

void RunRecord::write() const
{
    if (!m_lock)
        return;
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return; // Only comfort is lost: the work itself is kept elsewhere.
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(QJsonObject{ { "opened", QJsonArray::fromStringList(m_now.opened) },
                                 { "shown", m_now.shown }, { "frame", m_now.frame } })
                   .toJson());
    file.commit();
}

void RunRecord::finish()
{
    if (!m_lock)
        return;
    QFile::remove(m_path);
    m_lock.reset();
}

std::optional<RunRecord::Unfinished> RunRecord::takeUnfinished(const std::filesystem::path &folder)
{
    std::optional<Unfinished> last;
    if (folder.empty())
        return last;
    const QDir records(QString::fromStdString(folder.string()));
    for (const QFileInfo &file : records.entryInfoList({ "run-*.json" }, QDir::Files, QDir::Time | QDir::Reversed)) {
        const auto lock = lockOf(file.filePath());
        if (!lock)
            continue;
        QFile record(file.filePath());
        if (record.open(QIODevice::ReadOnly)) {
            const QJsonDocument json = QJsonDocument::fromJson(record.readAll());
            Unfinished found{ {}, json["shown"].toString(), json["frame"].toInt(), file.lastModified() };
            for (const QJsonValue &path : json["opened"].toArray())
                found.opened << path.toString();
            if (!found.opened.isEmpty())
                last = std::move(found);
        }
        record.remove();
    }
    return last;
}

} // namespace cf::ui
