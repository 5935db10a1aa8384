#pragma once

#include <QString>

#include <string>

namespace cf {
struct MethodDescription;
}

namespace cf::ui {

/// What a method or a parameter does, in the window's language. Sentences that are not known here, such as those of a
/// plug-in method, stay as they are.
QString methodWords(const std::string &english);

/// A method's parameters for a tooltip, a line each: name, standard, range, what it does. Empty where it has none.
QString parameterLines(const MethodDescription &method);

} // namespace cf::ui
