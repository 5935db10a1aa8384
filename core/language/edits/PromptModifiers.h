#pragma once

#include "core/language/edits/UnderstoodPrompt.h"
#include "core/language/sentence/ParsedPrompt.h"

#include <vector>

namespace cf {

// What was said of a mention, as one value; None where nothing was. What was said twice and differently is told in the
// warnings ("contradiction") and blocks.

/// Left and right with an "and" between them are both sides.
Side sideSaidOf(const PromptMention &mention, const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood);

Zone zoneSaidOf(const PromptMention &mention, const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood);

/// `said`: those of the mention's severities that are meant, such as what stands behind "make the effusion".
Severity severitySaidOf(const PromptMention &mention, const std::vector<Severity> &said,
    const std::vector<PromptToken> &tokens, UnderstoodPrompt &understood);

} // namespace cf
