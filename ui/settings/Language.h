#pragma once

#include <QString>

namespace cf::ui {

class Preferences;

/// The language that the preferences come to: "en" or "ja".
QString languageInUse(const Preferences &preferences);
/// Takes it for everything that is made from now on.
void useLanguage(const Preferences &preferences);

} // namespace cf::ui
