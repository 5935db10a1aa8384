#pragma once

#include <string>
#include <string_view>

/// What CLIP's tokenizer has to know about characters, without a Unicode library.
namespace cf::unicode {

/// Bytes that are no UTF-8 become U+FFFD, one for each; never fails.
std::u32string decodeUtf8(std::string_view bytes);
std::string encodeUtf8(std::u32string_view text);

bool isLetter(char32_t character); ///< General category L.
bool isNumber(char32_t character); ///< General category N.
bool isControl(char32_t character); ///< General category C, unassigned characters too.
bool isSpace(char32_t character); ///< Python's str.isspace.

/// Full lower-casing of one word; a capital sigma at its end becomes the final one (Unicode 3.13, as Python does it).
std::u32string toLower(std::u32string_view word);

/// Normalization form C (Unicode 3.11): "e" and a combining acute become "é".
std::u32string composed(std::u32string_view text);

} // namespace cf::unicode
