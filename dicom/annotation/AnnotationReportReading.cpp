#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/exchange/MarkWords.h"
#include "dicom/annotation/AnnotationReport.h"
#include "dicom/annotation/ReportConcepts.h"
#include "dicom/annotation/UprightBox.h"

#include <cstdlib>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::Answer;
using annotation::Change;
using annotation::Concept;
using annotation::FindingAnswer;
using annotation::Judgement;
using annotation::Mark;
using annotation::MarkShape;
using annotation::Point;
using Kind = ReportItem::Kind;

constexpr std::array judgements{ Judgement::Yes, Judgement::Partly, Judgement::No, Judgement::CannotTell };
constexpr std::array changes{ Change::Appeared, Change::Vanished, Change::Increased, Change::Decreased,
    Change::Unchanged, Change::CannotTell };
constexpr std::array sides{ Side::Left, Side::Right, Side::Both };
constexpr std::array zones{ Zone::Upper, Zone::Middle, Zone::Lower };
constexpr std::array severities{ Severity::Small, Severity::Moderate, Severity::Large };
constexpr std::array states{ annotation::State::Open, annotation::State::Done, annotation::State::Skipped };
constexpr std::array roles{ annotation::Role::Annotator, annotation::Role::Adjudicator };

std::string textBelow(const ReportItem &owner, const Concept &name)
{
    const ReportItem *item = owner.child(name);
    return item == nullptr ? std::string() : item->text;
}

double numberBelow(const ReportItem &owner, const Concept &name)
{
    return std::strtod(textBelow(owner, name).c_str(), nullptr);
}

bool isConfirmed(const ReportItem &answer)
{
    const ReportItem *item = answer.child(concepts::confirmation);
    return item == nullptr || item->code == concepts::confirmed;
}

template <typename Value, std::size_t count>
void readCode(const ReportItem &owner, const Concept &name, const std::array<Value, count> &values, Value &value)
{
    if (const ReportItem *item = owner.child(name))
        value = concepts::valueOf(values, item->code).value_or(value);
}

template <typename Value, std::size_t count>
void readAnswer(
    const ReportItem &owner, const Concept &name, const std::array<Value, count> &values, Answer<Value> &answer)
{
    const ReportItem *item = owner.child(name);
    if (item == nullptr)
        return;
    answer.value = concepts::valueOf(values, item->code);
    answer.confirmed = answer.value && isConfirmed(*item);
}

void readPlausibility(const ReportItem &owner, Answer<int> &answer)
{
    const ReportItem *item = owner.child(concepts::plausibility);
    if (item == nullptr || item->code.value.empty())
        return;
    answer.value = item->code.value.back() - '0';
    answer.confirmed = isConfirmed(*item);
}

void readLibrary(const ReportItem &library, annotation::Subject &subject)
{
    for (const ReportItem *group : library.all(concepts::libraryGroup)) {
        const ReportItem *role = group->child(concepts::imageRole);
        const bool isSource = role != nullptr && role->code == concepts::sourceImage;
        for (const ReportItem &item : group->children)
            if (item.kind == Kind::Image && (isSource ? subject.source : subject.image).empty())
                (isSource ? subject.source : subject.image) = item.image;
        if (isSource || group->child(concepts::rows) == nullptr)
            continue;
        subject.height = static_cast<int>(numberBelow(*group, concepts::rows));
        subject.width = static_cast<int>(numberBelow(*group, concepts::columns));
        subject.columnSpacing = numberBelow(*group, concepts::columnSpacing);
        subject.rowSpacing = numberBelow(*group, concepts::rowSpacing);
    }
}

void readFinding(const ReportItem &group, Target target, Annotation &annotation)
{
    FindingAnswer finding;
    finding.finding = target;
    if (const ReportItem *site = group.child(concepts::findingSite)) {
        readCode(*site, concepts::laterality, sides, finding.side);
        readCode(*site, concepts::zone, zones, finding.zone);
        if (const ReportItem *zone = site->child(concepts::zone))
            for (const Zone former : zones)
                if (zone->code == concepts::formerCodeOf(former))
                    finding.zone = former;
    }
    readCode(group, concepts::severity, severities, finding.degree);
    const ReportItem *asked = group.child(concepts::asked);
    finding.isAsked = asked != nullptr && asked->code == concepts::codeOf(Judgement::Yes);
    readAnswer(group, concepts::present, judgements, finding.present);
    readAnswer(group, concepts::change, changes, finding.change);
    readAnswer(group, concepts::sideRight, judgements, finding.sideRight);
    readAnswer(group, concepts::degreeRight, judgements, finding.degreeRight);
    annotation.findings.push_back(finding);
}

