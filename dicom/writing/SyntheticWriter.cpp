#include "dicom/SyntheticWriter.h"

#include "core/base/files/OutputPlan.h"
#include "dicom/ImageImport.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Deidentification.h"
#include "dicom/writing/Identifiers.h"
#include "dicom/writing/NewObject.h"
#include "dicom/writing/PixelModule.h"
#include "dicom/writing/SyntheticAttributes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace cf {
namespace {

/// The source is never replaced, whatever the policy says.
Result<> checkOutput(
    const std::filesystem::path &source, const std::filesystem::path &output, const WritePolicy &policy)
{
    if (!source.empty() && isSameFile(source, output))
        return fail(ErrorCode::InvalidInput, "A synthetic image is never saved over its source. Choose another name.");
    if (isStream(output))
        return fail(ErrorCode::InvalidInput, "The name given is that of a device or pipe. Choose another name.");
    return checkWritable(output, policy);
}

Result<> checkRadiograph(const Radiograph &radiograph, const SyntheticRecord &record)
{
    const StoredImage &stored = radiograph.stored;
    constexpr int largestSide = 65535; // Rows and Columns are 16-bit numbers.
    if (stored.empty() || stored.width > largestSide || stored.height > largestSide
        || stored.pixels.size() != static_cast<std::size_t>(stored.width) * static_cast<std::size_t>(stored.height))
        return fail(ErrorCode::InvalidInput, "The image is empty or too large to be saved as DICOM.");
    if (radiograph.bitsStored < 1 || radiograph.bitsStored > 16)
        return fail(ErrorCode::InvalidInput, "Only images of 1 to 16 bits can be saved as DICOM.");
    const auto outside = [&](std::int32_t value) {
        return value < radiograph.minimumStored() || value > radiograph.maximumStored();
    };
    if (std::any_of(stored.pixels.begin(), stored.pixels.end(), outside))
        return fail(ErrorCode::InvalidInput, "The image has values that its stored bits cannot hold.");
    if (!record.mark && record.reasonForNoMark.empty())
        return fail(
            ErrorCode::InvalidInput, "Leaving out the SYNTHETIC mark needs a reason, which is kept in the file.");
    return {};
}

void removePrivate(DcmItem &item)
{
    for (long i = static_cast<long>(item.card()) - 1; i >= 0; --i) {
        DcmElement *element = item.getElement(static_cast<unsigned long>(i));
        if (element->getTag().isPrivate()) {
            delete item.remove(static_cast<unsigned long>(i));
            continue;
        }
        auto *sequence = dynamic_cast<DcmSequenceOfItems *>(element);
        for (unsigned long j = 0; sequence && j < sequence->card(); ++j)
            if (DcmItem *nested = sequence->getItem(j))
                removePrivate(*nested);
    }
}

bool isNumberText(const DcmElement &element)
{
    return element.getVR() == EVR_DS || element.getVR() == EVR_IS;
}

/// Decimal commas, which other programs do not read, become points.
void mendNumber(DcmElement &element)
{
    OFString text;
    if (element.getOFStringArray(text).bad())
        return;
    const std::string mended = withoutDecimalCommas({ text.c_str(), text.size() });
    if (!mended.empty())
        element.putString(mended.c_str());
}

/// What no data set may hold (PS3.10 section 7.1, PS3.7 annex E): meta header and command elements, group lengths.
bool isForeign(const DcmTagKey &tag)
{
    return tag.getGroup() < 0x0008 || (tag.getElement() == 0x0000 && tag.getGroup() != 0xFFFE);
}

/// Mends what was read although it is not as it should be, so that what we write is.
void mendElements(DcmItem &item)
{
    for (long i = static_cast<long>(item.card()) - 1; i >= 0; --i) {
        DcmElement *element = item.getElement(static_cast<unsigned long>(i));
        if (isForeign(element->getTag())) {
            delete item.remove(static_cast<unsigned long>(i));
            continue;
        }
        if (isNumberText(*element))
            mendNumber(*element);
        auto *sequence = dynamic_cast<DcmSequenceOfItems *>(element);
        for (unsigned long j = 0; sequence && j < sequence->card(); ++j)
            if (DcmItem *nested = sequence->getItem(j))
                mendElements(*nested);
    }
}

/// How the film lies and which of its values are light, where the user said so or the source contradicts itself.
void putReading(DcmDataset &dataset, const Radiograph &radiograph)
{
    const auto stated = parsePatientAxes(textOf(dataset, DCM_PatientOrientation)).value_or(StatedAxes{});
    if (radiograph.axes.known() && !radiograph.axesAreSeen && stated.axes != radiograph.axes)
        putText(dataset, DCM_PatientOrientation, textOf(radiograph.axes));
    const bool isInverted = radiograph.photometric == Photometric::Monochrome1;
    if (dataset.tagExists(DCM_PresentationLUTShape))
        putText(dataset, DCM_PresentationLUTShape, isInverted ? "INVERSE" : "IDENTITY");
}

/// What was true of the source's pixels or bytes and no more of ours.
void removeOutdated(DcmDataset &dataset)
{
    removePrivate(dataset);
    for (const DcmTagKey &tag : { DCM_IconImageSequence, DCM_DigitalSignaturesSequence, DCM_MACParametersSequence,
             DCM_DataSetTrailingPadding, DCM_SharedFunctionalGroupsSequence, DCM_PerFrameFunctionalGroupsSequence,
             DCM_InstanceCreatorUID, DCM_ExtendedOffsetTable, DCM_ExtendedOffsetTableLengths })
        dataset.findAndDeleteElement(tag);
}

/// Kinds of objects whose required attributes stay true of one edited grey frame; others become Secondary Captures.
bool keepsSopClass(const InstanceAttributes &source)
{
    const bool single = source.frames == 1;
    const bool grey =
        source.photometricInterpretation == "MONOCHROME1" || source.photometricInterpretation == "MONOCHROME2";
    const std::string &uid = source.sopClassUid;
    return single && grey
        && (uid == UID_ComputedRadiographyImageStorage || uid == UID_DigitalXRayImageStorageForPresentation
            || uid == UID_DigitalXRayImageStorageForProcessing || uid == UID_SecondaryCaptureImageStorage);
}

bool isLossy(const std::string &transferSyntaxUid)
{
    const E_TransferSyntax syntax = DcmXfer(transferSyntaxUid.c_str()).getXfer();
    return syntax == EXS_JPEGProcess1 || syntax == EXS_JPEGProcess2_4 || syntax == EXS_JPEGLSLossy
        || syntax == EXS_JPEG2000;
}

/// A series number apart from those of the study's own series.
std::string syntheticSeriesNumber(const std::string &source)
{
    constexpr int first = 9000;
    const int number = std::atoi(source.c_str());
    return std::to_string(number > 0 && number < 100'000 ? first + number : first);
}

/// Turns the source's data set into the frame of the new object: its patient and study, without its pixels.
Result<SourceReference> adoptSource(const DicomFile &file, const Radiograph &counterfactual, int frame)
{
    DcmDataset &dataset = file.dataset();
    const InstanceAttributes attributes = readAttributes(file);
    if (attributes.rows != counterfactual.stored.height || attributes.columns != counterfactual.stored.width)
        return fail(ErrorCode::InvalidInput,
            "The edited image has another size than its source, whose geometry it would claim. Nothing was saved.");
    if (frame < 0 || frame >= attributes.frames)
        return fail(
            ErrorCode::InvalidInput, "The source has no frame " + std::to_string(frame + 1) + ". Nothing was saved.");
    SourceReference reference{ attributes.sopClassUid, attributes.sopInstanceUid, frame, attributes.frames };
    dataset.findAndDeleteElement(DCM_PixelData);
    removeOutdated(dataset);
    mendElements(dataset);
    if (!keepsSopClass(attributes))
        CF_TRY(becomeSecondaryCapture(dataset, counterfactual));
    if (isLossy(attributes.transferSyntaxUid))
        putText(dataset, DCM_LossyImageCompression, "01"); // Once lossy, always said to be (PS3.3 C.7.6.1.1.5).
    if (attributes.studyInstanceUid.empty())
        putText(dataset, DCM_StudyInstanceUID, newUid({}, {}));
    for (const DcmTagKey &tag :
        { DCM_PatientName, DCM_PatientID, DCM_PatientBirthDate, DCM_PatientSex, DCM_StudyDate, DCM_StudyTime,
            DCM_ReferringPhysicianName, DCM_StudyID, DCM_AccessionNumber, DCM_Manufacturer, DCM_PatientOrientation })
        putEmptyIfAbsent(dataset, tag);
    putReading(dataset, counterfactual);
    putText(dataset, DCM_SeriesNumber, syntheticSeriesNumber(attributes.seriesNumber));
    putText(dataset, DCM_InstanceNumber, "1");
    return reference;
}

/// A picture has no patient; the object says so and can be told apart from a clinical one.
PatientDescription patientOfPicture()
{
    PatientDescription patient;
    patient.name = "IMPORTED^PICTURE";
    patient.id = "IMPORTED";
    patient.studyDescription = "Imported picture";
    return patient;
}

/// A study made for this object begins when the object does.
void putStudyTime(DcmDataset &dataset, const SyntheticRecord &record)
{
    const TimeStamp stamp = timeStamp(record.contentDateTime);
    putText(dataset, DCM_StudyDate, stamp.date);
    putText(dataset, DCM_StudyTime, stamp.time);
}

/// Marks, identifies, fills with pixels and saves a data set that already has patient and study.
Result<WrittenObject> finish(DcmFileFormat &format, Radiograph radiograph, const SyntheticRecord &record,
    const SourceReference &source, const std::string &seriesUid, const std::filesystem::path &output,
    const WritePolicy &policy)
{
    DcmDataset &dataset = *format.getDataset();
    WrittenObject written;
    if (record.mark) {
        CF_ASSIGN(written.mark, placeMark(radiograph));
        drawMark(radiograph, *written.mark);
    }
    written.path = output;
    written.sopInstanceUid = newUid(record.identifierSeed, "instance");
    written.seriesInstanceUid = seriesUid.empty() ? newUid(record.identifierSeed, "series") : seriesUid;
    if (record.deidentified)
        CF_TRY(takeIdentityOut(dataset, record.identifierSeed));
    putText(dataset, DCM_SOPInstanceUID, written.sopInstanceUid);
    putText(dataset, DCM_SeriesInstanceUID, written.seriesInstanceUid);
    prepareCharacterSet(dataset, record);
    CF_TRY(putSyntheticAttributes(dataset, record, record.deidentified ? SourceReference{} : source, written.mark));
    CF_TRY(putPixels(dataset, radiograph));
    if (record.deidentified)
        CF_TRY(markDeidentified(dataset, record.program + " " + record.programVersion));
    written.sopClassUid = textOf(dataset, DCM_SOPClassUID);
    written.studyInstanceUid = textOf(dataset, DCM_StudyInstanceUID);
    CF_TRY(saveWhole(format, output, policy));
    return written;
}

Result<WrittenObject> writeOverPicture(const Radiograph &counterfactual, const SyntheticRecord &record,
    const std::filesystem::path &output, const WritePolicy &policy)
{
    DcmFileFormat format;
    PatientDescription patient = patientOfPicture();
    if (!record.identifierSeed.empty())
        patient.studyInstanceUid = newUid(record.identifierSeed, "study");
    CF_TRY(putSecondaryCapture(*format.getDataset(), counterfactual, patient));
    putStudyTime(*format.getDataset(), record);
    return finish(format, counterfactual, record, {}, {}, output, policy);
}

} // namespace

Result<WrittenObject> writeSynthetic(const Radiograph &counterfactual, const SyntheticRecord &record,
    const std::filesystem::path &source, const std::filesystem::path &output, int frame, const WritePolicy &policy)
{
    prepareDcmtk();
    return guarded([&]() -> Result<WrittenObject> {
        CF_TRY(checkOutput(source, output, policy));
        CF_TRY(checkRadiograph(counterfactual, record));
        if (!looksLikeDicom(source)) {
            CF_TRY(readPicture(source));
            return writeOverPicture(counterfactual, record, output, policy);
        }
        CF_ASSIGN(const DicomFile file, DicomFile::open(source));
        CF_ASSIGN(const SourceReference reference, adoptSource(file, counterfactual, frame));
        return finish(file.format(), counterfactual, record, reference, {}, output, policy);
    });
}

Result<WrittenObject> writeRadiograph(const Radiograph &radiograph, const PatientDescription &patient,
    const SyntheticRecord &record, const std::filesystem::path &output, const WritePolicy &policy)
{
    prepareDcmtk();
    return guarded([&]() -> Result<WrittenObject> {
        CF_TRY(checkOutput({}, output, policy));
        CF_TRY(checkRadiograph(radiograph, record));
        DcmFileFormat format;
        PatientDescription described = patient;
        if (described.studyInstanceUid.empty())
            described.studyInstanceUid = newUid(record.identifierSeed, "study");
        // A Digital X-Ray image must state its spacing at the detector.
        const bool spaced = radiograph.rowSpacing > 0.0 && radiograph.columnSpacing > 0.0;
        CF_TRY(spaced ? putDigitalXRay(*format.getDataset(), radiograph, described)
                      : putSecondaryCapture(*format.getDataset(), radiograph, described));
        putStudyTime(*format.getDataset(), record);
        return finish(format, radiograph, record, {}, described.seriesInstanceUid, output, policy);
    });
}

bool isOurObject(const std::filesystem::path &path)
{
    const auto ours = guarded([&]() -> Result<bool> {
        if (!looksLikeDicom(path))
            return false;
        CF_ASSIGN(const DicomFile file, DicomFile::open(path, DicomFile::Extent::Header));
        OFString creator;
        file.dataset().findAndGetOFString(DcmTagKey(privateGroup, 0x0010), creator);
        return creator == privateCreator && readAttributes(file).synthetic;
    });
    return ours && *ours;
}

Result<std::string> readProvenance(const std::filesystem::path &path)
{
    return guarded([&]() -> Result<std::string> {
        CF_ASSIGN(const DicomFile file, DicomFile::open(path, DicomFile::Extent::Header));
        OFString creator;
        OFString json;
        file.dataset().findAndGetOFString(DcmTagKey(privateGroup, 0x0010), creator);
        if (creator == privateCreator)
            file.dataset().findAndGetOFStringArray(DcmTagKey(privateGroup, provenanceElement), json);
        return std::string(json.c_str(), json.size());
    });
}

} // namespace cf
