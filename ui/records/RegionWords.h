#pragma once

#include "ui/records/EditHistoryModel.h"

namespace cf::ui {

/// How an edit's region came about, said alike wherever it is said: "drawn by hand", "found by the program", "as
/// rendered". Empty where no edit was made.
QString regionWords(const HistoryEntry &entry);

} // namespace cf::ui
