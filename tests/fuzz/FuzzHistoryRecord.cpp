// Any JSON as the record of an edit in the history: what can be read is written and read again as the same.

#include "ui/records/HistoryRecord.h"

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

namespace {

/// What is written of an entry. Its picture is left out: PNG is coded anew each time, which takes long.
QByteArray written(cf::ui::HistoryEntry entry, const std::string &image, const cf::ui::PixelFiles &files)
{
    entry.picture = {};
    return QJsonDocument(cf::ui::toRecord(entry, image, files)).toJson();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const QJsonObject record = QJsonDocument::fromJson(bytes).object();
    const std::string image = record["image"].toString().toStdString();
    const auto entry = cf::ui::fromRecord(record, image);
    if (!entry)
        return 0;
    const QByteArray text = written(*entry, image, cf::ui::pixelFilesOf(record));
    const QJsonObject copy = QJsonDocument::fromJson(text).object();
    const auto again = cf::ui::fromRecord(copy, image);
    if (!again || written(*again, image, cf::ui::pixelFilesOf(copy)) != text)
        std::abort();
    return 0;
}
