#include "core/annotation/Proposal.h"

#include "core/annotation/AnnotationCheck.h"

namespace cf::annotation {
namespace {

std::optional<Change> changeOf(EditAction action)
{
    switch (action) {
    case EditAction::Add:
        return Change::Appeared;
    case EditAction::Remove:
        return Change::Vanished;
    case EditAction::Increase:
        return Change::Increased;
    case EditAction::Decrease:
        return Change::Decreased;
    case EditAction::Replace:
        break; // By what is known from the words alone, not whether that is more or less.
    }
    return std::nullopt;
}

FindingAnswer proposedFinding(const AskedChange &asked)
{
    FindingAnswer finding;
    finding.finding = asked.target;
    finding.side = asked.side;
    finding.zone = asked.zone;
    finding.degree = asked.severity;
    const bool isGone = asked.action == EditAction::Remove;
    finding.present.value = isGone ? Judgement::No : Judgement::Yes;
    finding.change.value = changeOf(asked.action);
    if (finding.sideIsAsked())
        finding.sideRight.value = Judgement::Yes;
    if (finding.degreeIsAsked())
        finding.degreeRight.value = Judgement::Yes;
    return finding;
}

} // namespace

Annotation proposedAnnotation(const Subject &subject, const std::string &annotator,
    const std::vector<AskedChange> &asked, const std::vector<ProposedRegion> &regions)
{
    Annotation annotation;
    annotation.subject = subject;
    annotation.annotator = annotator;
    for (const AskedChange &one : asked)
        annotation.findings.push_back(proposedFinding(one));
    for (const ProposedRegion &region : regions) {
        Mark mark;
        mark.number = annotation.nextMarkNumber();
        mark.shape = MarkShape::Mask;
        mark.mask = encodeRuns(region.mask);
        mark.type = MarkType::Finding;
        mark.finding = region.finding;
        mark.label = region.label;
        mark.origin = MarkOrigin::Proposed;
        mark.confirmed = false;
        if (!mark.mask.empty())
            annotation.marks.push_back(std::move(mark));
    }
    makeCanonical(annotation);
    return annotation;
}

} // namespace cf::annotation
