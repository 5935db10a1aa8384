#pragma once

#include "core/editing/EditResult.h"
#include "core/editing/readings/SemanticReadings.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Readings of a classifier's probabilities of the source and of the counterfactual, by output. `trusted`: the labels
/// that may refuse an edit; nothing: all.
ClassifierReadings readingsOf(const std::vector<double> &before, const std::vector<double> &after,
    const std::vector<std::string> &labels, const std::optional<std::vector<std::string>> &trusted,
    const std::vector<EditInstruction> &asked);

/// target: every asked label ends where it was asked to be. Not computed where the classifier cannot tell a label, has
/// none for what was asked, or saw it so before the edit already.
/// collateral: no trusted label that the edit is not about moves by more than a half; not computed without one.
std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &asked);

/// Image, text and direction with the limits of PRISM's editor (0.6, 0.1, −0.5).
std::vector<Gate> gatesOf(const ClipReadings &readings);

} // namespace cf
