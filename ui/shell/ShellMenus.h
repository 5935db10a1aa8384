#pragma once

#include <QStringList>

class QMenuBar;

namespace cf::ui {

class ActionRegistry;
class Workplace;

/// Fills the menu bar for the workplace in view: the window's own entries, and between them the workplace's.
/// `goTo`: the actions that go to the workplaces.
void fillMenus(QMenuBar &bar, const ActionRegistry &actions, const Workplace *place, const QStringList &goTo);

} // namespace cf::ui
