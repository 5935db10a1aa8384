#pragma once

#include "ui/shell/Workplace.h"
#include "ui/shell/bars/HeaderBar.h"

#include <vector>

class QMenuBar;

namespace cf::ui {

/// The tabs of the workplaces of a table.
std::vector<PlaceTab> tabsOf(const std::vector<WorkplaceEntry> &table, const ActionRegistry &actions);

/// Fills the menu bar for the workplace in view: the window's own entries, and between them the workplace's.
/// `table`: to whose workplaces the window's menu leads.
void fillMenus(
    QMenuBar &bar, const ActionRegistry &actions, const Workplace *place, const std::vector<WorkplaceEntry> &table);

} // namespace cf::ui
