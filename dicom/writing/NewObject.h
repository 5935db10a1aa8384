#pragma once

#include "core/base/Result.h"
#include "core/imaging/Radiograph.h"
#include "dicom/SyntheticRecord.h"

class DcmDataset;

namespace cf {

/// Fills an empty data set with patient, study, series and equipment, and with what a Digital X-Ray image (PS3.3 A.26)
/// needs beside pixels and synthetic marks.
Result<> putDigitalXRay(DcmDataset &dataset, const Radiograph &radiograph, const PatientDescription &patient);

/// The same for a Secondary Capture image (PS3.3 A.8.1).
Result<> putSecondaryCapture(DcmDataset &dataset, const Radiograph &radiograph, const PatientDescription &patient);

/// Turns a copy of any object into the frame of a Secondary Capture image: keeps patient, study and series, and takes
/// away what belongs to the source's own kind of image.
Result<> becomeSecondaryCapture(DcmDataset &dataset, const Radiograph &radiograph);

} // namespace cf
