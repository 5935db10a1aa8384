#include "core/language/lexicon/PromptMeasure.h"

#include "core/language/lexicon/PromptText.h"

#include <array>
#include <cmath>

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
    Unit{ U"センチメートル", "length", 10.0 }, Unit{ U"センチ", "length", 10.0 },
    Unit{ U"ミリメートル", "length", 1.0 }, Unit{ U"ミリ", "length", 1.0 }, Unit{ U"percent", "ratio", 0.01 },
    Unit{ U"per cent", "ratio", 0.01 }, Unit{ U"パーセント", "ratio", 0.01 }, Unit{ U"%", "ratio", 0.01 },
    Unit{ U"個", "count", 1.0 }, Unit{ U"つ", "count", 1.0 }, Unit{ U"本", "count", 1.0 },
    Unit{ U"箇所", "count", 1.0 }, Unit{ U"か所", "count", 1.0 }, Unit{ U"ヶ所", "count", 1.0 } };

bool isDigit(std::u32string_view text, std::size_t at)
{
    return at < text.size() && text[at] >= U'0' && text[at] <= U'9';
}

} // namespace

PromptMeasure measureAt(std::u32string_view folded, std::size_t at)
{
    if (!isDigit(folded, at) || (at > 0 && (isSpacedLetter(folded[at - 1]) || folded[at - 1] == U'第')))
        return {};
    std::size_t end = at;
    double value = 0.0;
    for (; isDigit(folded, end); ++end)
        value = value * 10.0 + static_cast<double>(folded[end] - U'0');
    const bool hasFraction =
        end < folded.size() && (folded[end] == U'.' || folded[end] == U',') && isDigit(folded, end + 1);
    if (hasFraction)
        for (double place = 0.1; isDigit(folded, ++end); place /= 10.0)
            value += place * static_cast<double>(folded[end] - U'0');
    if (end - at > maxDigits)
        return {};
    std::size_t unitAt = end;
    while (unitAt < folded.size() && (folded[unitAt] == U' ' || folded[unitAt] == U'-'))
        ++unitAt;
    for (const Unit &unit : units) {
        const std::size_t unitEnd = unitAt + unit.text.size();
        const bool splits =
            unitEnd < folded.size() && isSpacedLetter(unit.text.back()) && isSpacedLetter(folded[unitEnd]);
        if (folded.substr(unitAt, unit.text.size()) != unit.text || splits)
            continue;
        if (unit.kind == "count" && (hasFraction || value > maxCount))
            return {};
        // "2cm大" measures: its "大" is no degree.
        const bool wide = unit.kind == "length" && unitEnd < folded.size() && folded[unitEnd] == U'大';
        return { unitEnd - at + (wide ? 1 : 0), std::string(unit.kind), std::round(value * unit.factor * 1e6) / 1e6 };
    }
    if (end < folded.size() && isSpacedLetter(folded[end]))
        return {}; // "3rd"
    if (hasFraction)
        return { end - at, "ratio", std::round(value * 1e6) / 1e6 };
    const bool enumerates = end < folded.size() && (folded[end] == U'.' || folded[end] == U')' || folded[end] == U':');
    return !enumerates && value >= 1.0 && value <= maxCount ? PromptMeasure{ end - at, "count", value }
                                                            : PromptMeasure{};
}

} // namespace cf
