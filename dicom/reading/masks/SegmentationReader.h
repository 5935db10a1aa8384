#pragma once

#include "core/base/Result.h"
#include "dicom/MaskImport.h"

namespace cf {

class DicomFile;

/// A DICOM Segmentation object (PS3.3 A.51).
bool isSegmentation(const DicomFile &file);

/// The one segment that has pixels, or the one that `choice` names by its number, at its own size.
/// Errors: InvalidInput when several have pixels (naming them), or it is damaged; Unsupported.
Result<LoadedMask> readSegmentation(const DicomFile &file, const std::string &filmUid, const MaskChoice &choice);

} // namespace cf
