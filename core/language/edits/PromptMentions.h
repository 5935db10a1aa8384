#pragma once

#include "core/language/edits/UnderstoodPrompt.h"
#include "core/language/sentence/ParsedPrompt.h"

#include <vector>

namespace cf {

/// The mentions of a prompt with pronouns, vague words and ratios put where they belong.
struct SettledMentions {
    std::vector<PromptMention> mentions; ///< Those of the prompt, then further devices that a vague word means.
    std::vector<bool> dropped; ///< For each: asks for nothing of its own, as what only describes the film.
};

/// `sourceLabels`: what the film shows, for words that mean several devices. What such a word is taken to mean, and
/// that it is not known which, is told in the warnings ("device-assumed"; the other blocks).
SettledMentions settleMentions(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens,
    const std::vector<Target> &sourceLabels, UnderstoodPrompt &understood);

} // namespace cf
