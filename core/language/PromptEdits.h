#pragma once

#include "core/language/PromptLanguage.h"
#include "core/language/PromptSentence.h"

#include <map>
#include <string>
#include <vector>

namespace cf {

/// The edits that a parsed prompt asks for, and what has to be said about them.
struct UnderstoodPrompt {
    std::vector<EditInstruction> edits;
    std::vector<PromptWarning> warnings;
    std::vector<Target> kept; ///< Asked to stay as they are.
    std::map<std::size_t, std::string> verbs; ///< Token index → "add", …, "keep" of each verb that governs something.
};

UnderstoodPrompt understandPrompt(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens);

} // namespace cf
