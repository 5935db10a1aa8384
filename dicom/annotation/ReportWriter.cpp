#include "dicom/AnnotationObjects.h"
#include "dicom/annotation/AnnotationOutput.h"
#include "dicom/annotation/AnnotationReport.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmsr/dsrdoc.h>

#include <algorithm>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::ObjectName;

Result<> addEvidence(DSRDocument &document, const Annotation &bound, const FilmPair &films)
{
    auto &evidence = document.getCurrentRequestedProcedureEvidence();
    std::vector<ObjectName> objects{ films.image.name };
    if (!films.source.empty())
        objects.push_back(films.source);
    const bool hasMasks = std::ranges::any_of(
        bound.marks, [](const annotation::Mark &mark) { return mark.shape == annotation::MarkShape::Mask; });
    if (hasMasks)
        objects.push_back({ UID_SegmentationStorage, objectUid(bound, segmentationPurpose),
            objectUid(bound, std::string(segmentationPurpose) + " series"), films.image.name.studyInstanceUid });
    for (const ObjectName &object : objects) {
        const OFCondition added = evidence.addItem(object.studyInstanceUid.c_str(), object.seriesInstanceUid.c_str(),
            object.sopClassUid.c_str(), object.sopInstanceUid.c_str());
        if (added.bad())
            return tl::make_unexpected(dicomError(ErrorCode::Internal, "The report cannot refer to its images", added));
    }
    return {};
}

Result<WrittenAnnotation> write(
    const Annotation &bound, const FilmPair &films, const std::filesystem::path &output, const WritePolicy &policy)
{
    DSRDocument document(DSRTypes::DT_ComprehensiveSR);
    document.setSpecificCharacterSetType(DSRTypes::CS_UTF8);
    CF_TRY(toDocumentTree(reportOf(bound, films), document.getTree()));
    CF_TRY(addEvidence(document, bound, films));
    if (bound.state == annotation::State::Done)
        document.completeDocument();
    DcmFileFormat format;
    DcmDataset &dataset = *format.getDataset();
    if (const OFCondition written = document.write(dataset); written.bad())
        return tl::make_unexpected(dicomError(ErrorCode::Internal, "The report cannot be encoded", written));
    putObjectAbout(dataset, films, bound, reportPurpose);
    CF_TRY(saveWhole(format, output, policy));
    WrittenAnnotation result{ output, objectUid(bound, reportPurpose), {} };
    const auto masks = std::ranges::count_if(
        bound.marks, [](const annotation::Mark &mark) { return mark.shape == annotation::MarkShape::Mask; });
    if (masks > 0)
        result.leftOut.push_back(std::to_string(masks).append(" masks: the report refers to those of the seg export"));
    if (!bound.markVerdicts.empty())
        result.leftOut.push_back(
            std::to_string(bound.markVerdicts.size()).append(" verdicts on others' marks: they go into coco and csv"));
    return result;
}

} // namespace

Result<WrittenAnnotation> writeAnnotationReport(const Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy)
{
    return writeBound(annotation, films, output, policy, write);
}

} // namespace cf
