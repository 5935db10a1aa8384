#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/ReadingOptions.h"

#include <cstdint>
#include <optional>
#include <vector>

class DcmItem;
class DcmTagKey;

namespace cf {

/// The values that go into a table: its first input is read as signed or unsigned, whichever meets them.
struct InputRange {
    double lowest = 0.0;
    double highest = 0.0;
};

/// The first whole table of a Modality or VOI LUT sequence (PS3.3 C.11.1.1, C.11.2.1.1); nothing when there is none,
/// damaged ones are told of in a note. Reads what makers write: entries as words or bytes in any value representation,
/// an entry or a few missing, a first input whose sign the value representation does not tell, entries of fewer bits
/// than stated.
std::optional<LookupTable> readLookupTable(
    DcmItem &item, const DcmTagKey &sequence, InputRange inputs, ReadingOptions::White white, ReadingNotes &notes);

/// Entries of a table's data, whatever its value representation: words, or bytes, alone or two to a word where no more
/// than 8 bits are stated (PS3.3 C.11.1.1.1); at most `count`.
std::vector<std::uint16_t> tableEntries(DcmItem &item, const DcmTagKey &data, std::size_t count, int bits);

/// The number `index` of a table's descriptor, as the word it is stored in; nothing when it is not there.
std::optional<std::uint16_t> descriptorWord(DcmItem &item, const DcmTagKey &descriptor, unsigned long index);

/// A descriptor's first input, as signed or unsigned, whichever gives more of `inputs` entries among `count`.
std::int32_t firstInputOf(std::uint16_t word, std::size_t count, InputRange inputs);

} // namespace cf
