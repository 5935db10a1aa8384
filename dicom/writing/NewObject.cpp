#include "dicom/writing/NewObject.h"

#include "core/imaging/Geometry.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Identifiers.h"
#include "dicom/writing/PixelModule.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <cmath>

namespace cf {
namespace {

void putPatientAndStudy(DcmDataset &dataset, const PatientDescription &patient)
{
    putText(dataset, DCM_SpecificCharacterSet, "ISO_IR 192");
    putText(dataset, DCM_PatientName, fitted(patient.name, 64, true));
    putText(dataset, DCM_PatientID, fitted(patient.id, 64, true));
    putText(dataset, DCM_PatientBirthDate, patient.birthDate);
    putText(dataset, DCM_PatientSex, patient.sex);
    if (!patient.age.empty())
        putText(dataset, DCM_PatientAge, patient.age);
    putText(
        dataset, DCM_StudyInstanceUID, patient.studyInstanceUid.empty() ? newUid({}, {}) : patient.studyInstanceUid);
    putText(dataset, DCM_StudyDescription, fitted(patient.studyDescription, 64, true));
    for (const DcmTagKey &tag : { DCM_ReferringPhysicianName, DCM_StudyID, DCM_AccessionNumber, DCM_Manufacturer })
        putEmptyIfAbsent(dataset, tag);
    putText(dataset, DCM_SeriesNumber, "1");
    putText(dataset, DCM_InstanceNumber, std::to_string(patient.instanceNumber));
}

std::string spacingText(double rows, double columns)
{
    return decimalString(rows) + "\\" + decimalString(columns);
}

/// Columns run to the patient's left and rows to the feet in the usual frontal view; a lateral one is not known.
std::string orientationOf(const Radiograph &radiograph)
{
    if (radiograph.axes.known() && !radiograph.axesAreSeen)
        return textOf(radiograph.axes);
    return radiograph.viewPosition == "PA" || radiograph.viewPosition == "AP" ? "L\\F" : "";
}

void putCaptureAttributes(DcmDataset &dataset, const Radiograph &radiograph)
{
    putText(dataset, DCM_SOPClassUID, UID_SecondaryCaptureImageStorage);
    putText(dataset, DCM_ConversionType, "SYN"); // Synthetic Image (PS3.3 C.8.6.1)
    if (radiograph.rowSpacing > 0.0 && radiograph.columnSpacing > 0.0)
        putText(dataset, DCM_NominalScannedPixelSpacing, spacingText(radiograph.rowSpacing, radiograph.columnSpacing));
    const double aspect = pixelAspect(radiograph);
    if (!(radiograph.rowSpacing > 0.0 && radiograph.columnSpacing > 0.0) && aspect != 1.0)
        putText(dataset, DCM_PixelAspectRatio, std::to_string(std::lround(aspect * 1000.0)) + "\\1000");
    if (!dataset.tagExists(DCM_ImageLaterality))
        putEmptyIfAbsent(dataset, DCM_Laterality);
    dataset.findAndDeleteElement(DCM_ImagerPixelSpacing);
    dataset.findAndDeleteElement(DCM_PixelSpacing);
}

} // namespace

Result<> putDigitalXRay(DcmDataset &dataset, const Radiograph &radiograph, const PatientDescription &patient)
{
    putPatientAndStudy(dataset, patient);
    const bool inverted = radiograph.photometric == Photometric::Monochrome1;
    putText(dataset, DCM_SOPClassUID, UID_DigitalXRayImageStorageForPresentation);
    putText(dataset, DCM_Modality, "DX");
    putText(dataset, DCM_PresentationIntentType, "FOR PRESENTATION");
    putText(dataset, DCM_BodyPartExamined, "CHEST");
    putText(dataset, DCM_ImageLaterality, "U");
    CF_TRY(appendCode(dataset, DCM_AnatomicRegionSequence, "51185008", "SCT", "Chest"));
    if (!radiograph.viewPosition.empty())
        putText(dataset, DCM_ViewPosition, radiograph.viewPosition);
    putText(dataset, DCM_PatientOrientation, orientationOf(radiograph));
    putText(dataset, DCM_ImagerPixelSpacing, spacingText(radiograph.rowSpacing, radiograph.columnSpacing));
    putText(dataset, DCM_PixelIntensityRelationship, "LOG");
    // 1: low values for much X-ray intensity, as where white means 0; −1: the reverse (PS3.3 C.8.11.3.1.2).
    dataset.putAndInsertSint16(DCM_PixelIntensityRelationshipSign, inverted ? Sint16{ 1 } : Sint16{ -1 });
    putText(dataset, DCM_PresentationLUTShape, inverted ? "INVERSE" : "IDENTITY");
    putText(dataset, DCM_LossyImageCompression, "00");
    putEmptyIfAbsent(dataset, DCM_PositionerType);
    putEmptyIfAbsent(dataset, DCM_DetectorType);
    putEmptyIfAbsent(dataset, DCM_AcquisitionContextSequence);
    return putDisplay(dataset, radiograph);
}

Result<> putSecondaryCapture(DcmDataset &dataset, const Radiograph &radiograph, const PatientDescription &patient)
{
    putPatientAndStudy(dataset, patient);
    putText(dataset, DCM_Modality, "OT");
    putText(dataset, DCM_PatientOrientation, orientationOf(radiograph));
    putCaptureAttributes(dataset, radiograph);
    return putDisplay(dataset, radiograph);
}

Result<> becomeSecondaryCapture(DcmDataset &dataset, const Radiograph &radiograph)
{
    for (long i = static_cast<long>(dataset.card()) - 1; i >= 0; --i) {
        const DcmTagKey tag = dataset.getElement(static_cast<unsigned long>(i))->getTag();
        const Uint16 group = tag.getGroup();
        const bool kept = group == 0x0008 || group == 0x0010 || group == 0x0012 || group == 0x0020 || group == 0x0028
            || tag == DCM_BodyPartExamined || tag == DCM_ContributingEquipmentSequence || tag == DCM_ViewPosition;
        if (!kept)
            delete dataset.remove(static_cast<unsigned long>(i));
    }
    for (const DcmTagKey &tag : { DCM_FrameOfReferenceUID, DCM_PositionReferenceIndicator, DCM_ImagePositionPatient,
             DCM_ImageOrientationPatient, DCM_SliceLocation, DCM_DimensionOrganizationSequence,
             DCM_DimensionIndexSequence, DCM_TemporalPositionIdentifier })
        dataset.findAndDeleteElement(tag);
    putCaptureAttributes(dataset, radiograph);
    return putDisplay(dataset, radiograph);
}

} // namespace cf
