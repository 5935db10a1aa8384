// Values of annotations: nothing open passes for answered, nothing wrong passes for right, JSON gives all back.

#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/MarkShapes.h"
#include "core/annotation/Proposal.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"

#include <functional>

using namespace cf;
using namespace cf::annotation;

namespace {

constexpr int width = 120;
constexpr int height = 100;

void jsonGivesEverythingBack()
{
    const Annotation one = test::exampleAnnotation(width, height);
    CF_CHECK(checkAnnotation(one));
    const std::string text = toJson(one).dump();
    const auto back = annotationFromJson(nlohmann::json::parse(text));
    CF_CHECK(back && *back == one && toJson(*back).dump() == text && hashOf(*back) == hashOf(one));
    Annotation canonical = one;
    makeCanonical(canonical);
    CF_EQUAL(canonical, one);
    auto json = toJson(one);
    json["marks"][0]["typ"] = "seam";
    const auto unknown = annotationFromJson(json);
    CF_CHECK(!unknown && unknown.error().message.find("\"typ\"") != std::string::npos);
    json = toJson(one);
    json["format"] = 2;
    CF_CHECK(!annotationFromJson(json) && annotationFromJson(json).error().code == ErrorCode::Unsupported);
}

void whatIsOpenIsNamed()
{
    Annotation one = test::exampleAnnotation(width, height);
    CF_EQUAL(openItems(one), std::vector<std::string>{ "mark 5" });
    one.followed.confirmed = false;
    one.findings[0].sideRight = {};
    one.findings[1].change.confirmed = false;
    one.plausibility = {};
    CF_EQUAL(openItems(one),
        (std::vector<std::string>{ "followed", "finding 1 side", "finding 2 change", "mark 5", "plausibility" }));
    CF_CHECK(!finish(one) && one.state == State::Open);
    one = test::exampleAnnotation(width, height);
    one.mark(5)->confirmed = true;
    CF_CHECK(finish(one) && one.state == State::Done);
    CF_CHECK(!skip(one, "  ") && one.state == State::Done);
    CF_CHECK(
        skip(one, " the image is cut off ") && one.state == State::Skipped && one.skipReason == "the image is cut off");
    // "Something else changed" without a word where.
    one = test::exampleAnnotation(width, height);
    one.comment.clear();
    std::erase_if(one.marks, [](const Mark &mark) { return isArtefact(mark.type); });
    CF_EQUAL(openItems(one), (std::vector<std::string>{ "something-else-where", "mark 5" }));
    // Of an original nothing is asked but its marks.
    one.subject.edit.clear();
    CF_EQUAL(openItems(one), std::vector<std::string>{ "mark 5" });
}

void wrongOnesAreRefused()
{
    const std::vector<std::function<void(Annotation &)>> faults{
        [](Annotation &one) { one.annotator.clear(); },
        [](Annotation &one) { one.annotator = "A^B"; },
        [](Annotation &one) { one.subject.width = 0; },
        [](Annotation &one) { one.plausibility.value = 6; },
        [](Annotation &one) { one.somethingElse.value = Judgement::Partly; },
        [](Annotation &one) { one.findings[1].sideRight.value = Judgement::Yes; },
        [](Annotation &one) { one.followed.value.reset(); },
        [](Annotation &one) { one.marks[0].points[0] = one.marks[0].points[1]; },
        [](Annotation &one) { one.marks[0].points[1].x = width + 1.0; },
        [](Annotation &one) { one.marks[0].points[1].x = 80.01; },
        [](Annotation &one) { one.marks[1].points.clear(); },
        [](Annotation &one) { one.marks[2].points.resize(2); },
        [](Annotation &one) { one.marks[1].number = 1; },
        [](Annotation &one) { one.marks[0].isStale = true; },
        [](Annotation &one) { one.marks[0].label = "two\nlines"; },
        [](Annotation &one) { one.mark(7)->mask.runs.back() += 1; },
        [](Annotation &one) { one.mark(7)->mask = {}; },
        [](Annotation &one) { one.state = State::Skipped; },
        [](Annotation &one) { one.state = State::Done; },
    };
    for (std::size_t i = 0; i < faults.size(); ++i) {
        Annotation one = test::exampleAnnotation(width, height);
        faults[i](one);
        const auto checked = checkAnnotation(one);
        if (checked || checked.error().code != ErrorCode::InvalidInput) {
            std::fprintf(stderr, "fault %zu passed\n", i);
            CF_CHECK(false);
        }
    }
}

void masksAreRuns()
{
    Image<std::uint8_t> mask(3, 2);
    CF_CHECK(encodeRuns(mask).empty());
    mask.at(0, 0) = 1;
    mask.at(1, 0) = 7;
    mask.at(1, 1) = 1;
    const RunLengthMask runs = encodeRuns(mask);
    CF_CHECK((runs.runs == std::vector<std::uint32_t>{ 0, 1, 1, 2, 2 }) && pixelsOf(runs) == 3);
    mask.at(1, 0) = 1;
    CF_CHECK(decodeRuns(runs) && *decodeRuns(runs) == mask);
    CF_CHECK(!decodeRuns({ 3, 2, { 0, 1, 1, 2 } }) && !decodeRuns({ 3, 2, { 0, 1, 0, 1, 4 } })
        && !decodeRuns({ 0, 2, { 0 } }));
    Mark mark = test::exampleMark(1, MarkShape::Mask, {});
    mark.mask = runs;
    const MarkBounds bounds = boundsOf(mark);
    CF_CHECK(bounds.left == 0 && bounds.top == 0 && bounds.right == 2 && bounds.bottom == 2);
}

void shapesCoverTheirPixels()
{
    const Subject subject{ width, height, 0.5, 0.25, {}, {}, {}, {} };
    const auto pixels = [&](const Mark &mark) {
        const auto area = areaOf(mark, subject);
        CF_CHECK(area.has_value());
        return std::count(area->pixels.begin(), area->pixels.end(), 1);
    };
    const Mark box = test::exampleMark(1, MarkShape::Box, { { 10, 20 }, { 14, 23 } });
    CF_CHECK(pixels(box) == 12 && measureOf(box, subject).areaPixels == 12.0
        && measureOf(box, subject).areaMm2 == 12 * 0.125 && measureOf(box, subject).widthMm == 2.0
        && measureOf(box, subject).heightMm == 0.75);
    const Mark touching = test::exampleMark(1, MarkShape::Box, { { 9.5, 20 }, { 14, 23 } });
    CF_EQUAL(pixels(touching), 15);
    const Mark triangle = test::exampleMark(1, MarkShape::Polygon, { { 0, 0 }, { 8, 0 }, { 0, 8 } });
    CF_CHECK(measureOf(triangle, subject).areaPixels == 32.0 && pixels(triangle) >= 32);
    const Mark corner = test::exampleMark(1, MarkShape::Point, { { double(width), double(height) } });
    CF_CHECK(pixels(corner) == 1 && areaOf(corner, subject)->at(width - 1, height - 1) == 1
        && !measureOf(corner, subject).areaPixels);
}

void carriedMarksTurnStale()
{
    Annotation original = test::exampleAnnotation(width, height);
    original.subject.edit.clear();
    original.findings.clear();
    original.marks = { test::exampleMark(1, MarkShape::Box, { { 10, 10 }, { 20, 20 } }),
        test::exampleMark(2, MarkShape::Point, { { 50.5, 50.5 } }),
        test::exampleMark(3, MarkShape::Polygon, { { 60, 60 }, { 80, 60 }, { 70, 80 } }) };
    StoredImage before(width, height, 100);
    StoredImage after = before;
    after.at(19, 19) = 101; // In the box's last pixel.
    after.at(20, 20) = 101; // Beside it.
    after.at(51, 50) = 99; // Beside the point's pixel.
    const auto changed = changedPixels(before, after);
    Annotation edited = test::exampleAnnotation(width, height);
    edited.marks = { test::exampleMark(4, MarkShape::Point, { { 1, 1 } }) };
    carryMarks(original, edited, changed);
    CF_CHECK(edited.marks.size() == 4 && edited.marks[1].number == 5 && edited.marks[3].number == 7);
    CF_CHECK(edited.marks[1].isStale && !edited.marks[1].confirmed);
    CF_CHECK(!edited.marks[2].isStale && edited.marks[2].confirmed && !edited.marks[3].isStale);
    CF_CHECK(edited.marks[1].origin == MarkOrigin::Carried && checkAnnotation(edited));
    edited.marks[1].confirmed = true; // Kept by the annotator: it stays so.
    const Annotation kept = edited;
    carryMarks(original, edited, changed);
    CF_EQUAL(edited, kept);
}

void proposalsAreUnconfirmed()
{
    const Subject subject{ width, height, 0.0, 0.0, "remove the pacemaker, add a small left effusion",
        std::string(64, 'e'), {}, {} };
    Image<std::uint8_t> region(width, height);
    region.at(3, 4) = 1;
    const Annotation one = proposedAnnotation(subject, "R1",
        { { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None },
            { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small } },
        { { region, Target::Pacemaker, "" }, { Image<std::uint8_t>(width, height), {}, "nothing in it" } });
    CF_CHECK(checkAnnotation(one) && one.findings.size() == 2 && one.marks.size() == 1);
    CF_CHECK(one.findings[0].present.value == Judgement::No && one.findings[0].change.value == Change::Vanished
        && !one.findings[0].sideRight.value);
    CF_CHECK(one.findings[1].sideRight.value == Judgement::Yes && one.findings[1].degreeRight.isProposal());
    CF_CHECK(!one.followed.value && !one.plausibility.value && !one.somethingElse.value);
    CF_EQUAL(openItems(one).size(), 3 + 2 + 4 + 1);
}

SeenThing seenThing(Target target, bool before, bool after)
{
    SeenThing thing;
    thing.target = thing.seenAs = target;
    thing.before = before ? 0.9 : 0.1;
    thing.after = after ? 0.9 : 0.1;
    thing.foundBefore = before;
    thing.foundAfter = after;
    return thing;
}

/// What a segmenter saw is proposed above the words; what it cannot tell is left to them.
void whatWasSeenIsProposed()
{
    const Subject subject{ width, height, 0.0, 0.0, "remove the pacemaker, add a small left effusion",
        std::string(64, 'e'), {}, {} };
    const std::vector<AskedChange> asked{ { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None,
                                              Severity::None },
        { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Small } };
    const Annotation words = proposedAnnotation(subject, "R1", asked, {});

    // Done as asked.
    Annotation one = words;
    SeenThing effusion = seenThing(Target::PleuralEffusion, false, true);
    effusion.appeared = { { 10, 20, 30, 40 } };
    effusion.appearedLeft = 0.9;
    proposeSeen(one, asked, { seenThing(Target::Pacemaker, true, false), effusion });
    CF_CHECK(checkAnnotation(one) && one.findings == words.findings && one.marks.size() == 1);
    const Mark &box = one.marks[0];
    CF_CHECK(box.shape == MarkShape::Box && !box.confirmed && box.origin == MarkOrigin::Proposed
        && box.finding == Target::PleuralEffusion);
    CF_CHECK((box.points == std::vector<Point>{ { 10, 20 }, { 30, 40 } }));

    // The pacemaker is still seen, the effusion is on the other side, and a catheter came that nobody asked for.
    one = words;
    one.findings[1].degreeRight.confirmed = true; // It was said before the segmenter had looked.
    SeenThing pacemaker = seenThing(Target::Pacemaker, true, true);
    pacemaker.stayed = { { 50, 5, 60, 15 } };
    effusion.appearedLeft = 0.2;
    SeenThing catheter = seenThing(Target::CentralVenousCatheter, false, true);
    catheter.appeared = { { 1, 1, 9, 9 } };
    SeenThing near = seenThing(Target::Fracture, false, true);
    near.before = 0.45; // Over its threshold, but hardly moved.
    near.after = 0.55;
    const std::vector<SeenThing> seen{ pacemaker, effusion, catheter, near };
    proposeSeen(one, asked, seen);
    CF_CHECK(checkAnnotation(one) && one.findings.size() == 3 && one.marks.size() == 3);
    CF_CHECK(one.findings[0].present.value == Judgement::Yes && !one.findings[0].change.value);
    CF_CHECK(one.findings[1].present.value == Judgement::Yes && one.findings[1].sideRight.value == Judgement::No);
    CF_CHECK(one.findings[1].degreeRight.value == Judgement::Yes && one.findings[1].degreeRight.confirmed);
    CF_CHECK(one.findings[2].finding == Target::CentralVenousCatheter && !one.findings[2].isAsked
        && one.findings[2].present.isProposal() && one.findings[2].change.value == Change::Appeared);
    CF_CHECK(!one.followed.value && !one.somethingElse.value && !one.plausibility.value);
    Annotation finished = one;
    CF_CHECK(!finish(finished)); // Nobody has confirmed anything.

    // Nothing came of it: then no side or degree is right, either.
    one = words;
    proposeSeen(one, asked, { seenThing(Target::PleuralEffusion, false, false) });
    CF_CHECK(one.findings[1].present.value == Judgement::No && one.findings[1].change.value == Change::Unchanged);
    CF_CHECK(!one.findings[1].sideRight.value && !one.findings[1].degreeRight.value);
    CF_CHECK(one.findings[0] == words.findings[0] && one.marks.empty()); // It has no eye for pacemakers.

    // Pneumonia is told by consolidation, which is then nothing else that came.
    Annotation other = proposedAnnotation(
        subject, "R1", { { EditAction::Add, Target::Pneumonia, Side::None, Zone::None, Severity::None } }, {});
    SeenThing pneumonia = seenThing(Target::Pneumonia, false, true);
    pneumonia.seenAs = Target::Consolidation;
    proposeSeen(other, { { EditAction::Add, Target::Pneumonia, Side::None, Zone::None, Severity::None } },
        { seenThing(Target::Consolidation, false, true), pneumonia });
    CF_CHECK(other.findings.size() == 1 && other.findings[0].present.value == Judgement::Yes);
}

/// Before a meeting the segmenter speaks to what annotators left open between them, and never against all of them.
void aMeetingHearsTheSegmenterWhereItIsOpen()
{
    const Subject subject{ width, height, 0.0, 0.0, "add a small left effusion, remove the pacemaker",
        std::string(64, 'e'), {}, {} };
    const std::vector<AskedChange> asked{ { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None,
                                              Severity::Small },
        { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None } };
    Annotation first = proposedAnnotation(subject, "R1", asked, {});
    for (FindingAnswer &finding : first.findings) {
        finding.present.confirmed = finding.change.confirmed = true;
        finding.sideRight.confirmed = finding.degreeRight.confirmed = finding.sideRight.value.has_value();
    }
    first.state = State::Done;
    Annotation second = first;
    second.annotator = "R2";
    second.findings[0].present.value = Judgement::No; // They differ on the effusion, and agree on the pacemaker.
    const std::vector<Annotation> said{ first, second };
    const Annotation fresh = proposedAnnotation(subject, "M", asked, {});
    Annotation decision = adjudicationOf(fresh, said, Decider::Meeting);
    CF_CHECK(!decision.findings[0].present.value && decision.findings[1].present.value == Judgement::No);

    SeenThing effusion = seenThing(Target::PleuralEffusion, false, true);
    effusion.appeared = { { 10, 20, 30, 40 } };
    SeenThing fracture = seenThing(Target::Fracture, false, true); // Nobody named it.
    proposeSeenWhereOpen(decision, asked, { effusion, seenThing(Target::Pacemaker, true, true), fracture });
    CF_CHECK(decision.findings.size() == 2 && decision.findings[0].present.value == Judgement::Yes);
    CF_CHECK(decision.findings[0].present.isProposal());
    CF_CHECK(decision.findings[1].present.value == Judgement::No); // As both said.
    CF_CHECK(decision.marks.size() == 1 && decision.marks[0].finding == Target::PleuralEffusion);
    CF_CHECK(!decision.marks[0].confirmed && decision.marks[0].origin == MarkOrigin::Proposed);
    CF_CHECK(checkAnnotation(decision));
}

} // namespace

int main()
{
    aMeetingHearsTheSegmenterWhereItIsOpen();
    jsonGivesEverythingBack();
    whatIsOpenIsNamed();
    wrongOnesAreRefused();
    masksAreRuns();
    shapesCoverTheirPixels();
    carriedMarksTurnStale();
    proposalsAreUnconfirmed();
    whatWasSeenIsProposed();
    return 0;
}
