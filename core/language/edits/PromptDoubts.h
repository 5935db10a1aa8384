#pragma once

#include "core/language/sentence/PromptSentence.h"
#include "core/language/values/CompiledPrompt.h"

#include <vector>

namespace cf {

/// What could not be read with confidence, as blocking warnings that say what to type instead.
std::vector<PromptWarning> doubtWarnings(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens);

} // namespace cf
