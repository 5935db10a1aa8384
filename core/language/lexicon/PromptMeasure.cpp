#include "core/language/lexicon/PromptMeasure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string_view>
#include <utility>

namespace cf {

namespace {

/// More things than this of one kind nobody asks for: the number is a name ("12 lead").
constexpr double maxCount = 10.0;
/// Digits of a number that is meant.
constexpr std::size_t maxDigits = 6;

struct Unit {
    std::u32string_view text;
    std::string_view kind;
    double factor; ///< To mm, to a share, to a count.
};

/// The longest first where one begins like another.
constexpr std::array units{ Unit{ U"centimetres", "length", 10.0 }, Unit{ U"centimeters", "length", 10.0 },
    Unit{ U"centimetre", "length", 10.0 }, Unit{ U"centimeter", "length", 10.0 }, Unit{ U"cms", "length", 10.0 },
    Unit{ U"cm", "length", 10.0 }, Unit{ U"millimetres", "length", 1.0 }, Unit{ U"millimeters", "length", 1.0 },
    Unit{ U"millimetre", "length", 1.0 }, Unit{ U"millimeter", "length", 1.0 }, Unit{ U"mm", "length", 1.0 },
    Unit{ U"inches", "length", 25.4 }, Unit{ U"inch", "length", 25.4 }, Unit{ U"センチメートル", "length", 10.0 },
    Unit{ U"センチ", "length", 10.0 }, Unit{ U"ミリメートル", "length", 1.0 }, Unit{ U"ミリ", "length", 1.0 },
    Unit{ U"percent", "ratio", 0.01 }, Unit{ U"per cent", "ratio", 0.01 }, Unit{ U"パーセント", "ratio", 0.01 },
    Unit{ U"%", "ratio", 0.01 }, Unit{ U"個", "count", 1.0 }, Unit{ U"つ", "count", 1.0 }, Unit{ U"本", "count", 1.0 },
    Unit{ U"箇所", "count", 1.0 }, Unit{ U"か所", "count", 1.0 }, Unit{ U"ヶ所", "count", 1.0 } };

struct NumberWord {
    std::u32string_view text;
    double value;
};

/// Before a unit of length only: "two nodules" are counted by the lexicon. The longest first, as above.
constexpr std::array numberWords{ NumberWord{ U"half a", 0.5 }, NumberWord{ U"half", 0.5 },
    NumberWord{ U"one and a half", 1.5 }, NumberWord{ U"one", 1.0 }, NumberWord{ U"two", 2.0 },
    NumberWord{ U"three", 3.0 }, NumberWord{ U"four", 4.0 }, NumberWord{ U"five", 5.0 }, NumberWord{ U"six", 6.0 },
    NumberWord{ U"seven", 7.0 }, NumberWord{ U"eight", 8.0 }, NumberWord{ U"nine", 9.0 }, NumberWord{ U"ten", 10.0 } };

bool isDigit(std::u32string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= U'0' && text[at] <= U'9';
}

std::size_t skipSpaces(std::u32string_view text, std::size_t at)
{
    while (at < text.size() && (text[at] == U' ' || text[at] == U'-'))
        ++at;
    return at;
}

struct Number {
    double value = 0.0;
    std::size_t end = 0;
    bool hasFraction = false;
};

/// `at` stands on a digit.
Number numberAt(std::u32string_view text, std::size_t at)
{
    Number number{ 0.0, at, false };
    for (; isDigit(text, number.end); ++number.end)
        number.value = number.value * 10.0 + static_cast<double>(text[number.end] - U'0');
    number.hasFraction = number.end < text.size() && (text[number.end] == U'.' || text[number.end] == U',')
        && isDigit(text, number.end + 1);
    if (number.hasFraction)
        for (double place = 0.1; isDigit(text, ++number.end); place /= 10.0)
            number.value += place * static_cast<double>(text[number.end] - U'0');
    return number;
}

/// The unit behind a number, and where it ends.
std::optional<std::pair<Unit, std::size_t>> unitAt(std::u32string_view text, std::size_t at)
{
    at = skipSpaces(text, at);
    for (const Unit &unit : units) {
        const std::size_t end = at + unit.text.size();
        if (at > text.size() || text.substr(at, unit.text.size()) != unit.text)
            continue;
        const bool splits = end < text.size() && isSpacedLetter(unit.text.back()) && isSpacedLetter(text[end]);
        if (!splits)
            return std::pair(unit, end);
    }
    return std::nullopt;
}

/// "2cm大" measures: its "大" is no degree. That of "2cm大きく" is.
std::size_t endOfLength(std::u32string_view text, std::size_t end)
{
    const bool wide = end < text.size() && text[end] == U'大';
    return wide && (end + 1 == text.size() || text[end + 1] != U'き') ? end + 1 : end;
}

double rounded(double value)
{
    return std::round(value * 1e6) / 1e6;
}

/// What stands between two numbers of one length.
struct Joint {
    std::u32string_view text;
    bool isProduct; ///< Of two diameters; else the ends of a range.
};

constexpr std::array joints{ Joint{ U" x ", true }, Joint{ U"x", true }, Joint{ U" × ", true }, Joint{ U"×", true },
    Joint{ U" by ", true }, Joint{ U"*", true }, Joint{ U" to ", false }, Joint{ U" or ", false },
    Joint{ U" and ", false }, Joint{ U"から", false }, Joint{ U"~", false }, Joint{ U"〜", false },
    Joint{ U" ", false } };

/// A dash is folded to a space, which parts the numbers of "2 10 mm nodules".
bool isDash(const FoldedText &folded, std::size_t at)
{
    const auto typed = std::u32string_view(folded.original).substr(folded.source[at]);
    const auto gap = typed.substr(0, folded.source[at + 1] - folded.source[at]);
    return gap.find_first_not_of(U' ') != std::u32string_view::npos;
}

/// "1.5 × 2 cm", "2-3 cm", "from 1 to 3 cm"; none for a number of its own.
std::optional<PromptMeasure> twoNumbersAt(const FoldedText &folded, std::size_t at)
{
    const std::u32string_view text = folded.text;
    const Number first = numberAt(text, at);
    for (const Joint &joint : joints) {
        const std::size_t nextAt = first.end + joint.text.size();
        if (nextAt >= text.size() || text.substr(first.end, joint.text.size()) != joint.text || !isDigit(text, nextAt))
            continue;
        if (joint.text == U" " && !isDash(folded, first.end))
            return std::nullopt;
        const Number second = numberAt(text, nextAt);
        const auto unit = unitAt(text, second.end);
        if (!unit || unit->first.kind != "length")
            return std::nullopt;
        constexpr std::u32string_view between = U"between ";
        constexpr std::u32string_view from = U"from ";
        const auto before = text.substr(0, at);
        if (joint.text == U" and " && !before.ends_with(between))
            return std::nullopt; // "2 and 3 cm nodules": two things.
        const double last =
            joint.text == U"から" || before.ends_with(from) ? second.value : (first.value + second.value) / 2.0;
        const double value = joint.isProduct ? std::max(first.value, second.value) : last;
        return PromptMeasure{ endOfLength(text, unit->second) - at, "length", rounded(value * unit->first.factor) };
    }
    return std::nullopt;
}

/// "two cm", "half a centimetre".
PromptMeasure wordsAt(std::u32string_view text, std::size_t at)
{
    if (at > 0 && isSpacedLetter(text[at - 1]))
        return {};
    for (const NumberWord &word : numberWords) {
        const std::size_t end = at + word.text.size();
        if (text.substr(at, word.text.size()) != word.text || end >= text.size() || isSpacedLetter(text[end]))
            continue;
        const auto unit = unitAt(text, end);
        if (unit && unit->first.kind == "length")
            return { unit->second - at, "length", rounded(word.value * unit->first.factor) };
    }
    return {};
}

} // namespace

PromptMeasure measureAt(const FoldedText &typed, std::size_t at)
{
    const std::u32string_view folded = typed.text;
    if (!isDigit(folded, at))
        return wordsAt(folded, at);
    if (at > 0 && folded[at - 1] == U'第')
        return {};
    const auto [number, end, hasFraction] = numberAt(folded, at);
    if (end - at > maxDigits)
        return {};
    if (const auto both = twoNumbersAt(typed, at))
        return *both;
    if (const auto found = unitAt(folded, end)) {
        const auto &[unit, unitEnd] = *found;
        if (unit.kind == "count" && (hasFraction || number > maxCount))
            return {};
        const std::size_t last = unit.kind == "length" ? endOfLength(folded, unitEnd) : unitEnd;
        return { last - at, std::string(unit.kind), rounded(number * unit.factor) };
    }
    if (end < folded.size() && isSpacedLetter(folded[end]))
        return {}; // "3rd"
    if (hasFraction)
        return { end - at, "ratio", rounded(number) };
    const bool enumerates = end < folded.size() && (folded[end] == U'.' || folded[end] == U')' || folded[end] == U':');
    return !enumerates && number >= 1.0 && number <= maxCount ? PromptMeasure{ end - at, "count", number }
                                                              : PromptMeasure{};
}

} // namespace cf
