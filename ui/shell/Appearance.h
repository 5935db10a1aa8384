#pragma once

#include <QString>

namespace cf::ui {

class Preferences;
class ToolBox;

/// Gives theme, marks and mouse what the preferences say of them, and paints what is shown anew. `key`: the one that
/// changed; empty: all.
void takeAppearance(const Preferences &preferences, ToolBox &tools, const QString &key = {});

} // namespace cf::ui
