#include "core/language/lexicon/PromptText.h"

#include <array>

namespace cf {

namespace {

constexpr char32_t replacement = 0xFFFD;

/// The length that a lead byte announces; 0 for bytes that lead nothing.
int sequenceLength(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// One character at `at`, which moves behind it; broken bytes give U+FFFD one by one.
char32_t nextCharacter(std::string_view bytes, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(bytes[at]);
    const int length = sequenceLength(lead);
    if (length == 1) {
        ++at;
        return lead;
    }
    constexpr std::array<unsigned, 5> leadMask{ 0, 0, 0x1F, 0x0F, 0x07 };
    constexpr std::array<char32_t, 5> smallest{ 0, 0, 0x80, 0x800, 0x10000 };
    char32_t value = lead & leadMask[static_cast<std::size_t>(length)];
    for (int index = 1; index < length; ++index) {
        const std::size_t place = at + static_cast<std::size_t>(index);
        if (place >= bytes.size() || (static_cast<unsigned char>(bytes[place]) & 0xC0) != 0x80) {
            ++at;
            return replacement;
        }
        value = (value << 6) | (static_cast<unsigned char>(bytes[place]) & 0x3F);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    if (length == 0 || value < smallest[static_cast<std::size_t>(length)] || value > 0x10FFFF || surrogate) {
        ++at;
        return replacement;
    }
    at += static_cast<std::size_t>(length);
    return value;
}

bool isControl(char32_t character)
{
    return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0xAD
        || (character >= 0x200B && character <= 0x200F) || (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2060 && character <= 0x206F) || (character >= 0xFE00 && character <= 0xFE0F)
        || character == 0xFEFF || (character >= 0xE0000 && character <= 0xE0FFF);
}

bool isBlank(char32_t character)
{
    return character == ' ' || character == 0xA0 || character == 0x3000 || (character >= 0x2000 && character <= 0x200A)
        || character == '_' || character == '-' || (character >= 0x2010 && character <= 0x2015) || character == 0x2212;
}

/// U+FF61 to U+FF9F in their usual width.
constexpr std::u32string_view fullKatakana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
    U"ハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

char32_t foldCharacter(char32_t character)
{
    if (character >= 0xFF61 && character <= 0xFF9F)
        return fullKatakana[character - 0xFF61];
    if (character >= 0xFF01 && character <= 0xFF5E)
        character -= 0xFEE0;
    if (character == 0x2018 || character == 0x2019 || character == 0x00B4 || character == '`')
        return '\'';
    if (character == 0x4E36 || character == 0xFE45)
        return U'、';
    const bool upperLatin = character >= 'A' && character <= 'Z';
    const bool upperAccented = character >= 0xC0 && character <= 0xDE && character != 0xD7;
    return upperLatin || upperAccented ? character + 32 : character;
}

/// Joins a half-width katakana with the voicing mark behind it; 0 where there is nothing to join.
char32_t voiced(char32_t letter, char32_t mark)
{
    if (mark == U'゛' || mark == 0x3099) {
        const bool takesVoice = (letter >= U'カ' && letter <= U'ト') || (letter >= U'ハ' && letter <= U'ホ');
        return letter == U'ウ' ? U'ヴ' : takesVoice ? letter + 1 : 0;
    }
    if (mark == U'゜' || mark == 0x309A)
        return letter >= U'ハ' && letter <= U'ホ' ? letter + 2 : 0;
    return 0;
}

/// An apostrophe belongs to a word only between two letters; else it is a quotation mark.
void dropQuotes(std::u32string &text)
{
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool inside =
            at > 0 && at + 1 < text.size() && isSpacedLetter(text[at - 1]) && isSpacedLetter(text[at + 1]);
        if (text[at] == '\'' && !inside)
            text[at] = '"';
    }
}

} // namespace

std::u32string decodeUtf8(std::string_view bytes, bool *broken)
{
    std::u32string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        text.push_back(nextCharacter(bytes, at));
        if (broken && text.back() == replacement)
            *broken = true;
    }
    return text;
}

std::string encodeUtf8(std::u32string_view text)
{
    std::string bytes;
    for (const char32_t character : text) {
        if (character < 0x80) {
            bytes += static_cast<char>(character);
            continue;
        }
        const int tail = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
        constexpr std::array<unsigned, 4> lead{ 0, 0xC0, 0xE0, 0xF0 };
        bytes += static_cast<char>(lead[static_cast<std::size_t>(tail)] | (character >> (6 * tail)));
        for (int index = tail - 1; index >= 0; --index)
            bytes += static_cast<char>(0x80 | ((character >> (6 * index)) & 0x3F));
    }
    return bytes;
}

FoldedText foldText(std::string_view utf8, std::size_t maximumCharacters)
{
    FoldedText folded;
    // A character has at most 4 bytes: what lies behind them need not be decoded.
    std::string_view head = utf8.substr(0, maximumCharacters * 4);
    while (head.size() < utf8.size() && !head.empty() && (static_cast<unsigned char>(utf8[head.size()]) & 0xC0) == 0x80)
        head.remove_suffix(1);
    folded.original = decodeUtf8(head, &folded.broken);
    folded.cut = head.size() < utf8.size() || folded.original.size() > maximumCharacters;
    if (folded.original.size() > maximumCharacters)
        folded.original.resize(maximumCharacters);
    const auto append = [&folded](char32_t character, std::size_t place) {
        folded.text.push_back(character);
        folded.source.push_back(place);
    };
    for (std::size_t place = 0; place < folded.original.size(); ++place) {
        const char32_t typed = folded.original[place];
        if (typed == '\n') {
            append(';', place); // A new line begins a new sentence.
            continue;
        }
        if (isBlank(typed) || isControl(typed)) {
            if (!folded.text.empty() && folded.text.back() != ' ')
                append(' ', place);
            continue;
        }
        const char32_t character = foldCharacter(typed);
        const char32_t joined = folded.text.empty() ? 0 : voiced(folded.text.back(), character);
        if (joined != 0)
            folded.text.back() = joined;
        else
            append(character, place);
    }
    folded.source.push_back(folded.original.size());
    dropQuotes(folded.text);
    return folded;
}

std::string FoldedText::typed(std::size_t first, std::size_t last) const
{
    std::u32string characters;
    for (std::size_t place = source[first]; place < source[last]; ++place)
        characters.push_back(isControl(original[place]) ? U' ' : original[place]);
    while (!characters.empty() && characters.back() == ' ')
        characters.pop_back();
    return encodeUtf8(characters);
}

bool isSpacedLetter(char32_t character)
{
    const bool ascii =
        (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') || character == '\'';
    const bool accented = character >= 0xC0 && character <= 0x52F && character != 0xD7 && character != 0xF7;
    return ascii || accented;
}

bool isKatakana(char32_t character)
{
    return character >= 0x30A1 && character <= 0x30FF && character != U'・';
}

bool isHiragana(char32_t character)
{
    return character >= 0x3041 && character <= 0x309F;
}

bool isKanji(char32_t character)
{
    return (character >= 0x4E00 && character <= 0x9FFF) || (character >= 0x3400 && character <= 0x4DBF)
        || character == U'々' || (character >= 0x20000 && character <= 0x2FFFF);
}

bool isIdlePunctuation(char32_t character)
{
    constexpr std::u32string_view idle = U" \"()[]{}<>«»„“”‚…*#=~|\\^@$%\u00B0\u00B7「」『』（）【】〈〉《》〜～※ー";
    return idle.find(character) != std::u32string_view::npos;
}

} // namespace cf
