#include "ui/editing/WorkStore.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr int longestInstruction = 10'000;

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

} // namespace

WorkStore::WorkStore(std::filesystem::path folder)
    : m_folder(std::move(folder))
{
}

Result<> WorkStore::save(const std::string &key, const SavedWork &work) const
{
    if (m_folder.empty())
        return {};
    if (!QDir().mkpath(QString::fromStdString(m_folder.string())))
        return tl::make_unexpected(writeError());
    const QString maskPath = pathOf(m_folder, key, ".png");
    if (work.mask.empty()) {
        QFile::remove(maskPath);
    } else {
        const QImage image(
            work.mask.pixels.data(), work.mask.width, work.mask.height, work.mask.width, QImage::Format_Grayscale8);
        QSaveFile file(maskPath);
        if (!file.open(QIODevice::WriteOnly) || !image.save(&file, "PNG") || !file.commit())
            return tl::make_unexpected(writeError());
    }
    QSaveFile file(pathOf(m_folder, key, ".json"));
    const QJsonObject record{ { "instruction", work.instruction.left(longestInstruction) },
        { "mask", !work.mask.empty() } };
    if (!file.open(QIODevice::WriteOnly) || file.write(QJsonDocument(record).toJson()) < 0 || !file.commit())
        return tl::make_unexpected(writeError());
    return {};
}

std::optional<SavedWork> WorkStore::load(const std::string &key) const
{
    if (m_folder.empty())
        return std::nullopt;
    QFile file(pathOf(m_folder, key, ".json"));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonDocument record = QJsonDocument::fromJson(file.readAll());
    if (!record.isObject())
        return std::nullopt;
    SavedWork work;
    work.instruction = record["instruction"].toString().left(longestInstruction);
    if (record["mask"].toBool()) {
        const QImage image = QImage(pathOf(m_folder, key, ".png")).convertToFormat(QImage::Format_Grayscale8);
        work.mask = Image<std::uint8_t>(image.width(), image.height());
        for (int y = 0; y < image.height(); ++y)
            std::copy_n(image.constScanLine(y), image.width(),
                work.mask.pixels.begin() + std::ptrdiff_t(work.mask.index(0, y)));
    }
    return work;
}

} // namespace cf::ui
