#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/ReadingOptions.h"

#include <optional>

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

} // namespace cf
