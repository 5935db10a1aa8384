#include "ui/records/HistoryStore.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/FolderListing.h"
#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"
#include "ui/records/HistoryRecord.h"
#include "ui/records/PackedValues.h"
#include "ui/records/PrivateFolder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr qint64 daysInBin = 30;
constexpr qint64 longestRecord = 64 << 20; // A record holds texts and one small picture.
constexpr qint64 longestValues = qint64{ 1 } << 30;

QString textOf(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

std::string hashOf(const QByteArray &bytes)
{
    Sha256 hash;
    hash.add(bytes.constData(), std::size_t(bytes.size()));
    return hash.finish();
}

Error writeError(std::uint64_t needed)
{
    return { ErrorCode::Io,
        std::string("The history could not be saved: the disk is full or not writable. Nothing was lost; free ")
            .append(std::to_string(std::max<std::uint64_t>(1, needed >> 20U)))
            .append(" MB and save again.") };
}

Result<> write(const std::filesystem::path &path, const QByteArray &bytes)
{
    // QSaveFile takes a failed flush for a written file; AtomicFile does not.
    if (!writeWhole(path, { bytes.constData(), std::size_t(bytes.size()) }, replaceOwnConfidential()))
        return tl::make_unexpected(writeError(std::uint64_t(bytes.size())));
    return {};
}

/// Nothing where the file is absent or longer than any that was written here.
std::optional<QByteArray> read(const std::filesystem::path &path, qint64 longest)
{
    QFile file(textOf(path));
    if (!checkRegularFile(path) || !file.open(QIODevice::ReadOnly) || file.size() > longest)
        return std::nullopt;
    return file.readAll();
}

/// A record under its own hash, so that a damaged one is told from a sound one.
QByteArray sealed(const QJsonObject &record)
{
    const QByteArray text = QJsonDocument(record).toJson(QJsonDocument::Compact);
    return QByteArray::fromStdString(hashOf(text)) + '\n' + text;
}

std::optional<QJsonObject> unsealed(const std::optional<QByteArray> &bytes)
{
    const qsizetype end = bytes ? bytes->indexOf('\n') : -1;
    if (end < 0 || bytes->left(end) != QByteArray::fromStdString(hashOf(bytes->mid(end + 1))))
        return std::nullopt;
    const QJsonDocument record = QJsonDocument::fromJson(bytes->mid(end + 1));
    return record.isObject() ? std::optional(record.object()) : std::nullopt;
}

StoredImage widened(const Image<std::uint8_t> &values)
{
    StoredImage wide(values.width, values.height);
    std::copy(values.pixels.begin(), values.pixels.end(), wide.pixels.begin());
    return wide;
}

Image<std::uint8_t> narrowed(const StoredImage &values)
{
    Image<std::uint8_t> narrow(values.width, values.height);
    std::transform(values.pixels.begin(), values.pixels.end(), narrow.pixels.begin(),
        [](std::int32_t value) { return std::uint8_t(std::clamp(value, 0, 255)); });
    return narrow;
}

/// Bytes of the files of one image; 0 where another window has just cleared them away.
Result<std::uint64_t> sizeOf(const std::filesystem::path &folder)
{
    std::uint64_t bytes = 0;
    CF_ASSIGN(const auto files, listFolderIfThere(folder));
    for (const std::filesystem::directory_entry &file : files) {
        std::error_code gone;
        const auto size = file.file_size(gone);
        bytes += gone ? 0 : size;
    }
    return bytes;
}

/// What a program that was killed while it wrote has left behind; not what another one writes just now.
void removeHalfWritten(QDir folder)
{
    removeLeftovers(folder.path().toStdString());
    // Older versions wrote under names of Qt's.
    const QDateTime anHourAgo = QDateTime::currentDateTime().addSecs(-3600);
    for (const QFileInfo &file : folder.entryInfoList({ "*.edit.??????", "*.values.??????" }, QDir::Files)) {
        if (file.lastModified() < anHourAgo)
            QFile::remove(file.filePath());
    }
}

/// Packs what an entry refers to; pixels of results that are on disk only stay as they are.
QMap<QString, QByteArray> pixelsOf(const HistoryEntry &entry, const StoredImage &source)
{
    QMap<QString, QByteArray> pixels;
    if (entry.mask && !entry.mask->empty())
        pixels["mask"] = packed(widened(*entry.mask));
    if (!entry.result)
        return pixels;
    const PreparedResult &result = *entry.result;
    pixels["counterfactual"] = packed(result.unmarked().stored, source);
    pixels["region"] = packed(widened(result.regionValues));
    if (result.rebuilt)
        pixels["rebuilt"] = packed(result.unmarkedRebuilt(), source);
    if (result.deviation)
        pixels["deviation"] = packed(result.deviation->map().values);
    return pixels;
}

/// The values of one file, whose name is the hash of what is in it.
Result<StoredImage> valuesOf(
    const std::filesystem::path &folder, const QString &name, const StoredImage &likeSource, const StoredImage &base)
{
    // A name that is no hash could lead anywhere.
    const bool isHash = name.size() == 64
        && std::all_of(name.begin(), name.end(), [](QChar c) { return c.isDigit() || (c >= 'a' && c <= 'f'); });
    const auto bytes = isHash ? read(folder / (name.toStdString() + ".values"), longestValues) : std::nullopt;
    if (!bytes || hashOf(*bytes) != name.toStdString())
        return fail(ErrorCode::InvalidInput,
            "The stored picture of this edit is damaged or gone. Its record is kept: the same instruction, mask and "
            "seed make it again.");
    return unpacked(*bytes, likeSource.width, likeSource.height, base);
}

} // namespace

