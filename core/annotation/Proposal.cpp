#include "core/annotation/Proposal.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/NamedFindings.h"

#include <algorithm>
#include <set>

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

/// Takes the place of an answer that is not confirmed; no value: nothing is proposed.
template <typename Value> void propose(Answer<Value> &answer, std::optional<Value> value)
{
    if (!answer.confirmed)
        answer.value = value;
}

template <typename Value> void fillOpen(Answer<Value> &answer, const Answer<Value> &proposal)
{
    if (!answer.value)
        answer.value = proposal.value;
}

/// The thing that answers for a target; null: the segmenter cannot tell it.
const SeenThing *thingOf(Target target, const std::vector<SeenThing> &seen)
{
    const auto found = std::ranges::find(seen, target, &SeenThing::target);
    return found == seen.end() ? nullptr : &*found;
}

/// Nothing where a film shows it before and after: a film's label does not tell more from less.
std::optional<Change> changeSeen(const SeenThing &thing)
{
    if (thing.foundBefore && thing.foundAfter)
        return std::nullopt;
    if (!thing.foundBefore && !thing.foundAfter)
        return Change::Unchanged;
    return thing.foundAfter ? Change::Appeared : Change::Vanished;
}

/// What shall go. Its label is of the whole film: where one side is asked for, the other may go on showing it.
void proposeGone(FindingAnswer &finding, const SeenThing &thing)
{
    if (!thing.foundBefore && !thing.foundAfter)
        return; // To this eye it never was there; the words stay.
    const bool isOneSide = finding.side == Side::Left || finding.side == Side::Right;
    if (!thing.foundAfter)
        propose(finding.present, std::optional(Judgement::No));
    else
        propose(finding.present, isOneSide ? std::nullopt : std::optional(Judgement::Yes));
    propose(finding.change, changeSeen(thing));
}

void proposeThere(FindingAnswer &finding, const SeenThing &thing)
{
    propose(finding.present, std::optional(thing.foundAfter ? Judgement::Yes : Judgement::No));
    if (const auto change = changeSeen(thing))
        propose(finding.change, change);
    if (!thing.foundAfter) { // Neither right nor wrong, where nothing is.
        propose<Judgement>(finding.sideRight, std::nullopt);
        propose<Judgement>(finding.degreeRight, std::nullopt);
        return;
    }
    // A catheter crosses the middle from either side.
    const bool isOneSide = finding.side == Side::Left || finding.side == Side::Right;
    if (isOneSide && thing.appearedLeft && finding.finding != Target::CentralVenousCatheter)
        propose(finding.sideRight,
            std::optional(
                (*thing.appearedLeft >= 0.5) == (finding.side == Side::Left) ? Judgement::Yes : Judgement::No));
}

void addBoxes(Annotation &annotation, Target finding, const std::vector<SeenThing::Box> &boxes)
{
    for (const SeenThing::Box &box : boxes) {
        Mark mark;
        mark.number = annotation.nextMarkNumber();
        mark.shape = MarkShape::Box;
        mark.points = { { static_cast<double>(box.left), static_cast<double>(box.top) },
            { static_cast<double>(box.right), static_cast<double>(box.bottom) } };
        mark.type = MarkType::Finding;
        mark.finding = finding;
        mark.origin = MarkOrigin::Proposed;
        mark.confirmed = false;
        annotation.marks.push_back(std::move(mark));
    }
}

/// Came or went plainly, without being asked for.
bool isElse(const SeenThing &thing, const std::vector<AskedChange> &asked, const std::vector<SeenThing> &seen)
{
    const double move = thing.after - thing.before;
    const bool isClear = thing.foundBefore != thing.foundAfter && (move < 0.0 ? -move : move) >= clearMove;
    return isClear && thing.seenAs == thing.target && std::ranges::none_of(asked, [&](const AskedChange &one) {
        const SeenThing *answering = thingOf(one.target, seen);
        return one.target == thing.target || (answering != nullptr && answering->seenAs == thing.target);
    });
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

void proposeSeen(Annotation &annotation, const std::vector<AskedChange> &asked, const std::vector<SeenThing> &seen)
{
    for (const AskedChange &one : asked) {
        const SeenThing *thing = thingOf(one.target, seen);
        const auto finding = std::ranges::find_if(annotation.findings, [&one](const FindingAnswer &known) {
            return known.isAsked && known.finding == one.target && known.side == one.side && known.zone == one.zone;
        });
        if (thing == nullptr || finding == annotation.findings.end())
            continue;
        if (one.action == EditAction::Remove)
            proposeGone(*finding, *thing);
        else
            proposeThere(*finding, *thing);
        // Once, where both sides are asked for one by one.
        if (&*std::ranges::find(asked, one.target, &AskedChange::target) == &one)
            addBoxes(annotation, one.target, one.action == EditAction::Remove ? thing->stayed : thing->appeared);
    }
    for (const SeenThing &thing : seen) {
        if (!isElse(thing, asked, seen)
            || std::ranges::any_of(
                annotation.findings, [&thing](const FindingAnswer &known) { return known.finding == thing.target; }))
            continue;
        FindingAnswer other;
        other.finding = thing.target;
        other.isAsked = false;
        other.present.value = thing.foundAfter ? Judgement::Yes : Judgement::No;
        other.change.value = changeSeen(thing);
        annotation.findings.push_back(std::move(other));
        addBoxes(annotation, thing.target, thing.appeared);
    }
}

void proposeSeenWhereOpen(
    Annotation &decision, const std::vector<AskedChange> &asked, const std::vector<SeenThing> &seen)
{
    Annotation eye; // What the segmenter alone would say.
    for (const AskedChange &one : asked) {
        FindingAnswer finding;
        finding.finding = one.target;
        finding.side = one.side;
        finding.zone = one.zone;
        finding.degree = one.severity;
        eye.findings.push_back(std::move(finding));
    }
    proposeSeen(eye, asked, seen);
    std::set<Target> hasMark;
    for (const Mark &mark : decision.marks)
        if (mark.finding)
            hasMark.insert(*mark.finding);
    std::set<Target> named;
    for (FindingAnswer &known : decision.findings) {
        const auto found = std::ranges::find_if(
            eye.findings, [&known](const FindingAnswer &one) { return isSameFinding(known, one); });
        named.insert(known.finding);
        const bool isAgainstAll = found != eye.findings.end() && known.present.value && found->present.value
            && known.present.value != found->present.value;
        if (found == eye.findings.end() || isAgainstAll)
            continue;
        fillOpen(known.present, found->present);
        fillOpen(known.change, found->change);
        if (known.sideIsAsked())
            fillOpen(known.sideRight, found->sideRight);
    }
    for (Mark &mark : eye.marks) {
        if (!named.contains(*mark.finding) || hasMark.contains(*mark.finding))
            continue;
        mark.number = decision.nextMarkNumber();
        decision.marks.push_back(std::move(mark));
    }
}

} // namespace cf::annotation
