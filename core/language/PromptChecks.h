#pragma once

#include "core/language/values/CaptionGrammar.h"
#include "core/language/values/CompiledPrompt.h"

#include <string_view>
#include <vector>

namespace cf {

/// A side that midline things and the heart do not have is taken out of the edits, with a warning.
std::vector<PromptWarning> settleSides(std::vector<EditInstruction> &edits);

/// What the model's grammar cannot say of these edits: target, degree, side, zone, severity; and a side that is
/// missing.
std::vector<PromptWarning> hearingWarnings(
    const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar, bool maskDrawn);

/// Findings to be changed that the image is not said to show, and those to be added that it shows already.
/// CheXpert's parents stand for their children: "Lung Opacity" for consolidation, "Support Devices" for a pacemaker.
std::vector<PromptWarning> sourceWarnings(
    const std::vector<EditInstruction> &edits, const std::vector<Target> &sourceLabels);

/// A count of a caption's tokens without its tokenizer: words and punctuation marks, with the start and the end.
/// Words that the vocabulary splits count more; the exact number needs the model folder.
int estimatedTokens(std::string_view caption);

/// Tokens that CLIP's text encoder takes, with the start and the end.
inline constexpr int maxTokens = 77;

/// How side, zone, severity and the verb of an edit reach the picture.
SlotHearing hearingOf(std::string_view slotKind, std::string_view value, const CaptionGrammar &grammar, bool maskDrawn);

} // namespace cf
