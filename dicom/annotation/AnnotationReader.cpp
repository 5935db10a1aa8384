#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/exchange/MarkWords.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/annotation/AnnotationReport.h"
#include "dicom/annotation/MarkLayers.h"
#include "dicom/annotation/UprightBox.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/masks/SegmentationReader.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmsr/dsrdoc.h>

#include <algorithm>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::Concept;
using annotation::Mark;
using annotation::MarkShape;
using annotation::ObjectName;

DcmItem *itemAt(DcmItem &owner, const DcmTagKey &sequence, long index)
{
    DcmItem *item = nullptr;
    return owner.findAndGetSequenceItem(sequence, item, index).good() ? item : nullptr;
}

Concept codeBelow(DcmItem &owner, const DcmTagKey &sequence)
{
    DcmItem *code = itemAt(owner, sequence, 0);
    if (!code)
        return {};
    return { textOf(*code, DCM_CodeValue), textOf(*code, DCM_CodingSchemeDesignator), textOf(*code, DCM_CodeMeaning) };
}

/// The images that an object refers to by series, the annotated one first, as we write them.
void readReferences(DcmDataset &dataset, const DcmTagKey &instances, annotation::Subject &subject)
{
    for (long i = 0; DcmItem *series = itemAt(dataset, DCM_ReferencedSeriesSequence, i); ++i)
        for (long j = 0; DcmItem *instance = itemAt(*series, instances, j); ++j) {
            const ObjectName name{ textOf(*instance, DCM_ReferencedSOPClassUID),
                textOf(*instance, DCM_ReferencedSOPInstanceUID), textOf(*series, DCM_SeriesInstanceUID),
                textOf(dataset, DCM_StudyInstanceUID) };
            if (subject.image.empty())
                subject.image = name;
            else if (subject.source.empty())
                subject.source = name;
        }
}

void takeMeaning(const Concept &meaning, Mark &mark)
{
    const auto known = markMeaningOf(meaning);
    mark.type = known ? known->type : annotation::MarkType::Other;
    mark.finding = known ? known->finding : std::nullopt;
}

Result<AnnotationPart> readSegments(const DicomFile &file)
{
    DcmDataset &dataset = file.dataset();
    AnnotationPart part;
    part.kind = AnnotationPart::Kind::Segmentation;
    Annotation &annotation = part.annotation;
    annotation.annotator = textOf(dataset, DCM_ContentCreatorName);
    annotation.subject.width = wordOf(dataset, DCM_Columns).value_or(0);
    annotation.subject.height = wordOf(dataset, DCM_Rows).value_or(0);
    readReferences(dataset, DCM_ReferencedInstanceSequence, annotation.subject);
    for (long i = 0; DcmItem *segment = itemAt(dataset, DCM_SegmentSequence, i); ++i) {
        const int number = wordOf(*segment, DCM_SegmentNumber).value_or(static_cast<int>(i) + 1);
        Mark mark;
        mark.number = annotation.nextMarkNumber();
        const bool isOurs = readTrackingWords(textOf(*segment, DCM_TrackingID), mark);
        mark.shape = MarkShape::Mask;
        takeMeaning(codeBelow(*segment, DCM_SegmentedPropertyTypeCodeSequence), mark);
        mark.label = textOf(*segment, isOurs ? DCM_SegmentDescription : DCM_SegmentLabel);
        MaskChoice choice;
        choice.part = MaskChoice::Part::Label;
        choice.label = number;
        CF_ASSIGN(const LoadedMask loaded, readSegmentation(file, {}, choice));
        Image<std::uint8_t> mask(loaded.mask.width, loaded.mask.height);
        std::ranges::transform(loaded.mask.pixels, mask.pixels.begin(),
            [](float share) { return static_cast<std::uint8_t>(share >= 0.5F ? 1 : 0); });
        mark.mask = annotation::encodeRuns(mask);
        annotation::makeCanonical(mark);
        annotation.marks.push_back(std::move(mark));
    }
    return part;
}

/// One graphic of an item of the Graphic Annotation Sequence; nothing for circles and curves.
std::optional<Mark> markOf(DcmItem &item, DcmItem &graphic, int freeNumber)
{
    Mark mark;
    mark.number = freeNumber;
    const std::string type = textOf(graphic, DCM_GraphicType);
    const bool isOurs = readTrackingWords(textOf(graphic, DCM_TrackingID), mark);
    if ((type != "POINT" && type != "POLYLINE") || textOf(graphic, DCM_GraphicAnnotationUnits) != "PIXEL")
        return std::nullopt;
    const Float32 *numbers = nullptr;
    unsigned long count = 0;
    if (graphic.findAndGetFloat32Array(DCM_GraphicData, numbers, &count).bad() || !numbers)
        return std::nullopt;
    for (unsigned long i = 0; i + 1 < count; i += 2)
        mark.points.push_back({ numbers[i], numbers[i + 1] });
    const bool isBox = isUprightBox(mark.points);
    if (!isOurs)
        mark.shape = type == "POINT" ? MarkShape::Point : isBox ? MarkShape::Box : MarkShape::Polygon;
    if (mark.shape == MarkShape::Box && isBox)
        mark.points = { mark.points[0], mark.points[2] };
    else if (mark.points.size() > 1 && mark.points.front() == mark.points.back())
        mark.points.pop_back();
    mark.type = annotation::MarkType::Other;
    readLayer(textOf(item, DCM_GraphicLayer), mark);
    if (DcmItem *text = itemAt(item, DCM_TextObjectSequence, 0))
        mark.label = labelOf(textOf(*text, DCM_UnformattedTextValue), mark);
    annotation::makeCanonical(mark);
    return mark;
}