HistoryStore::HistoryStore(std::filesystem::path folder, std::uint64_t bytes)
    : m_folder(std::move(folder))
    , m_bytes(bytes)
{
}

QString HistoryStore::newRecordName(int number)
{
    return QString("%1-%2.edit")
        .arg(number, 6, 10, QChar('0'))
        .arg(QRandomGenerator::global()->generate(), 8, 16, QChar('0'));
}

int HistoryStore::takeNumber(const std::string &imageKey, int lowest) const
{
    const QString folder = textOf(folderOf(imageKey));
    if (!keeps() || !makePrivateFolder(folder.toStdString()))
        return lowest;
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    int number = lowest;
    for (const QString &name : QDir(folder).entryList({ "*.edit*", "*.number" }, QDir::Files))
        number = std::max(number, name.left(6).toInt() + 1); // Records, also damaged ones, and numbers that are taken.
    // Whoever makes the file first has the number.
    constexpr int tries = 10'000;
    for (int tried = 0; tried < tries; ++tried, ++number) {
        QFile taken(QDir(folder).filePath(QString("%1.number").arg(number, 6, 10, QChar('0'))));
        if (taken.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
            return number;
        if (!taken.exists())
            break; // The disk is full or not writable, which saving will tell of.
    }
    return number;
}

std::filesystem::path HistoryStore::folderOf(const std::string &imageKey) const
{
    return m_folder / imageKey;
}

Result<> HistoryStore::save(const std::string &imageKey, const HistoryEntry &entry, const StoredImage &source) const
{
    if (!keeps())
        return {};
    const std::filesystem::path folder = folderOf(imageKey);
    PixelFiles files;
    if (!entry.result) { // Its pixels were written before.
        if (const auto record = unsealed(read(folder / entry.record.toStdString(), longestRecord)))
            files = pixelFilesOf(*record);
    }
    const auto pixels = pixelsOf(entry, source);
    std::uint64_t needed = 0;
    for (auto each = pixels.begin(); each != pixels.end(); ++each) {
        files[each.key()] = QString::fromStdString(hashOf(each.value()));
        if (!QFile::exists(textOf(folder / (files[each.key()].toStdString() + ".values"))))
            needed += std::uint64_t(each.value().size());
    }
    const QByteArray record = sealed(toRecord(entry, imageKey, files));
    CF_TRY(makeRoom(imageKey, needed + std::uint64_t(record.size())));
    if (!makePrivateFolder(folder))
        return tl::make_unexpected(writeError(needed));
    // Thumbnails and counterfactuals are as confidential as the radiograph: for their owner alone.
    for (const std::filesystem::path &each : { m_folder, folder })
        QFile::setPermissions(textOf(each), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (auto each = pixels.begin(); each != pixels.end(); ++each) {
        const auto path = folder / (files[each.key()].toStdString() + ".values");
        if (QFile(textOf(path)).size() != each.value().size())
            CF_TRY(write(path, each.value()));
    }
    return write(folder / entry.record.toStdString(), record); // Last: what it refers to is there.
}

Result<> HistoryStore::makeRoom(const std::string &imageKey, std::uint64_t needed) const
{
    struct Kept {
        std::filesystem::path folder;
        std::filesystem::file_time_type used;
        std::uint64_t bytes = 0;
    };
    std::vector<Kept> others;
    std::uint64_t total = needed;
    CF_ASSIGN(const auto images, listFolderIfThere(m_folder));
    for (const std::filesystem::directory_entry &each : images) {
        std::error_code ignored;
        if (!each.is_directory(ignored))
            continue;
        CF_ASSIGN(const std::uint64_t bytes, sizeOf(each.path()));
        total += bytes;
        if (each.path().filename() != imageKey)
            others.push_back({ each.path(), each.last_write_time(ignored), bytes });
        else if (bytes + needed > m_bytes)
            return fail(ErrorCode::Unsupported,
                std::string("The history of this image has reached the bound of ")
                    .append(std::to_string(m_bytes >> 20U))
                    .append(" MB. Results made from now on are lost when the window closes: save them as DICOM, or "
                            "raise history/megabytes in the settings."));
    }
    std::sort(others.begin(), others.end(), [](const Kept &a, const Kept &b) { return a.used < b.used; });
    for (const Kept &other : others) {
        if (total <= m_bytes)
            break;
        std::error_code failure;
        std::filesystem::remove_all(other.folder, failure);
        if (failure)
            return fail(ErrorCode::Io,
                "The oldest history in " + other.folder.string()
                    + " cannot be cleared away to make room: " + systemReason(failure.value()) + ".");
        total -= other.bytes;
    }
    return {};
}

StoredHistory HistoryStore::list(const std::string &imageKey) const
{
    StoredHistory history;
    if (!keeps())
        return history;
    const std::filesystem::path folder = folderOf(imageKey);
    QDir records(textOf(folder));
    removeHalfWritten(records);
    int damaged = 0;
    QStringList thrownAway;
    QStringList stillUsed;
    for (const QString &name : records.entryList({ "*.edit" }, QDir::Files, QDir::Name)) {
        const auto record = unsealed(read(folder / name.toStdString(), longestRecord));
        auto entry = record ? fromRecord(*record, imageKey) : std::nullopt;
        if (!entry) {
            ++damaged;
            QFile::rename(records.filePath(name), records.filePath(name + ".damaged"));
            continue;
        }
        if (entry->binned.isValid() && entry->binned.daysTo(QDateTime::currentDateTimeUtc()) > daysInBin) {
            thrownAway << pixelFilesOf(*record).values();
            QFile::remove(records.filePath(name));
            continue;
        }
        stillUsed << pixelFilesOf(*record).values();
        entry->record = name;
        entry->isKept = true;
        history.entries.push_back(*std::move(entry));
    }
    for (const QString &values : thrownAway) {
        if (damaged == 0 && !stillUsed.contains(values)) // Equal values are kept once for all edits.
            QFile::remove(records.filePath(values + ".values"));
    }
    std::stable_sort(history.entries.begin(), history.entries.end(),
        [](const HistoryEntry &a, const HistoryEntry &b) { return a.made < b.made; });
    if (damaged > 0)
        history.problems << QObject::tr("%1 could not be read back: the stored record is damaged. It was put aside in "
                                        "%2.")
                                .arg(damaged == 1 ? QObject::tr("1 edit of this image")
                                                  : QObject::tr("%1 edits of this image").arg(damaged),
                                    textOf(folder));
    if (!history.entries.empty()) { // Opened now: the last to lose it when room is made.
        std::error_code ignored;
        std::filesystem::last_write_time(folder, std::filesystem::file_time_type::clock::now(), ignored);
    }
    return history;
}

MaskPointer HistoryStore::loadMask(
    const std::string &imageKey, const HistoryEntry &entry, const StoredImage &source) const
{
    const std::filesystem::path folder = folderOf(imageKey);
    const auto record = unsealed(read(folder / entry.record.toStdString(), longestRecord));
    const PixelFiles files = record ? pixelFilesOf(*record) : PixelFiles();
    if (!files.contains("mask"))
        return nullptr;
    const Result<StoredImage> mask = valuesOf(folder, files["mask"], source, {});
    return mask && !mask->empty() ? std::make_shared<const Image<std::uint8_t>>(narrowed(*mask)) : nullptr;
}

Result<StoredPixels> HistoryStore::load(
    const std::string &imageKey, const HistoryEntry &entry, const Radiograph &source) const
{
    const std::filesystem::path folder = folderOf(imageKey);
    const auto record = unsealed(read(folder / entry.record.toStdString(), longestRecord));
    if (!record || !entry.outline)
        return fail(ErrorCode::InvalidInput, "The stored record of this edit is damaged or gone.");
    const PixelFiles files = pixelFilesOf(*record);
    const auto values = [&](const char *name, const StoredImage &base) -> Result<StoredImage> {
        return files.contains(name) ? valuesOf(folder, files[name], source.stored, base) : StoredImage();
    };
    StoredPixels pixels;
    CF_ASSIGN(const StoredImage mask, values("mask", {}));
    if (!mask.empty())
        pixels.mask = std::make_shared<const Image<std::uint8_t>>(narrowed(mask));
    ResultPixels parts;
    CF_ASSIGN(parts.counterfactual, values("counterfactual", source.stored));
    CF_ASSIGN(parts.rebuilt, values("rebuilt", source.stored));
    CF_ASSIGN(const StoredImage region, values("region", {}));
    if (parts.counterfactual.empty() || region.empty())
        return fail(ErrorCode::InvalidInput, "The stored record of this edit names no picture.");
    parts.region = narrowed(region);
    CF_ASSIGN(parts.deviation, values("deviation", {}));
    parts.deviationRange = (*record)["result"]["deviation_range"].toDouble(1.0);
    CF_ASSIGN(pixels.result, withPixels(*entry.outline, std::move(parts), source));
    return pixels;
}

} // namespace cf::ui
