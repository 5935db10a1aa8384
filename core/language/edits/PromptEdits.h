#pragma once

#include "core/language/edits/UnderstoodPrompt.h"
#include "core/language/sentence/ParsedPrompt.h"
#include "core/language/sentence/PromptSentence.h"

#include <map>
#include <string>
#include <vector>

namespace cf {

/// `sourceLabels`: what the film shows, for words that mean several things or all of it.
UnderstoodPrompt understandPrompt(
    const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens, const std::vector<Target> &sourceLabels = {});

} // namespace cf
