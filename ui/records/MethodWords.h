#pragma once

#include <QString>

#include <string>

namespace cf {
struct MethodDescription;
struct Provenance;
} // namespace cf

namespace cf::ui {

/// What a method or a parameter does, in the window's language. Sentences that are not known here, such as those of a
/// plug-in method, stay as they are.
QString methodWords(const std::string &english);

/// A method's parameters for a tooltip, a line each: name, standard, range, what it does. Empty where it has none.
QString parameterLines(const MethodDescription &method);

/// How a method does it, for its name may be that of a verb: "drawn by the renderer".
QString methodAtWork(const std::string &method);

/// "direct", "auto: drawn by the renderer": the method of an edit, with what it took.
QString methodOf(const Provenance &made);

/// Whether a method is given captions. The renderer and the network that removes in pixels go by the instruction alone.
bool takesCaptions(const std::string &method);

/// Whether captions had a part in an edit.
bool madeFromCaptions(const Provenance &made);

} // namespace cf::ui
