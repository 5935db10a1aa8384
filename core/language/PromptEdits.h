#pragma once

#include "core/language/PromptLanguage.h"
#include "core/language/PromptSentence.h"

#include <map>
#include <string>
#include <vector>

namespace cf {

/// Something asked to stay as it is; without side and zone: all of it.
struct KeptThing {
    Target target = Target::PleuralEffusion;
    Side side = Side::None;
    Zone zone = Zone::None;
};

/// The edits that a parsed prompt asks for, and what has to be said about them.
struct UnderstoodPrompt {
    std::vector<EditInstruction> edits;
    std::vector<PromptWarning> warnings;
    std::vector<KeptThing> kept;
    std::map<std::size_t, std::string> verbs; ///< Token index → "add", …, "keep" of each verb that governs something.
};

/// `sourceLabels`: what the film shows, for words that mean several things or all of it.
UnderstoodPrompt understandPrompt(
    const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens, const std::vector<Target> &sourceLabels = {});

} // namespace cf
