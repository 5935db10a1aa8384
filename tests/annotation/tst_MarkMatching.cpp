// Which marks of several annotators are of the same thing, and what a decision makes of each.

#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "core/annotation/MarkMatching.h"
#include "core/annotation/MarkVerdicts.h"
#include "core/annotation/exchange/Coco.h"
#include "core/annotation/exchange/Table.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"

using namespace cf;
using namespace cf::annotation;

namespace {

using Groups = std::vector<MarkGroup>;

/// Somebody who marked this and nothing else, of an image of 200 × 200 pixels of 0.5 mm.
Annotation marked(const std::string &who, std::vector<Mark> marks)
{
    Annotation one = test::exampleAnnotation(200, 200);
    one.subject.columnSpacing = one.subject.rowSpacing = 0.5;
    one.annotator = who;
    one.marks = std::move(marks);
    for (std::size_t i = 0; i < one.marks.size(); ++i)
        one.marks[i].number = int(i) + 1;
    CF_CHECK(finish(one));
    return one;
}

Mark box(double x, double y, double width, double height, MarkType type = MarkType::Seam)
{
    Mark mark = test::exampleMark(1, MarkShape::Box, { { x, y }, { x + width, y + height } });
    mark.type = type;
    return mark;
}

Mark point(double x, double y)
{
    Mark mark = test::exampleMark(1, MarkShape::Point, { { x, y } });
    mark.type = MarkType::Blur;
    return mark;
}

void areasMatchByOverlapPointsByDistance()
{
    // 30 × 30 shifted by 10: 20 × 30 of 40 × 30 in common, 0.5; by 20: 10 of 50, 0.2; by 21: 9 of 51, too little.
    CF_EQUAL(matchMarks({ marked("R1", { box(10, 10, 30, 30) }), marked("R2", { box(20, 10, 30, 30) }) }),
        (Groups{ { { { 0, 1 }, { 1, 1 } }, 0.5 } }));
    CF_EQUAL(matchMarks({ marked("R1", { box(10, 10, 30, 30) }), marked("R2", { box(30, 10, 30, 30) }) }),
        (Groups{ { { { 0, 1 }, { 1, 1 } }, 0.2 } }));
    CF_EQUAL(matchMarks({ marked("R1", { box(10, 10, 30, 30) }), marked("R2", { box(31, 10, 30, 30) }) }),
        (Groups{ { { { 0, 1 } }, 1.0 }, { { { 1, 1 } }, 1.0 } }));
    // Pixels of 0.5 mm: 10 mm are 20 of them.
    CF_EQUAL(matchMarks({ marked("R1", { point(50, 50) }), marked("R2", { point(50, 60) }) }),
        (Groups{ { { { 0, 1 }, { 1, 1 } }, 0.5 } }));
    CF_EQUAL(matchMarks({ marked("R1", { point(50, 50) }), marked("R2", { point(50, 70.5) }) }).size(), 2);
    // A point in an area, whatever its type, as long as both say that something went wrong.
    CF_EQUAL(matchMarks({ marked("R1", { point(50, 50) }), marked("R2", { box(40, 40, 30, 30) }) }),
        (Groups{ { { { 0, 1 }, { 1, 1 } }, 0.5 } }));
    CF_EQUAL(matchMarks({ marked("R1", { point(50, 50) }), marked("R2", { box(40, 40, 30, 30, MarkType::Structure) }) })
                 .size(),
        2);
    // Masks and outlines as areas: a disc of radius 12 in a box around it.
    Mark disc = test::exampleMark(1, MarkShape::Mask, {});
    disc.type = MarkType::Ghost;
    disc.mask = test::exampleDisc(200, 200, 100, 100);
    const auto groups = matchMarks({ marked("R1", { disc }), marked("R2", { box(88, 88, 25, 25) }) });
    CF_CHECK(groups.size() == 1 && groups[0].nearness > 0.7 && groups[0].nearness < 0.72); // 441 of 625 pixels.
}

void theNearestAreJoinedFirstAndNobodyTwice()
{
    const Annotation first = marked("R1", { box(10, 10, 40, 40), box(30, 10, 40, 40) });
    const Annotation second = marked("R2", { box(26, 10, 40, 40) });
    // The second box of R1 is nearer; the first stays alone.
    CF_EQUAL(matchMarks({ first, second })[0].marks, (std::vector<MatchedMark>{ { 0, 1 } }));
    CF_EQUAL(matchMarks({ first, second })[1].marks, (std::vector<MatchedMark>{ { 0, 2 }, { 1, 1 } }));
    // Three annotators; a third who is near to one of the two alone is of the group, too.
    const Annotation third = marked("R3", { box(56, 10, 20, 40) });
    const auto groups = matchMarks({ first, second, third });
    CF_CHECK(groups.size() == 2 && groups[1].marks.size() == 3);
    // The order of the annotators changes names of places, nothing else.
    CF_EQUAL(matchMarks({ second, first })[0].marks, (std::vector<MatchedMark>{ { 0, 1 }, { 1, 2 } }));
    CF_CHECK(matchMarks({}).empty() && matchMarks({ marked("R1", {}) }).empty());
}

void marksThatNotAllMadeAreADispute()
{
    const Annotation first = marked("R1", { box(10, 10, 40, 40), point(150, 150) });
    Annotation second = marked("R2", { box(14, 10, 40, 40), point(152, 150) });
    CF_CHECK(disagreements({ first, second }).empty());
    second = marked("R2", { box(14, 10, 40, 40) });
    CF_EQUAL(disagreements({ first, second }), std::vector<std::string>{ "marks" });
    CF_CHECK(answerTo(first, "marks", {}) == "2" && answerTo(second, "marks", {}) == "1");
}

void aMeetingDecidesEachGroup()
{
    const std::vector<Annotation> said{ marked("R1", { box(10, 10, 40, 40), point(150, 150), box(100, 10, 9, 9) }),
        marked("R2", { box(14, 10, 40, 40), box(100, 10, 9, 9), box(60, 150, 20, 20) }) };
    Annotation fresh = marked("M", {});
    fresh.state = State::Open;
    Annotation meeting = adjudicationOf(fresh, said, Decider::Meeting);
    CF_CHECK(groupsOf(meeting) == 4 && meeting.markVerdicts.size() == 6);
    CF_EQUAL(meeting.marks.size(), 5); // What both marked alike is there once.
    for (int group = 1; group <= 4; ++group)
        CF_CHECK(!isDecided(meeting, group));
    decideGroup(meeting, said, 1, { 1 }); // That of R2.
    CF_CHECK(isDecided(meeting, 1) && (keptOf(meeting, said, 1) == std::vector<std::size_t>{ 1 }));
    CF_EQUAL(meeting.marks.size(), 4);
    decideGroup(meeting, said, 1, { 0, 1 }); // No, both.
    CF_CHECK(keptOf(meeting, said, 1).size() == 2 && meeting.marks.size() == 5);
    decideGroup(meeting, said, 2, {}); // Nobody's.
    CF_CHECK(isDecided(meeting, 2) && keptOf(meeting, said, 2).empty() && meeting.marks.size() == 4);
    CF_CHECK(openItems(meeting).size() >= 2); // The other two groups.
    decideGroup(meeting, said, 3, { 0, 1 });
    decideGroup(meeting, said, 4, { 1 });
    CF_EQUAL(meeting.marks.size(), 4);
    for (Answer<Judgement> *answer : { &meeting.followed, &meeting.somethingElse })
        answer->confirmed = answer->value.has_value();
    // By hand: a mark that is deleted is kept no more.
    const int number = meeting.markVerdicts[0].keptAs;
    CF_CHECK(number != 0);
    std::erase_if(meeting.marks, [&](const Mark &mark) { return mark.number == number; });
    followMarks(meeting);
    CF_CHECK(meeting.markVerdicts[0].keptAs == 0 && (keptOf(meeting, said, 1) == std::vector<std::size_t>{ 1 }));
    // What is said of marks names hashes, nobody; it goes through every text that holds everything.
    CF_EQUAL(meeting.markVerdicts[0].annotation, hashOf(said[0]));
    CF_CHECK(checkAnnotation(meeting));
    const auto again = annotationFromJson(toJson(meeting));
    CF_CHECK(again && *again == meeting);
    CF_EQUAL(toJson(meeting).dump().find("R1"), std::string::npos);
    const auto table = fromTable(toTable({ meeting }));
    CF_CHECK(table && table->size() == 1 && table->front() == meeting);
    const auto coco = fromCoco(nlohmann::json::parse(toCoco({ meeting }).dump()), "");
    CF_CHECK(coco && coco->size() == 1 && coco->front() == meeting);
    // Annotations without a verdict are written as they always were: hashes of earlier decisions still hold.
    CF_CHECK(!toJson(said[0]).contains("mark_verdicts"));
}

void aThirdDecidesByMarksOfTheirOwn()
{
    const std::vector<Annotation> said{ marked("R1", { box(10, 10, 40, 40), point(150, 150) }),
        marked("R2", { box(14, 10, 40, 40) }) };
    Annotation third = marked("R3", { box(20, 20, 30, 30), box(150, 20, 20, 20) });
    third.role = Role::Adjudicator;
    verdictsOfThird(third, said);
    CF_CHECK(third.markVerdicts.size() == 3 && groupsOf(third) == 2);
    CF_CHECK((keptOf(third, said, 1) == std::vector<std::size_t>{ 0, 1 }) && keptOf(third, said, 2).empty());
    CF_CHECK(third.markVerdicts[0].keptAs == 1 && checkAnnotation(third));
}

void verdictsThatCannotBeAreRefused()
{
    Annotation one = marked("R1", { box(10, 10, 40, 40) });
    one.markVerdicts = { { 1, std::string(64, 'a'), 1, 1 } };
    CF_CHECK(!checkAnnotation(one)); // An annotator decides nothing.
    one.role = Role::Adjudicator;
    CF_CHECK(checkAnnotation(one));
    const MarkVerdict wrong[] = { { 0, std::string(64, 'a'), 1, 1 }, { 1, "R1", 1, 1 },
        { 1, std::string(64, 'A'), 1, 1 }, { 1, std::string(64, 'a'), 0, 1 }, { 1, std::string(64, 'a'), 1, -1 } };
    for (const MarkVerdict &verdict : wrong) {
        one.markVerdicts = { verdict };
        CF_CHECK(!checkAnnotation(one));
    }
    auto json = toJson(marked("R1", {}));
    json["mark_verdicts"] = 7;
    CF_CHECK(!annotationFromJson(json));
}

} // namespace

int main()
{
    areasMatchByOverlapPointsByDistance();
    theNearestAreJoinedFirstAndNobodyTwice();
    marksThatNotAllMadeAreADispute();
    aMeetingDecidesEachGroup();
    aThirdDecidesByMarksOfTheirOwn();
    verdictsThatCannotBeAreRefused();
    return 0;
}
