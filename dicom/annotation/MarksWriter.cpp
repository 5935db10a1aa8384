#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/exchange/Concepts.h"
#include "core/annotation/exchange/MarkWords.h"
#include "dicom/AnnotationObjects.h"
#include "dicom/annotation/AnnotationOutput.h"
#include "dicom/annotation/FilmFacts.h"
#include "dicom/annotation/MarkLayers.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/PixelModule.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <memory>
#include <set>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::Mark;
using annotation::MarkShape;
using annotation::Point;

constexpr unsigned referencedImages = 0x00081140;

/// Moves an element, where there is one.
void move(DcmItem &from, DcmItem &to, const DcmTagKey &tag)
{
    if (from.tagExists(tag))
        to.insert(from.remove(tag), OFTrue);
}

/// How the films are shown: a presentation state takes the place of all that they say themselves (PS3.4 annex N).
Result<> putPresentation(DcmDataset &dataset, const FilmPair &films)
{
    DcmItem display;
    CF_TRY(putDisplay(display, films.image.radiograph));
    for (const DcmTagKey &tag : { DCM_ModalityLUTSequence, DCM_RescaleIntercept, DCM_RescaleSlope, DCM_RescaleType })
        move(display, dataset, tag);
    if (display.tagExists(DCM_WindowCenter) || display.tagExists(DCM_VOILUTSequence)) {
        CF_ASSIGN(DcmItem * window, appendItem(dataset, DCM_SoftcopyVOILUTSequence));
        for (const DcmTagKey &tag : { DCM_WindowCenter, DCM_WindowWidth, DCM_VOILUTFunction, DCM_VOILUTSequence })
            move(display, *window, tag);
    }
    const bool isInverse = films.image.radiograph.photometric == Photometric::Monochrome1;
    putText(dataset, DCM_PresentationLUTShape, isInverse ? "INVERSE" : "IDENTITY");
    return {};
}

Result<> putDisplayedArea(DcmDataset &dataset, const annotation::Subject &subject)
{
    CF_ASSIGN(DcmItem * area, appendItem(dataset, DCM_DisplayedAreaSelectionSequence));
    const auto put = [&](const DcmTagKey &tag, int column, int row) {
        const Sint32 corner[] = { column, row };
        auto element = std::make_unique<DcmSignedLong>(tag);
        element->putSint32Array(corner, 2);
        area->insert(element.release(), OFTrue);
    };
    put(DCM_DisplayedAreaTopLeftHandCorner, 1, 1);
    put(DCM_DisplayedAreaBottomRightHandCorner, subject.width, subject.height);
    putText(*area, DCM_PresentationSizeMode, "SCALE TO FIT");
    if (subject.rowSpacing > 0.0 && subject.columnSpacing > 0.0)
        putText(*area, DCM_PresentationPixelSpacing,
            decimalString(subject.rowSpacing) + "\\" + decimalString(subject.columnSpacing));
    else
        putText(*area, DCM_PresentationPixelAspectRatio, "1\\1");
    return {};
}

/// The corners as a line: closed but for a point.
std::vector<Point> lineOf(const Mark &mark)
{
    if (mark.shape == MarkShape::Point)
        return mark.points;
    std::vector<Point> line = mark.points;
    if (mark.shape == MarkShape::Box)
        line = { mark.points[0], { mark.points[1].x, mark.points[0].y }, mark.points[1],
            { mark.points[0].x, mark.points[1].y } };
    line.push_back(line.front());
    return line;
}

Result<> putGraphic(DcmItem &owner, const Annotation &annotation, const Mark &mark)
{
    CF_ASSIGN(DcmItem * graphic, appendItem(owner, DCM_GraphicObjectSequence));
    const std::vector<Point> line = lineOf(mark);
    std::vector<Float32> numbers;
    for (const Point &point : line) {
        numbers.push_back(static_cast<Float32>(point.x));
        numbers.push_back(static_cast<Float32>(point.y));
    }
    putText(*graphic, DCM_GraphicAnnotationUnits, "PIXEL");
    putWord(*graphic, DCM_GraphicDimensions, 2);
    putWord(*graphic, DCM_NumberOfGraphicPoints, static_cast<int>(line.size()));
    graphic->putAndInsertFloat32Array(DCM_GraphicData, numbers.data(), numbers.size());
    putText(*graphic, DCM_GraphicType, mark.shape == MarkShape::Point ? "POINT" : "POLYLINE");
    if (mark.shape != MarkShape::Point)
        putText(*graphic, DCM_GraphicFilled, "N");
    putText(*graphic, DCM_TrackingID, trackingWordsOf(mark));
    putText(
        *graphic, DCM_TrackingUID, trackingUid(annotation, std::string("mark ").append(std::to_string(mark.number))));
    return {};
}

