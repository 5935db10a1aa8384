#include "dicom/reading/pixels/LookupTables.h"

#include "dicom/reading/file/Attributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace cf {
namespace {

/// LUT Data as it is stored, whatever its value representation (OW, US, SS, OB, UN).
struct RawData {
    std::vector<std::uint16_t> words;
    std::vector<std::uint8_t> bytes; ///< In place of words where the value representation is one of bytes.
};

RawData rawDataOf(DcmItem &item, const DcmTagKey &tag)
{
    DcmElement *element = nullptr;
    if (item.findAndGetElement(tag, element).bad() || !element)
        return {};
    const std::size_t length = element->getLength();
    Uint16 *words = nullptr;
    if (element->getUint16Array(words).good() && words)
        return { { words, words + length / 2 }, {} };
    Sint16 *signedWords = nullptr;
    if (element->getSint16Array(signedWords).good() && signedWords) {
        RawData data;
        for (std::size_t i = 0; i < length / 2; ++i)
            data.words.push_back(static_cast<std::uint16_t>(signedWords[i]));
        return data;
    }
    Uint8 *bytes = nullptr;
    if (element->getUint8Array(bytes).good() && bytes)
        return { {}, { bytes, bytes + length } };
    return {};
}

std::vector<std::uint16_t> bytesAsEntries(const std::vector<std::uint8_t> &bytes)
{
    return { bytes.begin(), bytes.end() };
}

std::vector<std::uint16_t> wordsOfBytes(const std::vector<std::uint8_t> &bytes)
{
    std::vector<std::uint16_t> words(bytes.size() / 2);
    for (std::size_t i = 0; i < words.size(); ++i)
        words[i] = static_cast<std::uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
    return words;
}

std::vector<std::uint8_t> bytesOfWords(const std::vector<std::uint16_t> &words)
{
    std::vector<std::uint8_t> bytes;
    for (const std::uint16_t word : words) {
        bytes.push_back(static_cast<std::uint8_t>(word & 0xFFU));
        bytes.push_back(static_cast<std::uint8_t>(word >> 8U));
    }
    return bytes;
}

std::vector<std::uint16_t> entriesOf(const RawData &data, std::size_t count, int bits)
{
    const bool isPacked = bits <= 8 && data.words.size() == (count + 1) / 2;
    std::vector<std::uint16_t> entries = isPacked    ? bytesAsEntries(bytesOfWords(data.words))
        : data.bytes.empty()                         ? data.words
        : data.bytes.size() >= 2 * count || bits > 8 ? wordsOfBytes(data.bytes)
                                                     : bytesAsEntries(data.bytes);
    if (entries.size() > count)
        entries.resize(count);
    return entries;
}

/// How many inputs of the image a table beginning at `first` has entries for.
double overlap(double first, std::size_t count, InputRange inputs)
{
    return std::min(inputs.highest, first + static_cast<double>(count) - 1.0) - std::max(inputs.lowest, first);
}

/// The bits whose white the entries are meant to reach. A table of 12 bits in one that states 16 would be shown at a
/// sixteenth of its brightness. One bit less than stated may be what its maker meant, unless the entries reach the
/// white of the fewer bits, up to a step of rounding.
int evidentBits(const std::vector<std::uint16_t> &entries, int stated)
{
    stated = std::min(stated, 16);
    const std::uint16_t highest = *std::max_element(entries.begin(), entries.end());
    const int needed = std::max(static_cast<int>(std::bit_width(highest)), 1);
    constexpr double asGoodAsWhite = 0.99;
    const bool isFull = highest >= asGoodAsWhite * ((1U << static_cast<unsigned>(needed)) - 1U);
    if (needed > stated || needed + 2 <= stated || (needed < stated && isFull))
        return needed;
    return stated;
}

std::optional<LookupTable> readItem(
    DcmItem &lut, const DcmTagKey &sequence, InputRange inputs, ReadingOptions::White white, ReadingNotes &notes)
{
    const auto stated = descriptorWord(lut, DCM_LUTDescriptor, 0);
    const auto first = descriptorWord(lut, DCM_LUTDescriptor, 1);
    const int bits = descriptorWord(lut, DCM_LUTDescriptor, 2).value_or(0);
    const auto damaged = [&]() -> std::optional<LookupTable> {
        addNote(notes, "lut-damaged", "A look-up table is damaged and was left out.", NoteSeverity::Warning);
        return std::nullopt;
    };
    if (!stated || !first)
        return damaged();
    const std::size_t count = *stated == 0 ? 65536U : std::size_t{ *stated };
    LookupTable table;
    table.values = tableEntries(lut, DCM_LUTData, count, bits);
    constexpr double smallestShare = 0.9; // With fewer entries than that the rest would be a guess.
    if (table.values.empty() || static_cast<double>(table.values.size()) < smallestShare * static_cast<double>(count))
        return damaged();
    if (table.values.size() < count)
        addNote(notes, "lut-short",
            "A look-up table has " + std::to_string(table.values.size()) + " entries where " + std::to_string(count)
                + " are stated; the last one stands for those that are missing.");
    table.firstInput = firstInputOf(*first, count, inputs);
    table.bitsPerEntry = bits;
    const int evident = evidentBits(table.values, bits);
    if (bits < 1 || bits > 16) {
        addNote(notes, "lut-bits",
            "The look-up table states " + std::to_string(bits) + " bits, which cannot be; its entries have "
                + std::to_string(evident) + ".");
        table.bitsPerEntry = evident;
    } else if (sequence == DCM_VOILUTSequence && evident != bits && white == ReadingOptions::White::Evident) {
        addNote(notes, "lut-bits",
            "The VOI look-up table states " + std::to_string(bits) + " bits, but its entries have "
                + std::to_string(evident) + "; those are shown up to white.");
        table.bitsPerEntry = evident;
    }
    return table;
}

} // namespace

std::vector<std::uint16_t> tableEntries(DcmItem &item, const DcmTagKey &data, std::size_t count, int bits)
{
    return entriesOf(rawDataOf(item, data), count, bits);
}

std::optional<std::uint16_t> descriptorWord(DcmItem &item, const DcmTagKey &descriptor, unsigned long index)
{
    DcmElement *element = nullptr;
    Uint16 word = 0;
    const bool isOfWords = item.findAndGetElement(descriptor, element).good() && element && element->ident() == EVR_OW;
    if (isOfWords)
        return element->getUint16(word, index).good() ? std::optional(word) : std::nullopt;
    const std::optional<double> number = numberOf(item, descriptor, index);
    if (!number || *number < -32768.0 || *number > 65535.0)
        return std::nullopt;
    return static_cast<std::uint16_t>(static_cast<std::int32_t>(*number));
}

std::int32_t firstInputOf(std::uint16_t word, std::size_t count, InputRange inputs)
{
    const std::int32_t asUnsigned = word;
    const std::int32_t asSigned = static_cast<std::int16_t>(word);
    return overlap(asSigned, count, inputs) > overlap(asUnsigned, count, inputs) ? asSigned : asUnsigned;
}

std::optional<LookupTable> readLookupTable(
    DcmItem &item, const DcmTagKey &sequence, InputRange inputs, ReadingOptions::White white, ReadingNotes &notes)
{
    constexpr long maxTables = 16;
    DcmItem *lut = nullptr;
    for (long i = 0; i < maxTables && item.findAndGetSequenceItem(sequence, lut, i).good() && lut; ++i)
        if (auto table = readItem(*lut, sequence, inputs, white, notes))
            return table;
    return std::nullopt;
}

} // namespace cf
