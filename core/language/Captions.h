#pragma once

#include "core/language/CaptionGrammar.h"
#include "core/language/PromptLanguage.h"

#include <string>
#include <vector>

namespace cf {

/// What the model is told for one edit, in its own grammar. Instruction grammars: "add small left lower lung opacity",
/// lower-case, in fixed order (severity, side, zone, noun), absent slots left out. Label grammars: the state that the
/// edit leads to on an otherwise normal film.
/// A target that the grammar does not name is written with its key; compilePrompt warns of it.
std::string captionOf(const EditInstruction &instruction, const CaptionGrammar &grammar);

/// The caption that leaves the image as it is: "do nothing", or PRISM's caption of a normal film.
std::string doNothingCaption(const CaptionGrammar &grammar);

/// The state caption of label grammars: positive labels in CheXpert's order behind the prefix. A film that shows
/// devices only is also labelled "No Finding", as in CheXpert; one that shows nothing has the normal caption.
std::string stateCaption(const std::vector<Target> &labels, const CaptionGrammar &grammar);

/// Both captions of an edit, or of several made at once. `sourceLabels`: what the image is said to show; a finding to
/// be removed is taken to be there. Instructions of several edits are joined by " and ": an editor that can take one
/// instruction at a time asks captionOf for each.
CaptionPair captionPair(const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar,
    const std::vector<Target> &sourceLabels = {});

/// Every caption that the grammar can make of one edit, and the one that does nothing: without doubles, in a fixed
/// order, a few thousand at most. A tokenizer's vocabulary is built from them.
std::vector<std::string> allCaptions(const CaptionGrammar &grammar);

} // namespace cf