Result<> putLabel(DcmItem &owner, const Mark &mark)
{
    CF_ASSIGN(DcmItem * text, appendItem(owner, DCM_TextObjectSequence));
    constexpr std::size_t shortText = 1024;
    putText(*text, DCM_UnformattedTextValue, fitted(plateOf(mark), shortText, false));
    putText(*text, DCM_AnchorPointAnnotationUnits, "PIXEL");
    const Float32 anchor[] = { static_cast<Float32>(mark.points[0].x), static_cast<Float32>(mark.points[0].y) };
    text->putAndInsertFloat32Array(DCM_AnchorPoint, anchor, 2);
    putText(*text, DCM_AnchorPointVisibility, "N");
    return {};
}

Result<> putMark(DcmDataset &dataset, const FilmPair &films, const Annotation &annotation, const Mark &mark)
{
    CF_ASSIGN(DcmItem * item, appendItem(dataset, DCM_GraphicAnnotationSequence));
    CF_TRY(appendReference(*item, referencedImages, films.image.name));
    putText(*item, DCM_GraphicLayer, layerOf(mark));
    CF_TRY(putLabel(*item, mark));
    return putGraphic(*item, annotation, mark);
}

Result<> putLayers(DcmDataset &dataset, const std::vector<const Mark *> &marks)
{
    std::set<std::string> known;
    for (const Mark *mark : marks) {
        if (!known.insert(layerOf(*mark)).second)
            continue;
        CF_ASSIGN(DcmItem * layer, appendItem(dataset, DCM_GraphicLayerSequence));
        putText(*layer, DCM_GraphicLayer, layerOf(*mark));
        putText(*layer, DCM_GraphicLayerOrder, std::to_string(known.size()));
        putText(*layer, DCM_GraphicLayerDescription, conceptOf(*mark).meaning);
    }
    return {};
}

Result<WrittenAnnotation> write(
    const Annotation &bound, const FilmPair &films, const std::filesystem::path &output, const WritePolicy &policy)
{
    std::vector<const Mark *> marks;
    for (const Mark &mark : bound.marks)
        if (mark.shape != MarkShape::Mask)
            marks.push_back(&mark);
    if (marks.empty())
        return fail(ErrorCode::InvalidInput,
            "The annotation has no point, box or outline, and a presentation state holds nothing else. Choose seg or "
            "sr.");
    DcmFileFormat format;
    DcmDataset &dataset = *format.getDataset();
    putText(dataset, DCM_SOPClassUID, UID_GrayscaleSoftcopyPresentationStateStorage);
    putText(dataset, DCM_Modality, "PR");
    dataset.insertEmptyElement(DCM_Laterality); // Type 2C; of a chest there is nothing to say.
    putObjectAbout(dataset, films, bound, marksPurpose);
    putText(dataset, DCM_ContentLabel, "ANNOTATION");
    putText(dataset, DCM_ContentDescription, "Marks of an annotation");
    putText(dataset, DCM_ContentCreatorName, bound.annotator);
    OFString stamp;
    dataset.findAndGetOFString(DCM_ContentDate, stamp);
    putText(dataset, DCM_PresentationCreationDate, stamp.c_str());
    dataset.findAndGetOFString(DCM_ContentTime, stamp);
    putText(dataset, DCM_PresentationCreationTime, stamp.c_str());
    for (const DcmTagKey &tag : { DCM_ContentDate, DCM_ContentTime })
        dataset.findAndDeleteElement(tag);
    CF_TRY(putReferencedSeries(dataset, films));
    CF_TRY(putPresentation(dataset, films));
    CF_TRY(putDisplayedArea(dataset, bound.subject));
    for (const Mark *mark : marks)
        CF_TRY(putMark(dataset, films, bound, *mark));
    CF_TRY(putLayers(dataset, marks));
    CF_TRY(saveWhole(format, output, policy));
    WrittenAnnotation written{ output, objectUid(bound, marksPurpose), {} };
    if (const std::size_t others = bound.marks.size() - marks.size(); others > 0)
        written.leftOut.push_back(std::to_string(others).append(" masks: they go into seg, coco and csv"));
    written.leftOut.emplace_back("answers: they go into sr, coco and csv");
    return written;
}

} // namespace

Result<WrittenAnnotation> writeAnnotationMarks(const Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy)
{
    return writeBound(annotation, films, output, policy, write);
}

} // namespace cf
