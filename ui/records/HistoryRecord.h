#pragma once

#include "ui/records/EditHistoryModel.h"

#include <QJsonObject>
#include <QMap>

#include <optional>

namespace cf::ui {

// An edit of the history as text, apart from its pixels.

/// Names of the files with the pixels that a record refers to, by what they are: "counterfactual", "rebuilt", "region",
/// "deviation", "mask". Absent where there are none.
using PixelFiles = QMap<QString, QString>;

/// `imageKey` is written into the record, so that it is never taken for another image's.
QJsonObject toRecord(const HistoryEntry &entry, const std::string &imageKey, const PixelFiles &files);
/// The entry without pixels: for a result, everything but its pictures is in `entry.outline`. Nothing where the record
/// belongs to another image or lacks what every entry has.
std::optional<HistoryEntry> fromRecord(const QJsonObject &record, const std::string &imageKey);
PixelFiles pixelFilesOf(const QJsonObject &record);

} // namespace cf::ui
