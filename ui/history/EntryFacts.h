#pragma once

#include "ui/records/EditHistoryModel.h"

#include <vector>

namespace cf::ui {

/// One line of what is told of an entry of the history.
struct EntryFact {
    QString name;
    QString value; ///< "—" where there is none.
};

/// What made an entry: instruction, branch, method, steps, seed, region, model, gates, time. Always the same lines, so
/// that two entries can stand beside each other.
std::vector<EntryFact> factsOf(const HistoryEntry &entry);

/// "Edit 3", "Original".
QString entryName(const HistoryEntry &entry);

} // namespace cf::ui
