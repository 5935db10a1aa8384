#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"

class DcmItem;

namespace cf {

/// Writes size, bits, photometric interpretation and pixel data of one grey frame, uncompressed, and removes what
/// described other pixels (palettes, planes, frames, overlays inside the pixel words).
Result<> putPixels(DcmItem &item, const Radiograph &radiograph);

/// Writes how the pixels are to be shown: modality LUT or rescale, window or VOI LUT, padding. For objects that do not
/// take these attributes from their source.
Result<> putDisplay(DcmItem &item, const Radiograph &radiograph);

} // namespace cf
