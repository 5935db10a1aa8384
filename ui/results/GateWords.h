#pragma once

#include <QString>

#include <string>

namespace cf::ui {

/// What a gate or a row of the scorecard is called, in the window's language. Words that are not known here, such as
/// those of a plug-in gate, stay as they are.
QString gateWords(const std::string &english);

} // namespace cf::ui
