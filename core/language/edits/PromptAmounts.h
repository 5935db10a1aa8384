#pragma once

#include "core/language/sentence/PromptSentence.h"
#include "core/language/values/CompiledPrompt.h"

#include <vector>

namespace cf {

/// The numbers that were said of a mention, in the kinds that its target knows. Warns of those that it does not know
/// ("amount-not-heard"); blocks where two of one kind are said ("amount-unclear") or one cannot be meant
/// ("amount-implausible").
std::vector<Amount> amountsOf(
    const PromptMention &mention, const std::vector<PromptToken> &tokens, std::vector<PromptWarning> &warnings);

} // namespace cf
