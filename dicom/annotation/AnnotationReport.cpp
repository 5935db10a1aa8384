#include "dicom/annotation/AnnotationReport.h"

#include "core/annotation/MarkShapes.h"
#include "core/annotation/exchange/MarkWords.h"
#include "dicom/annotation/ReportConcepts.h"
#include "dicom/writing/DatasetWriting.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcuid.h>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::Answer;
using annotation::Concept;
using annotation::FindingAnswer;
using annotation::Mark;
using annotation::MarkShape;
using annotation::ObjectName;
using annotation::Point;
using Kind = ReportItem::Kind;
using Relation = ReportItem::Relation;

ReportItem itemOf(Relation relation, Kind kind, const Concept &name)
{
    ReportItem item;
    item.relation = relation;
    item.kind = kind;
    item.name = name;
    return item;
}

ReportItem container(const Concept &name)
{
    return itemOf(Relation::Contains, Kind::Container, name);
}

ReportItem codeItem(Relation relation, const Concept &name, const Concept &code)
{
    ReportItem item = itemOf(relation, Kind::Code, name);
    item.code = code;
    return item;
}

ReportItem textItem(Relation relation, Kind kind, const Concept &name, const std::string &text)
{
    ReportItem item = itemOf(relation, kind, name);
    item.text = text;
    return item;
}

ReportItem numberItem(Relation relation, const Concept &name, double number, const Concept &unit)
{
    ReportItem item = itemOf(relation, Kind::Number, name);
    item.text = decimalString(number);
    item.code = unit;
    return item;
}

ReportItem imageItem(Relation relation, const Concept &name, const ObjectName &image)
{
    ReportItem item = itemOf(relation, Kind::Image, name);
    item.image = image;
    return item;
}

/// A text, where there is one.
void addText(ReportItem &owner, const Concept &name, const std::string &text)
{
    if (!text.empty())
        owner.children.push_back(textItem(Relation::Contains, Kind::Text, name, text));
}

ReportItem answerItem(const Concept &name, const Concept &code, bool isConfirmed)
{
    ReportItem item = codeItem(Relation::Contains, name, code);
    item.children.push_back(codeItem(
        Relation::HasConceptModifier, concepts::confirmation, isConfirmed ? concepts::confirmed : concepts::proposed));
    return item;
}

template <typename Value> void addAnswer(ReportItem &owner, const Concept &name, const Answer<Value> &answer)
{
    if (answer.value)
        owner.children.push_back(answerItem(name, concepts::codeOf(*answer.value), answer.confirmed));
}

Concept plausibilityCode(int value)
{
    const std::string digit = std::to_string(value);
    return { std::string("plausibility-").append(digit), "99CONTRAFACT", digit };
}

Concept modalityCode(const std::string &modality)
{
    if (modality == "CR")
        return concepts::dcm("CR", "Computed Radiography");
    if (modality == "DX")
        return concepts::dcm("DX", "Digital Radiography");
    return concepts::dcm("OT", "Other Modality");
}

ReportItem libraryGroup(const ObjectName &image, const std::string &modality, const Concept &role)
{
    ReportItem group = container(concepts::libraryGroup);
    group.children.push_back(codeItem(Relation::HasAcquisitionContext, concepts::modality, modalityCode(modality)));
    group.children.push_back(codeItem(Relation::HasAcquisitionContext, concepts::imageRole, role));
    group.children.push_back(imageItem(Relation::Contains, {}, image));
    return group;
}

void addGeometry(ReportItem &group, const annotation::Subject &subject)
{
    const auto add = [&](const Concept &name, double number, const Concept &unit) {
        group.children.insert(
            group.children.end() - 1, numberItem(Relation::HasAcquisitionContext, name, number, unit));
    };
    add(concepts::rows, subject.height, concepts::pixels);
    add(concepts::columns, subject.width, concepts::pixels);
    if (subject.columnSpacing > 0.0)
        add(concepts::columnSpacing, subject.columnSpacing, concepts::spacingUnit);
    if (subject.rowSpacing > 0.0)
        add(concepts::rowSpacing, subject.rowSpacing, concepts::spacingUnit);
}

/// A measurement group with what names it over time.
ReportItem groupOf(const Annotation &annotation, const std::string &words, const std::string &identity)
{
    ReportItem group = container(concepts::group);
    group.children.push_back(textItem(Relation::HasObservationContext, Kind::Text, concepts::trackingId, words));
    group.children.push_back(
        textItem(Relation::HasObservationContext, Kind::Uid, concepts::trackingUid, trackingUid(annotation, identity)));
    return group;
}

ReportItem findingGroup(const Annotation &annotation, const FindingAnswer &finding, std::size_t number)
{
    const std::string words = std::string("finding ").append(std::to_string(number));
    ReportItem group = groupOf(annotation, words, words);
    group.tid = "1501"; // Without a region.
    group.children.push_back(codeItem(Relation::Contains, concepts::finding, annotation::conceptOf(finding.finding)));
    ReportItem site = codeItem(Relation::HasConceptModifier, concepts::findingSite, concepts::siteOf(finding.finding));
    if (finding.side != Side::None)
        site.children.push_back(
            codeItem(Relation::HasConceptModifier, concepts::laterality, concepts::codeOf(finding.side)));
    if (finding.zone != Zone::None)
        site.children.push_back(codeItem(Relation::HasConceptModifier, concepts::zone, concepts::codeOf(finding.zone)));
    group.children.push_back(std::move(site));
    if (finding.degree != Severity::None)
        group.children.push_back(codeItem(Relation::Contains, concepts::severity, concepts::codeOf(finding.degree)));
    const auto asked = finding.isAsked ? annotation::Judgement::Yes : annotation::Judgement::No;
    group.children.push_back(codeItem(Relation::Contains, concepts::asked, concepts::codeOf(asked)));
    addAnswer(group, concepts::present, finding.present);
    addAnswer(group, concepts::change, finding.change);
    addAnswer(group, concepts::sideRight, finding.sideRight);
    addAnswer(group, concepts::degreeRight, finding.degreeRight);
    return group;
}

