#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// A typed text made comparable: any bytes become code points, full-width Latin and half-width katakana take their
/// usual width, letters are lower-case, dashes, control characters and runs of white space become one space.
struct FoldedText {
    std::u32string text;
    std::vector<std::size_t> source; ///< For each character of `text`: its place in `original`; one more for the end.
    std::u32string original; ///< As typed, decoded; bytes that are no UTF-8 are U+FFFD.
    bool broken = false; ///< Some bytes were no UTF-8.
    bool cut = false; ///< The text was longer than the limit; its end is not looked at.

    /// What was typed for the characters [first, last) of `text`, in UTF-8, without control characters.
    std::string typed(std::size_t first, std::size_t last) const;
};

/// Linear in the length of the text.
FoldedText foldText(std::string_view utf8, std::size_t maximumCharacters = 4000);

std::u32string decodeUtf8(std::string_view bytes, bool *broken = nullptr);
std::string encodeUtf8(std::u32string_view text);

/// Scripts that separate words by spaces: Latin with its accents, Greek, Cyrillic; digits and the apostrophe, too.
bool isSpacedLetter(char32_t character);
bool isKatakana(char32_t character);
bool isKanji(char32_t character);
bool isHiragana(char32_t character);
/// Punctuation that carries no meaning here; it is passed over.
bool isIdlePunctuation(char32_t character);

} // namespace cf
