#include "ui/session/saving/RunRecord.h"

#include "core/base/files/AtomicFile.h"
#include "ui/records/PrivateFolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

namespace cf::ui {
namespace {

constexpr qsizetype maxPaths = 200;

std::optional<FileLock> lockOf(const QString &path)
{
    auto taken = FileLock::take((path + ".lock").toStdString());
    return taken ? std::move(*taken) : std::nullopt;
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
    const QByteArray bytes = QJsonDocument(
        QJsonObject{ { "opened", QJsonArray::fromStringList(m_now.opened) }, { "shown", m_now.shown },
            { "frame",
                m_now.frame } }).toJson();
    // Failing loses comfort alone: the work itself is kept elsewhere, and the record before stays.
    (void)writeWhole(m_path.toStdString(), { bytes.constData(), std::size_t(bytes.size()) }, replaceOwnConfidential());
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
            if (last)
                found.opened = last->opened;
            for (const QJsonValue &path : json["opened"].toArray()) {
                found.opened.removeAll(path.toString());
                found.opened << path.toString();
            }
            if (found.shown.isEmpty() && last) {
                found.shown = last->shown;
                found.frame = last->frame;
            }
            if (!found.opened.isEmpty())
                last = std::move(found);
        }
        record.remove();
    }
    return last;
}

} // namespace cf::ui
