#pragma once

#include "core/imaging/Radiograph.h"

#include <string>
#include <vector>

namespace cf {

class DicomFile;

/// Fills in what is needed to show the stored pixels: modality LUT or rescale, window or VOI LUT, padding, spacing,
/// view. `radiograph` already has its pixels, bits and sign. Looks at the top of the object and, for multi-frame
/// objects, in the functional groups of the frame. Odd values are left out with a note, never an error.
void readDisplayAttributes(const DicomFile &file, int frame, Radiograph &radiograph, std::vector<std::string> &notes);

} // namespace cf
