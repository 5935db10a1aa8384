#pragma once

#include "core/language/values/CaptionGrammar.h"
#include "core/language/values/CompiledPrompt.h"

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

/// What an image shows, as far as it is said. Slots that a grammar does not hear are left out of its captions.
struct StatedTarget {
    Target target = Target::PleuralEffusion;
    Side side = Side::None;
    Zone zone = Zone::None;
    Severity severity = Severity::None;

    StatedTarget() = default;
    /// Implicit: a label alone says no more than that the target is there.
    StatedTarget(Target what, Side where = Side::None, Zone in = Zone::None, Severity much = Severity::None)
        : target(what)
        , side(where)
        , zone(in)
        , severity(much)
    {
    }
};

/// The state caption of label grammars: positive labels in CheXpert's order behind the prefix, each with severity, side
/// and zone before it where the grammar hears them ("small left pleural effusion, pacemaker"). A film that shows
/// devices only is also labelled "No Finding", as in CheXpert; one that shows nothing has the normal caption. Of a
/// target that is given twice the first counts.
std::string stateCaption(const std::vector<StatedTarget> &shown, const CaptionGrammar &grammar);

/// Both captions of an edit, or of several made at once. `sourceLabels`: what the image is said to show; a finding to
/// be removed is taken to be there, on the side that the edit names. Instructions of several edits are joined by " and
/// ": an editor that can take one instruction at a time asks captionOf for each.
CaptionPair captionPair(const std::vector<EditInstruction> &edits, const CaptionGrammar &grammar,
    const std::vector<Target> &sourceLabels = {});

/// Every caption that the grammar can make of one edit, and the one that does nothing: without doubles, in a fixed
/// order, a few thousand at most. A tokenizer's vocabulary is built from them.
std::vector<std::string> allCaptions(const CaptionGrammar &grammar);

} // namespace cf
