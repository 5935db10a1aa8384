#include "ui/session/saving/WorkStore.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "ui/records/DraftJson.h"
#include "ui/records/PrivateFolder.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr int longestRequest = 20'000; // Characters.

QString pathOf(const std::filesystem::path &folder, const std::string &key, const char *ending)
{
    return QString::fromStdString((folder / (key + ending)).string());
}

Error writeError()
{
    return Error{ ErrorCode::Io,
        "The work could not be saved: the disk is full or not writable. Nothing was lost; free some space and save "
        "again." };
}

/// QSaveFile takes a failed flush for a written file, and a full disk then leaves nothing of either.
Result<> write(const std::filesystem::path &file, const QByteArray &bytes)
{
    if (!writeWhole(file, { bytes.constData(), std::size_t(bytes.size()) }, replaceOwnConfidential()))
        return tl::make_unexpected(writeError());
    return {};
}

QByteArray pngOf(const Image<std::uint8_t> &mask)
{
    const QImage image(mask.pixels.data(), mask.width, mask.height, mask.width, QImage::Format_Grayscale8);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

/// A pipe under the name of one of our files would be waited for.
bool isPlainFile(const QString &path)
{
    return checkRegularFile(path.toStdString()).has_value();
}

/// A file that cannot be read is kept for whoever may mend it, and is in nobody's way.
void putAside(const QString &path)
{
    QFile::remove(path + ".damaged");
    QFile::rename(path, path + ".damaged");
}

QJsonObject toJson(const ReadingOptions &reading)
{
    using White = ReadingOptions::White;
    using Polarity = ReadingOptions::Polarity;
    QJsonObject record;
    if (reading.axes)
        record["orientation"] = QString::fromStdString(textOf(*reading.axes));
    if (reading.white == White::Stated)
        record["white"] = "stated";
    if (reading.polarity != Polarity::Stated)
        record["polarity"] = reading.polarity == Polarity::Inverted ? "inverted" : "photometric";
    return record;
}

ReadingOptions readingFromJson(const QJsonObject &record)
{
    ReadingOptions reading;
    if (const auto stated = parsePatientAxes(record["orientation"].toString().toStdString()))
        reading.axes = stated->axes;
    if (record["white"] == "stated")
        reading.white = ReadingOptions::White::Stated;
    if (record["polarity"] == "inverted")
        reading.polarity = ReadingOptions::Polarity::Inverted;
    else if (record["polarity"] == "photometric")
        reading.polarity = ReadingOptions::Polarity::Photometric;
    return reading;
}

QJsonObject toJson(const SavedWork &work)
{
    QJsonArray labels;
    for (const Target target : work.sourceLabels)
        labels << QString::fromUtf8(keyOf(target).data(), qsizetype(keyOf(target).size()));
    QJsonObject record = toJson(work.draft);
    record["mask"] = !work.mask.empty();
    record["proposed_for"] = work.proposedFor.left(longestRequest);
    record["proposed_seed"] = QString::number(work.proposedSeed);
    record["source_labels"] = labels;
    record["source_confirmed"] = work.sourceConfirmed;
    record["shown_edit"] = work.shownEdit;
    record["arrangement"] = work.arrangement;
    record["reading"] = toJson(work.reading);
    return record;
}

SavedWork fromJson(const QJsonObject &record)
{
    SavedWork work;
    work.draft = draftFromJson(record);
    work.proposedFor = record["proposed_for"].toString();
    work.proposedSeed = record["proposed_seed"].toString().toULongLong();
    for (const QJsonValue &label : record["source_labels"].toArray()) {
        if (const auto target = targetFromKey(label.toString().toStdString()))
            work.sourceLabels.push_back(*target);
    }
    work.sourceConfirmed = record["source_confirmed"].toBool();
    work.shownEdit = record["shown_edit"].toInt();
    work.arrangement = record["arrangement"].toInt();
    work.reading = readingFromJson(record["reading"].toObject());
    return work;
}

constexpr qint64 longestUndo = 256 << 20; // Far more than is ever written.

} // namespace

WorkStore::WorkStore(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

Result<> WorkStore::save(const std::string &key, const SavedWork &work) const
{
    if (m_folder.empty())
        return {};
    if (!makePrivateFolder(m_folder))
        return tl::make_unexpected(writeError());
    // Instructions and masks are as confidential as the radiograph: for their owner alone.
    std::error_code ignored;
    std::filesystem::permissions(m_folder, std::filesystem::perms::owner_all, ignored);
    removeLeftovers(m_folder);
    if (!work.mask.empty())
        CF_TRY(write(m_folder / (key + ".png"), pngOf(work.mask)));
    if (work.undo)
        CF_TRY(write(m_folder / (key + ".undo"), packed(*work.undo)));
    CF_TRY(write(m_folder / (key + ".json"), QJsonDocument(toJson(work)).toJson()));
    if (work.mask.empty()) // Only now: a full disk leaves the last good pair of both.
        std::filesystem::remove(m_folder / (key + ".png"), ignored);
    return {};
}

std::optional<SavedWork> WorkStore::load(const std::string &key, QStringList &problems) const
{
    const QString path = pathOf(m_folder, key, ".json");
    if (m_folder.empty() || !QFileInfo::exists(path))
        return std::nullopt;
    QFile file(path);
    // What cannot be opened is put aside, too: the next save would replace it.
    const bool isOpen = isPlainFile(path) && file.open(QIODevice::ReadOnly);
    const QJsonDocument record = isOpen ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
    if (!record.isObject()) {
        file.close();
        putAside(path);
        problems << QObject::tr("The autosaved instruction and mask of this image are damaged. They were put aside.");
        return std::nullopt;
    }
    SavedWork work = fromJson(record.object());
    // Of little worth beside the mask: where it is damaged there is nothing to undo.
    QFile undo(pathOf(m_folder, key, ".undo"));
    if (isPlainFile(undo.fileName()) && undo.open(QIODevice::ReadOnly) && undo.size() < longestUndo)
        work.undo = unpackedUndo(undo.readAll());
    if (!record["mask"].toBool())
        return work;
    const QString mask = pathOf(m_folder, key, ".png");
    const QImage image = isPlainFile(mask) ? QImage(mask).convertToFormat(QImage::Format_Grayscale8) : QImage();
    if (image.isNull()) {
        putAside(pathOf(m_folder, key, ".png"));
        problems << QObject::tr("The autosaved mask of this image is damaged. It was put aside; draw it again.");
        return work;
    }
    work.mask = Image<std::uint8_t>(image.width(), image.height());
    for (int y = 0; y < image.height(); ++y)
        std::copy_n(
            image.constScanLine(y), image.width(), work.mask.pixels.begin() + std::ptrdiff_t(work.mask.index(0, y)));
    return work;
}

QDateTime WorkStore::savedAt(const std::string &key) const
{
    return m_folder.empty() ? QDateTime() : QFileInfo(pathOf(m_folder, key, ".json")).lastModified();
}

std::vector<std::string> WorkStore::branchesOf(const std::string &key) const
{
    std::vector<std::string> branches;
    if (m_folder.empty())
        return branches;
    const QString pattern = QString::fromStdString(key) + "~*.json";
    for (const QFileInfo &file :
        QDir(QString::fromStdString(m_folder.string())).entryInfoList({ pattern }, QDir::Files))
        branches.push_back(file.completeBaseName().toStdString());
    return branches;
}

void WorkStore::remove(const std::string &key) const
{
    for (const char *ending : { ".json", ".png", ".undo" })
        QFile::remove(pathOf(m_folder, key, ending));
}

} // namespace cf::ui
