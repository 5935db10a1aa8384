#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cf {

/// Samples of a decoded JPEG 2000 image, colours interleaved.
struct Jpeg2000Image {
    int width = 0;
    int height = 0;
    int samples = 1; ///< 1 or 3
    int precision = 8; ///< Bits of a sample as the code stream states it.
    bool isSigned = false;
    std::vector<std::int32_t> values;
};

/// Decodes a code stream (ISO/IEC 15444-1, and -15 where OpenJPEG can), with or without the JP2 boxes some encoders
/// leave around it. `width` and `height` are what the DICOM attributes say; another size is an error.
Result<Jpeg2000Image> decodeJpeg2000(std::span<const unsigned char> stream, int width, int height);

} // namespace cf
