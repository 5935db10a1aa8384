#include "core/diffusion/text/TextSplitting.h"

#include "core/diffusion/text/Unicode.h"

#include <algorithm>

namespace cf {

namespace {

/// BasicTokenizer's "Chinese" characters: the CJK unified ideographs; kana and hangul are not among them.
bool isIdeograph(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF)
        || (c >= 0x2A700 && c <= 0x2B73F) || (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B820 && c <= 0x2CEAF)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

std::u32string cleaned(std::u32string_view text)
{
    std::u32string result;
    for (const char32_t c : text) {
        if (c == U'\t' || c == U'\n' || c == U'\r') {
            result += U' ';
        } else if (c == 0xFFFD || unicode::isControl(c)) {
            continue;
        } else if (isIdeograph(c)) {
            result += { U' ', c, U' ' };
        } else {
            result += c;
        }
    }
    return unicode::composed(result);
}

/// The length of the contraction that starts here ('s, 't, 're, …), or 0.
std::size_t contractionLength(std::u32string_view text)
{
    if (text.size() < 2 || text[0] != U'\'')
        return 0;
    const auto second = text.substr(1, 2);
    if (second == U"re" || second == U"ve" || second == U"ll")
        return 3;
    // The pattern is matched without regard to case, where the long s is an s.
    return second[0] == U's' || second[0] == U't' || second[0] == U'm' || second[0] == U'd' || second[0] == 0x17F ? 2
                                                                                                                  : 0;
}

enum class Kind { Letter, Number, Other };

Kind kindOf(char32_t c)
{
    if (unicode::isLetter(c))
        return Kind::Letter;
    return unicode::isNumber(c) ? Kind::Number : Kind::Other;
}

std::size_t pieceLength(std::u32string_view word)
{
    for (const std::u32string_view special :
        { std::u32string_view(U"<|startoftext|>"), std::u32string_view(U"<|endoftext|>") })
        if (word.substr(0, special.size()) == special)
            return special.size();
    if (const std::size_t length = contractionLength(word); length > 0)
        return length;
    const Kind kind = kindOf(word[0]);
    if (kind == Kind::Number)
        return 1;
    std::size_t length = 1;
    while (length < word.size() && kindOf(word[length]) == kind)
        ++length;
    return length;
}

void appendPieces(std::u32string_view word, std::vector<std::string> &pieces)
{
    while (!word.empty()) {
        const std::size_t length = pieceLength(word);
        pieces.push_back(unicode::encodeUtf8(word.substr(0, length)));
        word.remove_prefix(length);
    }
}

/// Text between special tokens.
void appendOrdinary(std::string_view text, std::vector<std::string> &pieces)
{
    const std::u32string clean = cleaned(unicode::decodeUtf8(text));
    for (std::size_t first = 0; first < clean.size();) {
        if (unicode::isSpace(clean[first])) {
            ++first;
            continue;
        }
        std::size_t last = first;
        while (last < clean.size() && !unicode::isSpace(clean[last]))
            ++last;
        appendPieces(unicode::toLower(std::u32string_view(clean).substr(first, last - first)), pieces);
        first = last;
    }
}

bool isPrintable(int byte)
{
    return (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || (byte >= 0xAE && byte <= 0xFF);
}

} // namespace

std::vector<std::string> splitForClip(std::string_view text)
{
    std::vector<std::string> pieces;
    while (!text.empty()) {
        const std::size_t start = text.find(startOfText);
        const std::size_t end = text.find(endOfText);
        const std::size_t first = std::min(start, end);
        appendOrdinary(text.substr(0, first), pieces);
        if (first == std::string_view::npos)
            break;
        const std::string_view special = start < end ? startOfText : endOfText;
        pieces.emplace_back(special);
        text.remove_prefix(first + special.size());
    }
    return pieces;
}

const std::array<unsigned char, 256> &byteOrder()
{
    static const auto order = [] {
        std::array<unsigned char, 256> bytes{};
        std::size_t next = 0;
        for (const bool printable : { true, false })
            for (int byte = 0; byte < 256; ++byte)
                if (isPrintable(byte) == printable)
                    bytes[next++] = static_cast<unsigned char>(byte);
        return bytes;
    }();
    return order;
}

const std::array<std::string, 256> &byteAlphabet()
{
    static const auto alphabet = [] {
        std::array<std::string, 256> names;
        char32_t substitute = 256;
        for (const unsigned char byte : byteOrder())
            names[byte] = unicode::encodeUtf8(std::u32string(1, isPrintable(byte) ? char32_t{ byte } : substitute++));
        return names;
    }();
    return alphabet;
}

} // namespace cf
