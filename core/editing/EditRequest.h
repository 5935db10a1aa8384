#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/base/terms/RenderedAddition.h"
#include "core/imaging/Radiograph.h"
#include "core/language/PromptLanguage.h"

#include <cstdint>
#include <map>
#include <string>

namespace cf {

/// Everything that decides the outcome of one edit. Equal requests give equal bytes.
struct EditRequest {
    Radiograph source;
    MaskImage mask; ///< At the source's size; empty: the program finds the region of the change itself.
    std::string prompt; ///< As typed; kept for the record.
    std::vector<EditInstruction> edits; ///< What the prompt was understood to ask.
    CaptionPair captions; ///< What the network is given.
    bool captionsByHand = false; ///< The user wrote one of them; only for the record.
    bool sourceConfirmed = false; ///< The user confirmed the source's caption; only for the record.
    std::string method; ///< A name of `CounterfactualEditor::methods()`; empty: the model's default.
    std::uint64_t seed = 0;
    int seeds = 1; ///< Above 1: seed, seed + 1, … in one batch; the result is that of `seed`, with their spread.
    int steps = 0; ///< 0: the method's default.
    std::map<std::string, double>
        parameters; ///< Method parameters by name, e.g. "guidance_scale"; absent: its default.
    /// From the record of an earlier edit of the same source, with numbers that may have been changed: the instructions
    /// that it names are drawn from it, whatever their words. Empty: everything is drawn anew.
    std::vector<RenderedAddition> rendered{};
    /// What the film in view shows of the renderer's work, by its record, while the source is the film before it. An
    /// instruction to enlarge, lessen, exchange or move such an addition changes its numbers; the others stay.
    std::vector<RenderedAddition> renderedBefore{};
};

/// Names the first thing wrong with a request, in words for the user.
Result<> validate(const EditRequest &request);

} // namespace cf
