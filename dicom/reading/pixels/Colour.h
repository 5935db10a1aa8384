#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

class DicomFile;
struct PixelLayout;

/// Turns the colour values of a frame (RGB, YBR_FULL, palette) into 8-bit grey by their luminance
/// (ITU-R BT.601, which DICOM's YBR uses, PS3.3 C.7.6.3.1.2).
/// What is stated of the colours gives way to what a grey film's pixels show, with a note.
Result<StoredImage> greyFromColour(
    const DicomFile &file, const PixelLayout &layout, const std::vector<std::int32_t> &values, ReadingNotes &notes);

} // namespace cf
