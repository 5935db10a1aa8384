#include "dicom/writing/Deidentification.h"

#include "core/base/files/Sha256.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Identifiers.h"
#include "dicom/writing/SyntheticAttributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>

namespace cf {
namespace {

/// What an image needs to be one, and to be shown and measured as it was: no text that a person wrote.
const std::array keptTags{ DCM_SpecificCharacterSet, DCM_ImageType, DCM_SOPClassUID, DCM_Modality, DCM_ConversionType,
    DCM_PresentationIntentType, DCM_AnatomicRegionSequence, DCM_BodyPartExamined, DCM_KVP, DCM_ExposureTime,
    DCM_XRayTubeCurrent, DCM_Exposure, DCM_Grid, DCM_FocalSpots, DCM_ImagerPixelSpacing, DCM_DistanceSourceToDetector,
    DCM_DistanceSourceToPatient, DCM_EstimatedRadiographicMagnificationFactor, DCM_ViewPosition, DCM_DetectorType,
    DCM_FieldOfViewShape, DCM_FieldOfViewDimensions, DCM_FieldOfViewOrigin, DCM_FieldOfViewRotation,
    DCM_FieldOfViewHorizontalFlip, DCM_PositionerType, DCM_StudyInstanceUID, DCM_PatientOrientation, DCM_Laterality,
    DCM_ImageLaterality, DCM_SeriesNumber, DCM_InstanceNumber, DCM_ViewCodeSequence, DCM_PresentationLUTShape,
    DCM_PixelIntensityRelationship, DCM_PixelIntensityRelationshipSign, DCM_BurnedInAnnotation, DCM_PixelSpacing,
    DCM_PixelAspectRatio, DCM_SamplesPerPixel, DCM_PhotometricInterpretation, DCM_Rows, DCM_Columns, DCM_BitsAllocated,
    DCM_BitsStored, DCM_HighBit, DCM_PixelRepresentation, DCM_SmallestImagePixelValue, DCM_LargestImagePixelValue,
    DCM_PixelPaddingValue, DCM_PixelPaddingRangeLimit, DCM_WindowCenter, DCM_WindowWidth, DCM_VOILUTFunction,
    DCM_RescaleIntercept, DCM_RescaleSlope, DCM_RescaleType, DCM_LossyImageCompression, DCM_LossyImageCompressionRatio,
    DCM_LossyImageCompressionMethod, DCM_ModalityLUTSequence, DCM_VOILUTSequence };

/// Of what stands in the sequences that are kept: codes and tables.
const std::array keptInItems{ DCM_CodeValue, DCM_CodingSchemeDesignator, DCM_CodingSchemeVersion, DCM_CodeMeaning,
    DCM_LUTDescriptor, DCM_ModalityLUTType, DCM_LUTData, DCM_ViewModifierCodeSequence,
    DCM_AnatomicRegionModifierSequence };

template <typename Tags> void keepOnly(DcmItem &item, const Tags &kept)
{
    for (long i = static_cast<long>(item.card()) - 1; i >= 0; --i) {
        DcmElement *element = item.getElement(static_cast<unsigned long>(i));
        if (std::find(kept.begin(), kept.end(), element->getTag()) == kept.end()) {
            delete item.remove(static_cast<unsigned long>(i));
            continue;
        }
        auto *sequence = dynamic_cast<DcmSequenceOfItems *>(element);
        for (unsigned long j = 0; sequence && j < sequence->card(); ++j)
            if (DcmItem *nested = sequence->getItem(j))
                keepOnly(*nested, keptInItems);
    }
}

/// Whoever knows an old UID or number cannot try whether it is behind a new one: only this run of the program can.
const std::string &secretOfThisRun()
{
    static const std::string secret = newUid({}, {}) + newUid({}, {});
    return secret;
}

} // namespace

Result<> takeIdentityOut(DcmDataset &dataset, const std::string &seed)
{
    const std::string &secret = seed.empty() ? secretOfThisRun() : seed;
    const std::string study = textOf(dataset, DCM_StudyInstanceUID);
    const std::string patient = textOf(dataset, DCM_PatientID) + '\n' + textOf(dataset, DCM_PatientName);
    Sha256 hash;
    for (const std::string &part : { secret, patient })
        hash.add(part.data(), part.size());
    constexpr std::size_t digits = 12;
    const std::string standIn = hash.finish().substr(0, digits);
    keepOnly(dataset, keptTags);
    putText(dataset, DCM_StudyInstanceUID, newUid(secret, study));
    putText(dataset, DCM_PatientName, "DEIDENTIFIED^" + standIn);
    putText(dataset, DCM_PatientID, standIn);
    for (const DcmTagKey &tag : { DCM_PatientBirthDate, DCM_PatientSex, DCM_StudyDate, DCM_StudyTime,
             DCM_ReferringPhysicianName, DCM_StudyID, DCM_AccessionNumber, DCM_Manufacturer, DCM_PatientOrientation })
        putEmptyIfAbsent(dataset, tag);
    return {};
}

Result<> markDeidentified(DcmDataset &dataset, const std::string &program)
{
    for (const DcmTagKey &tag : { DCM_InstanceCreationDate, DCM_InstanceCreationTime })
        dataset.findAndDeleteElement(tag);
    for (const DcmTagKey &tag : { DCM_ContentDate, DCM_ContentTime, DCM_StudyDate, DCM_StudyTime })
        putText(dataset, tag, "");
    dataset.findAndDeleteElement(DCM_ContributionDateTime, OFTrue, OFTrue); // Also where it stands in items.
    putText(dataset, DCM_PatientIdentityRemoved, "YES");
    constexpr std::size_t longString = 64;
    putText(dataset, DCM_DeidentificationMethod,
        fitted("PS3.15 Basic Profile, kept by list; " + program, longString, true));
    dataset.findAndDeleteElement(DCM_DeidentificationMethodCodeSequence);
    CF_TRY(appendCode(
        dataset, DCM_DeidentificationMethodCodeSequence, "113100", "DCM", "Basic Application Confidentiality Profile"));
    CF_TRY(appendCode(dataset, DCM_DeidentificationMethodCodeSequence, "113111", "DCM", "Retain Safe Private Option"));
    // Our own block says how the image was made, and nothing of the patient (PS3.3 C.12.1).
    CF_ASSIGN(DcmItem * own, appendItem(dataset, DCM_PrivateDataElementCharacteristicsSequence));
    own->putAndInsertUint16(DCM_PrivateGroupReference, privateGroup);
    putText(*own, DCM_PrivateCreatorReference, privateCreator);
    putText(*own, DCM_BlockIdentifyingInformationStatus, "SAFE");
    putText(dataset, DCM_LongitudinalTemporalInformationModified, "REMOVED");
    return {};
}

} // namespace cf
