#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/ReadingOptions.h"

namespace cf {

class DicomFile;

/// Fills in what is needed to show the stored pixels: modality LUT or rescale, window or VOI LUT, padding, spacing or
/// aspect, polarity, view. `radiograph` already has its pixels, bits and sign. Looks at the top of the object and, for
/// multi-frame objects, in the functional groups of the frame. Odd values are left out with a note, never an error.
void readDisplayAttributes(
    const DicomFile &file, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes);

} // namespace cf
