#include "dicom/reading/file/CharacterSets.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/ofstd/ofchrenc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

namespace cf {
namespace {

/// Registered numbers of ISO and what other programs call the same sets.
struct SetName {
    std::string_view number;
    std::string_view encoding; ///< For the conversion of a text without escape sequences.
    std::string_view part; ///< Of ISO 8859; empty for others.
};
constexpr std::array setNames{ SetName{ "100", "ISO-8859-1", "1" }, SetName{ "101", "ISO-8859-2", "2" },
    SetName{ "109", "ISO-8859-3", "3" }, SetName{ "110", "ISO-8859-4", "4" }, SetName{ "144", "ISO-8859-5", "5" },
    SetName{ "127", "ISO-8859-6", "6" }, SetName{ "126", "ISO-8859-7", "7" }, SetName{ "138", "ISO-8859-8", "8" },
    SetName{ "148", "ISO-8859-9", "9" }, SetName{ "166", "TIS-620", "11" }, SetName{ "203", "ISO-8859-15", "15" },
    SetName{ "13", "SHIFT_JIS", "" }, SetName{ "149", "EUC-KR", "" }, SetName{ "58", "GB18030", "" },
    SetName{ "192", "UTF-8", "" } };

/// Capitals and digits alone: "ISOIR100".
std::string bareName(std::string_view name)
{
    std::string bare;
    for (const unsigned char c : name)
        if (std::isalnum(c) != 0)
            bare += static_cast<char>(std::toupper(c));
    return bare;
}

/// The registered number that a name means; empty for others.
std::string numberIn(std::string_view name)
{
    const std::string bare = bareName(name);
    if (bare == "UTF8")
        return "192";
    for (const std::string_view prefix : { "ISO2022IR", "ISOIR", "IR" })
        if (bare.starts_with(prefix))
            return bare.substr(prefix.size());
    for (const SetName &each : setNames)
        for (const std::string_view prefix : { "ISO8859", "LATIN" })
            if (!each.part.empty() && bare == std::string(prefix) + std::string(each.part))
                return std::string(each.number);
    return {};
}

std::vector<std::string_view> partsOf(std::string_view sets)
{
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0; begin <= sets.size();) {
        const std::size_t end = std::min(sets.find('\\', begin), sets.size());
        parts.push_back(sets.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::optional<std::string> converted(std::string_view text, std::string_view encoding)
{
    OFCharacterEncoding conversion;
    OFString result;
    const bool isDone = conversion.selectEncoding(OFString(encoding.data(), encoding.size()), "UTF-8").good()
        && conversion.convertString(text.data(), text.size(), result).good();
    return isDone ? std::optional(std::string(result.c_str(), result.size())) : std::nullopt;
}

} // namespace

std::string definedCharacterSets(std::string_view stated)
{
    const auto parts = partsOf(stated);
    const bool isOne = parts.size() == 1;
    std::string defined;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const std::string number = numberIn(parts[i]);
        // Of several bytes: these have no form without escape sequences.
        const bool isMultiByte = number == "87" || number == "159" || number == "149" || number == "58";
        const bool standsAlone = number == "192" || bareName(parts[i]) == "GB18030" || bareName(parts[i]) == "GBK";
        defined += i == 0 ? "" : "\\";
        if (number.empty())
            defined += parts[i];
        else
            defined += ((isOne && !isMultiByte) || standsAlone ? "ISO_IR " : "ISO 2022 IR ") + number;
        if (i == 0 && standsAlone)
            break;
    }
    return defined;
}

bool isUtf8(std::string_view text)
{
    bool hasOthers = false;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        const std::size_t length = first < 0x80 ? 1
            : first >= 0xC2 && first < 0xE0     ? 2
            : first >= 0xE0 && first < 0xF0     ? 3
            : first >= 0xF0 && first < 0xF5     ? 4
                                                : 0;
        if (length == 0 || i + length > text.size())
            return false;
        for (std::size_t j = 1; j < length; ++j)
            if ((static_cast<unsigned char>(text[i + j]) & 0xC0U) != 0x80U)
                return false;
        hasOthers = hasOthers || length > 1;
        i += length;
    }
    return hasOthers;
}

std::optional<std::string> fromMisstated(std::string_view text, std::string_view definedSets)
{
    constexpr char escape = 0x1B;
    if (text.find(escape) != std::string_view::npos)
        return std::nullopt;
    if (isUtf8(text))
        return std::string(text);
    for (const std::string_view part : partsOf(definedSets))
        for (const SetName &each : setNames)
            if (numberIn(part) == each.number)
                if (auto result = converted(text, each.encoding))
                    return result;
    const auto isHigh = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    const auto isAccented = [](char c) { return static_cast<unsigned char>(c) >= 0xC0; };
    const auto high = std::count_if(text.begin(), text.end(), isHigh);
    const auto plain = std::count_if(
        text.begin(), text.end(), [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; });
    // Mostly letters of ASCII, and none but letters beyond: no other script looks like that.
    if (std::count_if(text.begin(), text.end(), isAccented) != high || 2 * high > plain)
        return std::nullopt;
    return converted(text, "ISO-8859-1");
}

} // namespace cf
