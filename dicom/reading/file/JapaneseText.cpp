#include "dicom/reading/file/JapaneseText.h"

#include <algorithm>
#include <array>
#include <iconv.h>

namespace cf {
namespace {

constexpr char escape = 0x1B;

/// A run of two-byte characters behind its escape sequence, through the C library's ISO-2022-JP-2.
std::optional<std::string> convertedRun(std::string_view designation, std::string_view characters)
{
    const iconv_t converter = iconv_open("UTF-8", "ISO-2022-JP-2");
    if (converter == reinterpret_cast<iconv_t>(-1))
        return std::nullopt;
    std::string input = std::string(designation).append(characters).append("\x1B(B");
    std::string output(input.size() * 4, '\0');
    char *from = input.data();
    char *to = output.data();
    std::size_t fromLeft = input.size();
    std::size_t toLeft = output.size();
    const std::size_t converted = iconv(converter, &from, &fromLeft, &to, &toLeft);
    iconv_close(converter);
    if (converted == static_cast<std::size_t>(-1))
        return std::nullopt;
    output.resize(output.size() - toLeft);
    return output;
}

/// One byte of JIS X 0201: ASCII below 0x80, half-width katakana from 0xA1 to 0xDF (U+FF61 …).
bool appendSingleByte(std::string &text, char character)
{
    const auto byte = static_cast<unsigned char>(character);
    if (byte < 0x80) {
        text += character;
        return true;
    }
    if (byte < 0xA1 || byte > 0xDF)
        return false;
    const unsigned point = 0xFF61U + (byte - 0xA1U);
    text += static_cast<char>(0xE0U | point >> 12U);
    text += static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    text += static_cast<char>(0x80U | (point & 0x3FU));
    return true;
}

} // namespace

std::optional<std::string> fromJapanese(std::string_view bytes)
{
    constexpr std::array<std::string_view, 3> twoByteSets{ "\x1B$@", "\x1B$B", "\x1B$(D" };
    constexpr std::array<std::string_view, 3> oneByteSets{ "\x1B(B", "\x1B(J", "\x1B)I" };
    std::string text;
    std::size_t at = 0;
    while (at < bytes.size()) {
        if (bytes[at] != escape) {
            if (!appendSingleByte(text, bytes[at++]))
                return std::nullopt;
            continue;
        }
        bool known = false;
        for (const std::string_view set : oneByteSets)
            if (!known && bytes.substr(at).starts_with(set)) {
                at += set.size();
                known = true;
            }
        for (const std::string_view set : twoByteSets)
            if (!known && bytes.substr(at).starts_with(set)) {
                at += set.size();
                const std::size_t end = std::min(bytes.find(escape, at), bytes.size());
                const auto run = convertedRun(set, bytes.substr(at, end - at));
                if (!run)
                    return std::nullopt;
                text += *run;
                at = end;
                known = true;
            }
        if (!known)
            return std::nullopt;
    }
    return text;
}

} // namespace cf
