#pragma once

#include "core/language/lexicon/Lexicon.h"
#include "core/language/lexicon/PromptText.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cf {

/// One meaning of one phrase in the prompt; a phrase with several meanings gives several tokens of the same place.
struct PromptToken {
    Term term;
    bool japanese = false;
    std::string typed; ///< As the user wrote it.
    std::string folded; ///< As the lexicon knows it.
    std::size_t place = 0; ///< The first character in the folded text.
    double value = 0.0; ///< Of a measure: mm, a share of 1, or a count.
};

struct ScannedPrompt {
    std::vector<PromptToken> tokens;
    std::vector<std::pair<std::string, std::string>> spellings; ///< What was typed and what it was read as.
    std::size_t words = 0; ///< Words and, for Japanese, pairs of characters, known or not.
    bool broken = false; ///< Some bytes were no UTF-8.
    bool cut = false; ///< Too long: the end was not read.
};

/// Longest phrases first; what no phrase covers becomes tokens of kind Unknown. Linear in the length of the text.
ScannedPrompt scanPrompt(std::string_view utf8, const Lexicon &lexicon);

} // namespace cf
