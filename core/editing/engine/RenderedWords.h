#pragma once

// Inside core/editing only: instructions on what the renderer drew before.

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Result.h"
#include "core/base/terms/RenderedAddition.h"
#include "core/language/PromptLanguage.h"

#include <vector>

namespace cf {

/// By which "larger" and "smaller" change a cardiothoracic ratio.
constexpr double ratioStep = 0.05;

/// True where the instruction enlarges, lessens, exchanges or removes one of these additions.
bool changesRendered(const EditInstruction &edit, const std::vector<RenderedAddition> &additions);

/// The additions after the instruction, of which changesRendered() is true; what it changes is noted as drawn for the
/// instruction `index`. Steps without a number are a third more or less, for a ratio a twentieth. Errors: InvalidInput
/// where a number, or the next step, lies outside what this film allows.
Result<std::vector<RenderedAddition>> changedByWords(
    std::vector<RenderedAddition> additions, const EditInstruction &edit, int index, const ThoraxGeometry &geometry);

} // namespace cf
