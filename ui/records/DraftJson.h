#pragma once

#include "ui/records/EditDraft.h"

#include <QJsonObject>

namespace cf::ui {

/// A draft as autosaved work and history records hold it. Texts longer than anyone types are cut.
QJsonObject toJson(const EditDraft &draft);
/// Members that are missing have their defaults.
EditDraft draftFromJson(const QJsonObject &record);

} // namespace cf::ui
