#include "core/diffusion/text/Unicode.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <span>
#include <unordered_map>

namespace cf::unicode {

namespace {

struct Range {
    std::uint32_t first, last;
};
struct Lowering {
    std::uint32_t first, last, step;
    std::int32_t add;
};
struct CombiningClass {
    std::uint32_t first, last;
    std::int32_t value;
};
struct Decomposition {
    std::uint32_t composed, first, second;
    std::int32_t recomposes;
};

#include "core/diffusion/text/UnicodeTables.inc"

/// The row whose first..last holds the character, or null. Rows are sorted and apart.
template <typename Row> const Row *find(std::span<const Row> rows, char32_t character)
{
    const auto after = std::upper_bound(
        rows.begin(), rows.end(), character, [](char32_t value, const Row &row) { return value < row.first; });
    if (after == rows.begin() || character > std::prev(after)->last)
        return nullptr;
    return &*std::prev(after);
}

bool isIn(std::span<const Range> ranges, char32_t character)
{
    return find(ranges, character) != nullptr;
}

int combiningClass(char32_t character)
{
    const auto *row = find(std::span<const CombiningClass>(combiningClasses), character);
    return row != nullptr ? row->value : 0;
}

// Hangul syllables are composed by arithmetic (Unicode 3.12).
constexpr char32_t syllableBase = 0xAC00, leadBase = 0x1100, vowelBase = 0x1161, tailBase = 0x11A7;
constexpr char32_t leadCount = 19, vowelCount = 21, tailCount = 28, syllableCount = leadCount * vowelCount * tailCount;

void decompose(char32_t character, std::u32string &out)
{
    if (character - syllableBase < syllableCount) {
        const char32_t index = character - syllableBase;
        out += leadBase + index / (vowelCount * tailCount);
        out += vowelBase + index % (vowelCount * tailCount) / tailCount;
        if (index % tailCount != 0)
            out += tailBase + index % tailCount;
        return;
    }
    const auto *row = std::lower_bound(std::begin(decompositions), std::end(decompositions), character,
        [](const Decomposition &entry, char32_t value) { return entry.composed < value; });
    if (row == std::end(decompositions) || row->composed != character) {
        out += character;
        return;
    }
    decompose(row->first, out);
    if (row->second != 0)
        decompose(row->second, out);
}

std::unordered_map<std::uint64_t, char32_t> compositionTable()
{
    std::unordered_map<std::uint64_t, char32_t> table;
    for (const auto &row : decompositions)
        if (row.recomposes != 0)
            table.emplace(std::uint64_t{ row.first } << 32 | row.second, row.composed);
    return table;
}

/// 0 where the two do not combine.
char32_t composePair(char32_t first, char32_t second)
{
    if (first - leadBase < leadCount && second - vowelBase < vowelCount)
        return syllableBase + ((first - leadBase) * vowelCount + (second - vowelBase)) * tailCount;
    if (first - syllableBase < syllableCount && (first - syllableBase) % tailCount == 0 && second > tailBase
        && second < tailBase + tailCount)
        return first + (second - tailBase);
    static const auto table = compositionTable();
    const auto found = table.find(std::uint64_t{ first } << 32 | second);
    return found != table.end() ? found->second : U'\0';
}

/// Marks after a base come in the order of their classes; equal classes keep theirs.
void orderMarks(std::u32string &text)
{
    for (std::size_t first = 0; first < text.size();) {
        if (combiningClass(text[first]) == 0) {
            ++first;
            continue;
        }
        std::size_t last = first;
        while (last < text.size() && combiningClass(text[last]) != 0)
            ++last;
        std::stable_sort(text.begin() + static_cast<std::ptrdiff_t>(first),
            text.begin() + static_cast<std::ptrdiff_t>(last),
            [](char32_t a, char32_t b) { return combiningClass(a) < combiningClass(b); });
        first = last;
    }
}

/// True where the capital sigma at `place` ends its word: a cased character before, none after.
bool isFinalSigma(std::u32string_view word, std::size_t place)
{
    std::size_t before = place;
    while (before > 0 && isIn(caseIgnorable, word[before - 1]))
        --before;
    if (before == 0 || !isIn(casedCharacters, word[before - 1]))
        return false;
    std::size_t after = place + 1;
    while (after < word.size() && isIn(caseIgnorable, word[after]))
        ++after;
    return after == word.size() || !isIn(casedCharacters, word[after]);
}

/// The bytes that follow a lead byte, or -1 where it is none.
int continuationBytes(unsigned char lead)
{
    if (lead < 0x80)
        return 0;
    if (lead >= 0xC2 && lead < 0xE0)
        return 1;
    if (lead >= 0xE0 && lead < 0xF0)
        return 2;
    return lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
}

} // namespace

std::u32string decodeUtf8(std::string_view bytes)
{
    std::u32string text;
    text.reserve(bytes.size());
    for (std::size_t place = 0; place < bytes.size();) {
        const auto lead = static_cast<unsigned char>(bytes[place]);
        const int more = continuationBytes(lead);
        char32_t value = more <= 0 ? lead : lead & (0x3F >> more);
        bool good = more >= 0 && place + static_cast<std::size_t>(more) < bytes.size();
        for (int i = 1; good && i <= more; ++i) {
            const auto next = static_cast<unsigned char>(bytes[place + static_cast<std::size_t>(i)]);
            good = (next & 0xC0) == 0x80;
            value = value << 6 | (next & 0x3F);
        }
        constexpr char32_t minimum[] = { 0, 0x80, 0x800, 0x10000 };
        good = good && value >= minimum[more] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
        text += good ? value : U'\uFFFD';
        place += good ? static_cast<std::size_t>(more) + 1 : 1;
    }
    return text;
}

std::string encodeUtf8(std::u32string_view text)
{
    std::string bytes;
    for (const char32_t value : text) {
        if (value < 0x80) {
            bytes += static_cast<char>(value);
        } else if (value < 0x800) {
            bytes += static_cast<char>(0xC0 | value >> 6);
            bytes += static_cast<char>(0x80 | (value & 0x3F));
        } else if (value < 0x10000) {
            bytes += static_cast<char>(0xE0 | value >> 12);
            bytes += static_cast<char>(0x80 | (value >> 6 & 0x3F));
            bytes += static_cast<char>(0x80 | (value & 0x3F));
        } else {
            bytes += static_cast<char>(0xF0 | value >> 18);
            bytes += static_cast<char>(0x80 | (value >> 12 & 0x3F));
            bytes += static_cast<char>(0x80 | (value >> 6 & 0x3F));
            bytes += static_cast<char>(0x80 | (value & 0x3F));
        }
    }
    return bytes;
}

bool isLetter(char32_t character)
{
    return isIn(letters, character);
}
bool isNumber(char32_t character)
{
    return isIn(numbers, character);
}
bool isControl(char32_t character)
{
    return isIn(controls, character);
}
bool isSpace(char32_t character)
{
    return isIn(spaces, character);
}

std::u32string toLower(std::u32string_view word)
{
    std::u32string lower;
    lower.reserve(word.size());
    for (std::size_t place = 0; place < word.size(); ++place) {
        const char32_t character = word[place];
        if (character == U'\u0130') { // The only character with a lower case of two.
            lower += U"i\u0307";
        } else if (character == U'\u03A3') {
            lower += isFinalSigma(word, place) ? U'\u03C2' : U'\u03C3';
        } else {
            const auto *row = find(std::span<const Lowering>(lowerings), character);
            const bool changes = row != nullptr && (character - row->first) % row->step == 0;
            lower += changes ? static_cast<char32_t>(static_cast<std::int64_t>(character) + row->add) : character;
        }
    }
    return lower;
}

std::u32string composed(std::u32string_view text)
{
    std::u32string apart;
    for (const char32_t character : text)
        decompose(character, apart);
    orderMarks(apart);

    std::u32string result;
    std::size_t starter = std::u32string::npos;
    int lastClass = -1;
    for (const char32_t character : apart) {
        const int itsClass = combiningClass(character);
        // A mark of the same or a higher class between the two blocks the way to the starter.
        if (starter != std::u32string::npos && lastClass < itsClass) {
            if (const char32_t pair = composePair(result[starter], character); pair != 0) {
                result[starter] = pair;
                continue;
            }
        }
        if (itsClass == 0) {
            starter = result.size();
            lastClass = -1;
        } else {
            lastClass = itsClass;
        }
        result += character;
    }
    return result;
}

} // namespace cf::unicode
