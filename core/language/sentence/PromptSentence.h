#pragma once

#include "core/language/lexicon/PromptScanner.h"
#include "core/language/sentence/ParsedPrompt.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Who governs what. One pass over the tokens.
ParsedPrompt parsePrompt(const std::vector<PromptToken> &tokens);

} // namespace cf
