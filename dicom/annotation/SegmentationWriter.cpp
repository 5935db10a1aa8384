#include "core/annotation/exchange/Concepts.h"
#include "core/annotation/exchange/MarkWords.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/annotation/AnnotationOutput.h"
#include "dicom/annotation/FilmFacts.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Identifiers.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::Mark;
using annotation::MarkShape;

constexpr std::size_t longString = 64; // Characters of LO, PS3.5 section 6.2.
constexpr std::size_t shortText = 1024;

/// Category of what a segment shows, of CID 7150.
annotation::Concept categoryOf(const Mark &mark)
{
    if (mark.finding && isDevice(*mark.finding))
        return { "260787004", "SCT", "Physical object" };
    if (mark.type == annotation::MarkType::Finding)
        return { "49755003", "SCT", "Morphologically Abnormal Structure" };
    if (mark.type == annotation::MarkType::Structure)
        return { "123037004", "SCT", "Anatomical Structure" };
    return { "309825002", "SCT", "Spatial and Relational Concept" };
}

Result<> appendConcept(DcmItem &item, const DcmTagKey &sequence, const annotation::Concept &code)
{
    return appendCode(item, sequence, code.value.c_str(), code.scheme.c_str(), code.meaning.c_str());
}

Result<> putSegment(DcmDataset &dataset, const Annotation &annotation, const Mark &mark, int number)
{
    CF_ASSIGN(DcmItem * segment, appendItem(dataset, DCM_SegmentSequence));
    putWord(*segment, DCM_SegmentNumber, number);
    const std::string label = mark.label.empty() ? conceptOf(mark).meaning : mark.label;
    putText(*segment, DCM_SegmentLabel, fitted(label, longString, true));
    if (!mark.label.empty())
        putText(*segment, DCM_SegmentDescription, fitted(mark.label, shortText, false));
    const bool isProposed = mark.origin == annotation::MarkOrigin::Proposed;
    putText(*segment, DCM_SegmentAlgorithmType,
        !isProposed          ? "MANUAL"
            : mark.confirmed ? "SEMIAUTOMATIC"
                             : "AUTOMATIC");
    if (isProposed)
        putText(*segment, DCM_SegmentAlgorithmName, "Contrafact: region of the edit");
    CF_TRY(appendConcept(*segment, DCM_SegmentedPropertyCategoryCodeSequence, categoryOf(mark)));
    CF_TRY(appendConcept(*segment, DCM_SegmentedPropertyTypeCodeSequence, conceptOf(mark)));
    putText(*segment, DCM_TrackingID, trackingWordsOf(mark));
    putText(
        *segment, DCM_TrackingUID, trackingUid(annotation, std::string("mark ").append(std::to_string(mark.number))));
    return {};
}

/// One dimension: the segment.
Result<> putDimensions(DcmDataset &dataset, const Annotation &annotation)
{
    const std::string organization = objectUid(annotation, "dimensions");
    CF_ASSIGN(DcmItem * item, appendItem(dataset, DCM_DimensionOrganizationSequence));
    putText(*item, DCM_DimensionOrganizationUID, organization);
    CF_ASSIGN(DcmItem * index, appendItem(dataset, DCM_DimensionIndexSequence));
    putText(*index, DCM_DimensionOrganizationUID, organization);
    index->putAndInsertTagKey(DCM_DimensionIndexPointer, DCM_ReferencedSegmentNumber);
    index->putAndInsertTagKey(DCM_FunctionalGroupPointer, DCM_SegmentIdentificationSequence);
    putText(*index, DCM_DimensionDescriptionLabel, "Segment Number");
    return {};
}

Result<> putSharedGroups(DcmDataset &dataset, const FilmPair &films, const Annotation &annotation)
{
    CF_ASSIGN(DcmItem * shared, appendItem(dataset, DCM_SharedFunctionalGroupsSequence));
    if (annotation.subject.rowSpacing > 0.0 && annotation.subject.columnSpacing > 0.0) {
        CF_ASSIGN(DcmItem * measures, appendItem(*shared, DCM_PixelMeasuresSequence));
        putText(*measures, DCM_PixelSpacing,
            decimalString(annotation.subject.rowSpacing) + "\\" + decimalString(annotation.subject.columnSpacing));
    }
    CF_ASSIGN(DcmItem * derivation, appendItem(*shared, DCM_DerivationImageSequence));
    CF_TRY(appendCode(*derivation, DCM_DerivationCodeSequence, "113076", "DCM", "Segmentation"));
    CF_ASSIGN(DcmItem * source, appendItem(*derivation, DCM_SourceImageSequence));
    putText(*source, DCM_ReferencedSOPClassUID, films.image.name.sopClassUid);
    putText(*source, DCM_ReferencedSOPInstanceUID, films.image.name.sopInstanceUid);
    putText(*source, DCM_SpatialLocationsPreserved, "YES");
    return appendCode(
        *source, DCM_PurposeOfReferenceCodeSequence, "121322", "DCM", "Source image for image processing operation");
}