/// From a drawn line: the shape is what the tracking words say, of others' reports what the line looks like.
void takeLine(const ReportItem &region, bool isOurs, Mark &mark)
{
    mark.points = region.points;
    if (!isOurs)
        mark.shape = region.isPoint     ? MarkShape::Point
            : isUprightBox(mark.points) ? MarkShape::Box
                                        : MarkShape::Polygon;
    if (mark.shape == MarkShape::Box && isUprightBox(mark.points))
        mark.points = { mark.points[0], mark.points[2] };
    else if (mark.points.size() > 1 && mark.points.front() == mark.points.back())
        mark.points.pop_back();
}

void readMark(const ReportItem &group, const Concept &meaning, AnnotationPart &part)
{
    Annotation &annotation = part.annotation;
    Mark mark;
    mark.number = annotation.nextMarkNumber();
    const bool isOurs = readTrackingWords(textBelow(group, concepts::trackingId), mark);
    const auto known = markMeaningOf(meaning);
    mark.type = known ? known->type : annotation::MarkType::Other;
    mark.finding = known ? known->finding : std::nullopt;
    mark.label = textBelow(group, concepts::comment);
    if (!known && mark.label.empty())
        mark.label = meaning.meaning;
    if (const ReportItem *segment = group.child(concepts::segment)) {
        mark.shape = MarkShape::Mask;
        part.masksElsewhere.emplace_back(mark.number, segment->image.sopInstanceUid);
    } else if (const ReportItem *region = group.child(concepts::region)) {
        takeLine(*region, isOurs, mark);
    } else {
        return; // A measurement without a place: nothing that an annotation holds.
    }
    annotation::makeCanonical(mark);
    annotation.marks.push_back(std::move(mark));
}

void readGroup(const ReportItem &group, AnnotationPart &part)
{
    const ReportItem *finding = group.child(concepts::finding);
    const Concept meaning = finding == nullptr ? Concept() : finding->code;
    const bool hasPlace = group.child(concepts::region) != nullptr || group.child(concepts::segment) != nullptr;
    if (hasPlace)
        readMark(group, meaning, part);
    else if (const auto target = targetOf(meaning))
        readFinding(group, *target, part.annotation);
}

void readEvaluations(const ReportItem &list, Annotation &annotation)
{
    readAnswer(list, concepts::followed, judgements, annotation.followed);
    readAnswer(list, concepts::somethingElse, judgements, annotation.somethingElse);
    readPlausibility(list, annotation.plausibility);
    readCode(list, concepts::state, states, annotation.state);
    readCode(list, concepts::role, roles, annotation.role);
    annotation.subject.instruction = textBelow(list, concepts::instruction);
    annotation.subject.edit = textBelow(list, concepts::edit);
    annotation.skipReason = textBelow(list, concepts::skipReason);
    annotation.begun = textBelow(list, concepts::begun);
    annotation.saved = textBelow(list, concepts::saved);
    annotation.comment = textBelow(list, concepts::comment);
    for (const ReportItem *hash : list.all(concepts::adjudicates))
        annotation.adjudicates.push_back(hash->text);
}

} // namespace

Result<AnnotationPart> partOf(const ReportItem &report)
{
    if (!(report.name == concepts::report))
        return fail(ErrorCode::Unsupported,
            "This report is no imaging measurement report (TID 1500); what it says is not known here.");
    AnnotationPart part;
    part.annotation.annotator = textBelow(report, concepts::personName);
    if (const ReportItem *library = report.child(concepts::library))
        readLibrary(*library, part.annotation.subject);
    if (const ReportItem *measurements = report.child(concepts::measurements))
        for (const ReportItem *group : measurements->all(concepts::group))
            readGroup(*group, part);
    if (const ReportItem *evaluations = report.child(concepts::evaluations))
        readEvaluations(*evaluations, part.annotation);
    return part;
}

} // namespace cf
