#pragma once

#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

class DicomFile;

/// How the pixels of an object lie in memory (PS3.3 C.7.6.3), checked and with odd values corrected.
struct PixelLayout {
    int rows = 0;
    int columns = 0;
    int frames = 1;
    int samples = 1; ///< 1 or 3
    int bitsAllocated = 16; ///< 8 or 16
    int bitsStored = 12;
    int highBit = 11;
    bool isSigned = false;
    bool planar = false; ///< Colours one plane after the other.
    std::string photometric; ///< Photometric Interpretation; decoders change it along with the samples.
};

/// Reads the layout, or says what is not supported. `notes` receives what was odd and how it was taken.
Result<PixelLayout> readLayout(const DicomFile &file, ReadingNotes &notes);

/// Values of one frame, colours interleaved, sign-extended and freed of bits outside Bits Stored (old overlays).
/// Changes `layout` where the pixels themselves show it to be wrong, or the decoder changed colours or order.
Result<std::vector<std::int32_t>> decodeFrame(
    const DicomFile &file, PixelLayout &layout, int frame, ReadingNotes &notes);

} // namespace cf