Result<> putFrameGroups(DcmDataset &dataset, int segment)
{
    CF_ASSIGN(DcmItem * frame, appendItem(dataset, DCM_PerFrameFunctionalGroupsSequence));
    CF_ASSIGN(DcmItem * content, appendItem(*frame, DCM_FrameContentSequence));
    content->putAndInsertUint32(DCM_DimensionIndexValues, static_cast<Uint32>(segment));
    CF_ASSIGN(DcmItem * identification, appendItem(*frame, DCM_SegmentIdentificationSequence));
    putWord(*identification, DCM_ReferencedSegmentNumber, segment);
    return {};
}

/// Frames of one bit a pixel without gaps, the first pixel in the lowest bit (PS3.5 section 8.1.1).
Result<> putMasks(DcmDataset &dataset, const std::vector<const Mark *> &masks, const annotation::Subject &subject)
{
    const std::size_t pixels = static_cast<std::size_t>(subject.width) * static_cast<std::size_t>(subject.height);
    std::vector<Uint8> bytes((pixels * masks.size() + 7) / 8);
    if (bytes.size() % 2 == 1)
        bytes.push_back(0);
    for (std::size_t frame = 0; frame < masks.size(); ++frame) {
        CF_ASSIGN(const Image<std::uint8_t> mask, annotation::decodeRuns(masks[frame]->mask));
        for (std::size_t i = 0; i < pixels; ++i)
            if (mask.pixels[i] != 0) {
                const std::size_t bit = frame * pixels + i;
                bytes[bit / 8] = static_cast<Uint8>(bytes[bit / 8] | 1U << (bit % 8));
            }
    }
    if (dataset.putAndInsertUint8Array(DCM_PixelData, bytes.data(), bytes.size()).bad())
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for these masks. Close other images.");
    return {};
}

void putImage(DcmDataset &dataset, const Annotation &annotation, std::size_t frames)
{
    putText(dataset, DCM_ImageType, "DERIVED\\PRIMARY");
    dataset.insertEmptyElement(DCM_PatientOrientation); // Type 2C; the film that is referred to says it.
    putText(dataset, DCM_ContentLabel, "ANNOTATION");
    putText(dataset, DCM_ContentDescription, "Masks of an annotation");
    putText(dataset, DCM_ContentCreatorName, annotation.annotator);
    putWord(dataset, DCM_SamplesPerPixel, 1);
    putText(dataset, DCM_PhotometricInterpretation, "MONOCHROME2");
    putText(dataset, DCM_NumberOfFrames, std::to_string(frames));
    putWord(dataset, DCM_Rows, annotation.subject.height);
    putWord(dataset, DCM_Columns, annotation.subject.width);
    putWord(dataset, DCM_BitsAllocated, 1);
    putWord(dataset, DCM_BitsStored, 1);
    putWord(dataset, DCM_HighBit, 0);
    putWord(dataset, DCM_PixelRepresentation, 0);
    putText(dataset, DCM_LossyImageCompression, "00");
    putText(dataset, DCM_SegmentationType, "BINARY");
}

Result<WrittenAnnotation> write(
    const Annotation &bound, const FilmPair &films, const std::filesystem::path &output, const WritePolicy &policy)
{
    std::vector<const Mark *> masks;
    for (const Mark &mark : bound.marks)
        if (mark.shape == MarkShape::Mask)
            masks.push_back(&mark);
    if (masks.empty())
        return fail(ErrorCode::InvalidInput,
            "The annotation has no mask, and a segmentation holds nothing else. Choose sr or gsps.");
    DcmFileFormat format;
    DcmDataset &dataset = *format.getDataset();
    putText(dataset, DCM_SOPClassUID, UID_SegmentationStorage);
    putText(dataset, DCM_Modality, "SEG");
    putObjectAbout(dataset, films, bound, segmentationPurpose);
    putImage(dataset, bound, masks.size());
    CF_TRY(putReferencedSeries(dataset, films));
    CF_TRY(putDimensions(dataset, bound));
    CF_TRY(putSharedGroups(dataset, films, bound));
    for (std::size_t i = 0; i < masks.size(); ++i) {
        const int number = static_cast<int>(i) + 1;
        CF_TRY(putSegment(dataset, bound, *masks[i], number));
        CF_TRY(putFrameGroups(dataset, number));
    }
    CF_TRY(putMasks(dataset, masks, bound.subject));
    CF_TRY(saveWhole(format, output, policy));
    WrittenAnnotation written{ output, objectUid(bound, segmentationPurpose), {} };
    if (const std::size_t others = bound.marks.size() - masks.size(); others > 0)
        written.leftOut.push_back(
            std::to_string(others).append(" marks that are no masks: they go into sr, gsps, coco and csv"));
    written.leftOut.emplace_back("answers: they go into sr, coco and csv");
    return written;
}

} // namespace

Result<WrittenAnnotation> writeAnnotationSegmentation(const Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy)
{
    return writeBound(annotation, films, output, policy, write);
}

} // namespace cf
