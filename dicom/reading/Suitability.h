#pragma once

#include "core/imaging/ReadingNote.h"
#include "dicom/LoadedRadiograph.h"

namespace cf {

class DicomFile;

/// Warns where the header says that this is no frontal radiograph of a chest: other modalities, other parts of the
/// body, views from the side or oblique, several frames. `loaded` has its attributes and axes.
void noteSuitability(const DicomFile &file, LoadedRadiograph &loaded);

} // namespace cf
