#pragma once

#include <string_view>

namespace cf {

/// The text of resources/lexicon/english.tsv and japanese.tsv, compiled in: kind, key and phrase, one a line.
std::string_view englishLexicon();
std::string_view japaneseLexicon();

} // namespace cf
