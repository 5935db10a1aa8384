#include "dicom/reading/pixels/StoredBits.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <string>
#include <utility>

namespace cf {
namespace {

constexpr int wordBits = 16;

/// The steps between neighbours in a row, added up: of a film small, of a film whose values were cut off large.
std::int64_t unrestOf(const std::vector<std::uint16_t> &words, const PixelLayout &layout)
{
    std::int64_t unrest = 0;
    std::int32_t before = 0;
    const auto columns = static_cast<std::size_t>(layout.columns);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::int32_t value = storedValueOf(words[i], layout);
        if (i % columns != 0)
            unrest += std::abs(value - before);
        before = value;
    }
    return unrest;
}

PixelLayout withBits(PixelLayout layout, int bits)
{
    layout.bitsStored = bits;
    layout.highBit = bits - 1;
    return layout;
}

} // namespace

std::int32_t storedValueOf(std::uint32_t word, const PixelLayout &layout)
{
    const auto mask = (1U << static_cast<unsigned>(layout.bitsStored)) - 1U;
    const std::uint32_t bits = (word >> static_cast<unsigned>(layout.highBit + 1 - layout.bitsStored)) & mask;
    const std::uint32_t sign = 1U << static_cast<unsigned>(layout.bitsStored - 1);
    if (!layout.isSigned || (bits & sign) == 0)
        return static_cast<std::int32_t>(bits);
    return static_cast<std::int32_t>(bits) - static_cast<std::int32_t>(mask) - 1;
}

void fitBitsToWords(PixelLayout &layout, const std::vector<std::uint16_t> &words, ReadingNotes &notes)
{
    std::uint16_t all = 0;
    for (const std::uint16_t word : words)
        all = static_cast<std::uint16_t>(all | word);
    const int below = layout.highBit + 1 - layout.bitsStored;
    const int needed = static_cast<int>(std::bit_width(all));
    if (below > 0 && needed <= layout.bitsStored && all % (1U << static_cast<unsigned>(below)) != 0) {
        layout.highBit = layout.bitsStored - 1;
        addNote(notes, "high-bit", "The values do not lie where High Bit says; the lowest bits were taken.");
        return;
    }
    if (below != 0 || needed <= layout.bitsStored)
        return;
    const PixelLayout whole = withBits(layout, wordBits);
    if (unrestOf(words, whole) >= unrestOf(words, layout))
        return; // The sign's continuation, an overlay, or rubbish.
    const int bits = layout.isSigned ? wordBits : needed;
    addNote(notes, "bits-beyond",
        "The values have " + std::to_string(bits) + " bits, although " + std::to_string(layout.bitsStored)
            + " are stated as stored; they were read whole.",
        NoteSeverity::Warning);
    layout = withBits(layout, bits);
}

Result<std::vector<unsigned char>> asWords(const std::vector<unsigned char> &bytes, PixelLayout &layout)
{
    const bool isPacked = layout.bitsAllocated == 12;
    const std::size_t count = isPacked ? bytes.size() / 3 * 2 + bytes.size() % 3 / 2 : bytes.size() / 4;
    std::vector<unsigned char> words;
    words.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = isPacked ? i / 2 * 3 + i % 2 : 4 * i;
        unsigned word = bytes[at] | static_cast<unsigned>(bytes[at + 1]) << 8U;
        if (isPacked) {
            word = i % 2 == 0 ? word & 0xFFFU : word >> 4U;
        } else {
            const unsigned above = bytes[at + 2] | static_cast<unsigned>(bytes[at + 3]) << 8U;
            const bool isNegative = layout.isSigned && (word & 0x8000U) != 0;
            if (above != (isNegative ? 0xFFFFU : 0U))
                return fail(ErrorCode::Unsupported, "Images whose pixels use more than 16 bits are not supported.");
        }
        words.push_back(static_cast<unsigned char>(word & 0xFFU));
        words.push_back(static_cast<unsigned char>(word >> 8U));
    }
    layout.bitsAllocated = wordBits;
    if (layout.bitsStored > wordBits || layout.highBit >= wordBits)
        layout = withBits(layout, std::min(layout.bitsStored, wordBits));
    return words;
}

void fitByteOrder(const PixelLayout &layout, std::vector<std::uint16_t> &words, ReadingNotes &notes)
{
    const auto needed = [](const std::vector<std::uint16_t> &each) {
        std::uint16_t all = 0;
        for (const std::uint16_t word : each)
            all = static_cast<std::uint16_t>(all | word);
        return static_cast<int>(std::bit_width(all));
    };
    if (layout.isSigned || layout.highBit + 1 != layout.bitsStored || needed(words) <= layout.bitsStored)
        return;
    std::vector<std::uint16_t> swapped(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        swapped[i] = static_cast<std::uint16_t>(words[i] << 8U | words[i] >> 8U);
    // In the wrong order the finest steps of the film are the coarsest.
    constexpr int clearly = 4;
    const PixelLayout whole = withBits(layout, wordBits);
    if (needed(swapped) > layout.bitsStored || clearly * unrestOf(swapped, whole) > unrestOf(words, whole))
        return;
    words = std::move(swapped);
    addNote(
        notes, "byte-order", "The bytes of the pixels are stored in the other order than stated; they were swapped.");
}

bool areHalvesOfWords(const std::vector<unsigned char> &bytes)
{
    std::int64_t betweenNeighbours = 0;
    std::int64_t betweenHighHalves = 0;
    for (std::size_t i = 0; i + 3 < bytes.size(); i += 2) {
        betweenNeighbours += std::abs(int{ bytes[i + 1] } - int{ bytes[i] });
        betweenHighHalves += std::abs(int{ bytes[i + 3] } - int{ bytes[i + 1] });
    }
    return betweenNeighbours > 2 * betweenHighHalves;
}

} // namespace cf
