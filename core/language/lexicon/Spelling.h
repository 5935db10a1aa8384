#pragma once

#include "core/language/lexicon/Lexicon.h"

#include <optional>
#include <string>

namespace cf {

/// The one English word of the lexicon that `word` is a slip of: same first letter, one edit (insertion, deletion,
/// exchange, transposition), or two in words of ten letters or more. None where no word or several come equally near.
std::optional<std::u32string> nearestWord(const std::u32string &word, const Lexicon &lexicon);

} // namespace cf
