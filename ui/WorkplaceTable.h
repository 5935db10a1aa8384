#pragma once

#include "ui/shell/Workplace.h"

#include <vector>

namespace cf::ui {

/// All workplaces of the program, in the order of their tabs.
std::vector<WorkplaceEntry> workplaceTable();

} // namespace cf::ui
