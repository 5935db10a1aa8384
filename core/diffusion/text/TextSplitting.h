#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

/// The steps of CLIP's tokenizer before byte-pair encoding. They follow transformers 4.37 without the package ftfy
/// (BasicTokenizer with strip_accents and do_split_on_punc off): control characters go, text is composed (NFC), Chinese
/// characters stand alone, words are lowered. Typographic quotes, HTML entities and wrongly decoded text stay as typed.
namespace cf {

/// The pieces that byte-pair encoding works on, in UTF-8: contractions, runs of letters, single digits, runs of others.
/// `text` may hold any bytes. The two special tokens are pieces of their own.
std::vector<std::string> splitForClip(std::string_view text);

inline constexpr std::string_view startOfText = "<|startoftext|>";
inline constexpr std::string_view endOfText = "<|endoftext|>";

/// GPT-2's reversible names of bytes: each of the 256 bytes as a printable character, in UTF-8.
const std::array<std::string, 256> &byteAlphabet();
/// CLIP's order of these characters in its vocabulary: printable bytes first.
const std::array<unsigned char, 256> &byteOrder();

} // namespace cf
