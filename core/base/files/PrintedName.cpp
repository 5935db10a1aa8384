#include "core/base/files/PrintedName.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace cf {

namespace {

/// How many bytes the character at `at` has; 0: it is no UTF-8 (RFC 3629: neither overlong nor a surrogate).
std::size_t characterBytes(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t place) {
        return place < text.size() ? static_cast<std::uint8_t>(text[place]) : std::uint8_t{ 0 };
    };
    const std::uint8_t first = byte(at);
    if (first < 0x80)
        return 1;
    const std::size_t count = first >= 0xC2 && first <= 0xDF ? 2
        : first >= 0xE0 && first <= 0xEF                     ? 3
        : first >= 0xF0 && first <= 0xF4                     ? 4
                                                             : 0;
    for (std::size_t next = 1; next < count; ++next)
        if (byte(at + next) < 0x80 || byte(at + next) > 0xBF)
            return 0;
    const std::uint8_t second = byte(at + 1);
    const bool isOutside = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)
        || (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return isOutside ? 0 : count;
}

int digitOf(char character)
{
    return character >= '0' && character <= '9' ? character - '0'
        : character >= 'A' && character <= 'F'  ? character - 'A' + 10
                                                : -1;
}

/// The byte that "\xE9" at `at` stands for; nothing where no such thing is there.
std::optional<char> writtenByte(std::string_view name, std::size_t at)
{
    if (at + 4 > name.size() || name[at] != '\\' || name[at + 1] != 'x')
        return std::nullopt;
    const int high = digitOf(name[at + 2]);
    const int low = digitOf(name[at + 3]);
    return high < 0 || low < 0 ? std::nullopt : std::optional(static_cast<char>(high * 16 + low));
}

} // namespace

std::string printedName(const std::filesystem::path &path)
{
    const std::string bytes = path.generic_string();
    std::string name;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t count = characterBytes(bytes, at);
        if (count == 0 || writtenByte(bytes, at)) {
            std::array<char, 8> written{};
            std::snprintf(written.data(), written.size(), "\\x%02X", static_cast<unsigned char>(bytes[at]));
            name += written.data();
            ++at;
            continue;
        }
        name += bytes.substr(at, count);
        at += count;
    }
    return name;
}

std::filesystem::path pathOfPrintedName(std::string_view name)
{
    std::string bytes;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const auto byte = writtenByte(name, at);
        bytes += byte.value_or(name[at]);
        at += byte ? 3 : 0;
    }
    return bytes;
}

} // namespace cf
