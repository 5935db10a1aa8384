#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"

#include <string>
#include <vector>

namespace cf {

/// What a list of studies shows of one DICOM object and what names it. Texts are UTF-8; absent attributes are empty.
struct InstanceAttributes {
    std::string patientName; ///< As in the object: "FAMILY^GIVEN", perhaps with "=" groups (PS3.5 section 6.2.1).
    std::string patientId;
    std::string patientBirthDate; ///< YYYYMMDD
    std::string patientSex;
    std::string studyInstanceUid;
    std::string studyDate; ///< YYYYMMDD
    std::string studyTime;
    std::string studyDescription;
    std::string accessionNumber;
    std::string seriesInstanceUid;
    std::string seriesDescription;
    std::string seriesNumber;
    std::string modality;
    std::string bodyPart;
    std::string sopInstanceUid;
    std::string sopClassUid;
    std::string instanceNumber;
    std::string viewPosition;
    std::string laterality;
    std::string transferSyntaxUid;
    std::string photometricInterpretation;
    int rows = 0;
    int columns = 0;
    int frames = 1;
    bool synthetic = false; ///< Synthetic Data (0008,001C) = YES.
    std::string patientAge; ///< "058Y"
    std::string manufacturer;
    std::string modelName; ///< Manufacturer's Model Name (0008,1090)
    std::string detector; ///< Detector Manufacturer's Model Name (0018,702B), else Detector ID (0018,700A)
};

/// One frame, ready to be shown and edited.
struct LoadedRadiograph {
    Radiograph radiograph;
    InstanceAttributes attributes;
    int frame = 0;
    std::vector<ReadingNote> notes; ///< What was odd and how it was read, for the user.
};

} // namespace cf