/// Points as a report draws them: outlines and boxes closed.
std::vector<Point> drawnPoints(const Mark &mark)
{
    std::vector<Point> points = mark.points;
    if (mark.shape == MarkShape::Box)
        points = { mark.points[0], { mark.points[1].x, mark.points[0].y }, mark.points[1],
            { mark.points[0].x, mark.points[1].y } };
    if (mark.shape != MarkShape::Point)
        points.push_back(points.front());
    return points;
}

ReportItem regionItem(const Mark &mark, const ObjectName &image)
{
    ReportItem region = itemOf(Relation::Contains, Kind::Region, concepts::region);
    region.isPoint = mark.shape == MarkShape::Point;
    region.points = drawnPoints(mark);
    region.children.push_back(imageItem(Relation::SelectedFrom, {}, image));
    return region;
}

void addMeasures(ReportItem &group, const Mark &mark, const annotation::Subject &subject)
{
    const annotation::MarkMeasure measure = annotation::measureOf(mark, subject);
    const auto add = [&](const Concept &name, const std::optional<double> &value, const Concept &unit) {
        if (value)
            group.children.push_back(numberItem(Relation::Contains, name, *value, unit));
    };
    add(concepts::area, measure.areaMm2, concepts::squareMillimetre);
    add(concepts::width, measure.widthMm, concepts::millimetre);
    add(concepts::height, measure.heightMm, concepts::millimetre);
}

ReportItem markGroup(const Annotation &annotation, const Mark &mark, int segment)
{
    ReportItem group =
        groupOf(annotation, trackingWordsOf(mark), std::string("mark ").append(std::to_string(mark.number)));
    group.children.push_back(codeItem(Relation::Contains, concepts::finding, conceptOf(mark)));
    group.tid = mark.shape == MarkShape::Mask ? "1411" : "1410";
    if (mark.shape == MarkShape::Mask) {
        ReportItem item = imageItem(Relation::Contains, concepts::segment,
            { UID_SegmentationStorage, objectUid(annotation, segmentationPurpose), {}, {} });
        item.segment = segment;
        group.children.push_back(std::move(item));
        // TID 1411 asks for what was segmented beside each segment.
        group.children.push_back(imageItem(Relation::Contains, concepts::segmentSource, annotation.subject.image));
    } else {
        group.children.push_back(regionItem(mark, annotation.subject.image));
    }
    addMeasures(group, mark, annotation.subject);
    addText(group, concepts::comment, mark.label);
    return group;
}

ReportItem evaluationsOf(const Annotation &annotation)
{
    ReportItem list = container(concepts::evaluations);
    addAnswer(list, concepts::followed, annotation.followed);
    addAnswer(list, concepts::somethingElse, annotation.somethingElse);
    if (annotation.plausibility.value)
        list.children.push_back(answerItem(concepts::plausibility, plausibilityCode(*annotation.plausibility.value),
            annotation.plausibility.confirmed));
    list.children.push_back(codeItem(Relation::Contains, concepts::state, concepts::codeOf(annotation.state)));
    list.children.push_back(codeItem(Relation::Contains, concepts::role, concepts::codeOf(annotation.role)));
    addText(list, concepts::instruction, annotation.subject.instruction);
    addText(list, concepts::edit, annotation.subject.edit);
    addText(list, concepts::skipReason, annotation.skipReason);
    addText(list, concepts::begun, annotation.begun);
    addText(list, concepts::saved, annotation.saved);
    addText(list, concepts::comment, annotation.comment);
    for (const std::string &hash : annotation.adjudicates)
        addText(list, concepts::adjudicates, hash);
    return list;
}

} // namespace

ReportItem reportOf(const Annotation &bound, const FilmPair &films)
{
    ReportItem root = itemOf(Relation::Root, Kind::Container, concepts::report);
    root.tid = "1500";
    root.children.push_back(codeItem(Relation::HasConceptModifier, concepts::language, concepts::english));
    root.children.push_back(codeItem(Relation::HasObservationContext, concepts::observerType, concepts::person));
    root.children.push_back(
        textItem(Relation::HasObservationContext, Kind::PersonName, concepts::personName, bound.annotator));
    root.children.push_back(codeItem(Relation::HasConceptModifier, concepts::procedure, concepts::chestFilm));
    ReportItem library = container(concepts::library);
    library.tid = "1600";
    ReportItem image = libraryGroup(bound.subject.image, films.image.modality, concepts::annotatedImage);
    addGeometry(image, bound.subject);
    library.children.push_back(std::move(image));
    if (!bound.subject.source.empty())
        library.children.push_back(libraryGroup(bound.subject.source, films.sourceModality, concepts::sourceImage));
    root.children.push_back(std::move(library));
    ReportItem measurements = container(concepts::measurements);
    for (std::size_t i = 0; i < bound.findings.size(); ++i)
        measurements.children.push_back(findingGroup(bound, bound.findings[i], i + 1));
    int segment = 0;
    for (const Mark &mark : bound.marks)
        measurements.children.push_back(markGroup(bound, mark, mark.shape == MarkShape::Mask ? ++segment : 0));
    if (!measurements.children.empty())
        root.children.push_back(std::move(measurements));
    root.children.push_back(evaluationsOf(bound));
    return root;
}

} // namespace cf