Result<AnnotationPart> readGraphics(const DicomFile &file)
{
    DcmDataset &dataset = file.dataset();
    AnnotationPart part;
    part.kind = AnnotationPart::Kind::PresentationState;
    Annotation &annotation = part.annotation;
    annotation.annotator = textOf(dataset, DCM_ContentCreatorName);
    if (DcmItem *area = itemAt(dataset, DCM_DisplayedAreaSelectionSequence, 0)) {
        Sint32 width = 0;
        Sint32 height = 0;
        area->findAndGetSint32(DCM_DisplayedAreaBottomRightHandCorner, width, 0);
        area->findAndGetSint32(DCM_DisplayedAreaBottomRightHandCorner, height, 1);
        annotation.subject.width = width;
        annotation.subject.height = height;
    }
    readReferences(dataset, DCM_ReferencedImageSequence, annotation.subject);
    for (long i = 0; DcmItem *item = itemAt(dataset, DCM_GraphicAnnotationSequence, i); ++i)
        for (long j = 0; DcmItem *graphic = itemAt(*item, DCM_GraphicObjectSequence, j); ++j)
            if (auto mark = markOf(*item, *graphic, annotation.nextMarkNumber()))
                annotation.marks.push_back(*std::move(mark));
    return part;
}

/// Series and study of the images, which a report's tree does not hold, from its evidence.
void completeName(DSRSOPInstanceReferenceList &evidence, ObjectName &name)
{
    if (name.empty() || evidence.gotoItem(name.sopClassUid.c_str(), name.sopInstanceUid.c_str()).bad())
        return;
    OFString uid;
    name.seriesInstanceUid = evidence.getSeriesInstanceUID(uid).c_str();
    name.studyInstanceUid = evidence.getStudyInstanceUID(uid).c_str();
}

Result<AnnotationPart> readReport(const DicomFile &file)
{
    DSRDocument document;
    if (const OFCondition read = document.read(file.dataset()); read.bad())
        return tl::make_unexpected(dicomError(ErrorCode::InvalidInput, "The report cannot be understood", read));
    CF_ASSIGN(const ReportItem root, fromDocumentTree(document.getTree(), characterSetsOf(file.dataset())));
    CF_ASSIGN(AnnotationPart part, partOf(root));
    auto &evidence = document.getCurrentRequestedProcedureEvidence();
    completeName(evidence, part.annotation.subject.image);
    completeName(evidence, part.annotation.subject.source);
    return part;
}

bool isReport(const std::string &sopClass)
{
    return sopClass == UID_ComprehensiveSRStorage || sopClass == UID_EnhancedSRStorage
        || sopClass == UID_Comprehensive3DSRStorage || sopClass == UID_ExtensibleSRStorage;
}

} // namespace

Result<AnnotationPart> readAnnotationPart(const std::filesystem::path &path)
{
    prepareDcmtk();
    return guarded([&]() -> Result<AnnotationPart> {
        CF_ASSIGN(const DicomFile file, DicomFile::open(path));
        const std::string sopClass = textOf(file.dataset(), DCM_SOPClassUID);
        Result<AnnotationPart> part = fail(ErrorCode::Unsupported,
            path.filename().string()
                + " is neither a segmentation nor a measurement report nor a presentation state of DICOM.");
        if (sopClass == UID_SegmentationStorage)
            part = readSegments(file);
        else if (sopClass == UID_GrayscaleSoftcopyPresentationStateStorage)
            part = readGraphics(file);
        else if (isReport(sopClass))
            part = readReport(file);
        if (part)
            part->sopInstanceUid = textOf(file.dataset(), DCM_SOPInstanceUID);
        return part;
    });
}

Result<Annotation> joinedParts(const std::vector<AnnotationPart> &parts, const std::string &annotator)
{
    if (parts.empty())
        return fail(ErrorCode::InvalidInput, "There is nothing to join.");
    const auto report =
        std::ranges::find(parts, AnnotationPart::Kind::Report, [](const AnnotationPart &part) { return part.kind; });
    const bool hasReport = report != parts.end();
    const AnnotationPart &base = hasReport ? *report : parts.front();
    Annotation joined = base.annotation;
    for (const AnnotationPart &part : parts) {
        if (part.annotation.subject.image.sopInstanceUid != joined.subject.image.sopInstanceUid)
            return fail(ErrorCode::InvalidInput, "The objects belong to different images. Import them one by one.");
        if (&part == &base)
            continue;
        if (part.kind == AnnotationPart::Kind::Report)
            return fail(ErrorCode::InvalidInput, "There are two reports. Import them one by one.");
        for (const Mark &mark : part.annotation.marks) {
            Mark *known = joined.mark(mark.number);
            if (hasReport && known != nullptr && known->shape == MarkShape::Mask && mark.shape == MarkShape::Mask)
                known->mask = mark.mask;
            else if (!hasReport && known == nullptr)
                joined.marks.push_back(mark);
        }
    }
    for (const auto &[number, uid] : base.masksElsewhere)
        if (const Mark *mark = joined.mark(number); mark != nullptr && mark->mask.empty())
            return fail(ErrorCode::InvalidInput,
                "The mask of mark " + std::to_string(number) + " lies in the segmentation " + uid
                    + ". Import that object together with the report.");
    if (joined.annotator.empty())
        joined.annotator = annotator;
    if (!hasReport)
        std::ranges::sort(joined.marks, {}, &Mark::number);
    annotation::makeCanonical(joined);
    CF_TRY(annotation::checkAnnotation(joined));
    return joined;
}

} // namespace cf
