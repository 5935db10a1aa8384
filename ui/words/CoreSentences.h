#pragma once

#include <span>

namespace cf::ui {

/// The patterns of all English sentences of core and dicom that the window says in its own language, in the context
/// "Core": "The file %1 cannot be read: %2."
std::span<const char *const> coreSentences();
/// Words that stand in them as arguments, in the context "CoreTerm": sides, degrees, units, how a film lies.
std::span<const char *const> coreTerms();

} // namespace cf::ui
