// Agreement of annotators: figures that can be worked out by hand, and what goes to an adjudicator.

#include "core/annotation/Adjudication.h"
#include "core/annotation/AnnotationAgreement.h"
#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "tests/annotation/AnnotationExample.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;
using namespace cf::annotation;

namespace {

Annotation said(int image, const std::string &annotator, Judgement followed, int plausibility)
{
    Annotation one = test::exampleAnnotation(120, 100);
    one.subject.edit = std::string(63, 'e') + std::to_string(image);
    one.annotator = annotator;
    one.followed.value = followed;
    one.plausibility.value = plausibility;
    return one;
}

const ItemAgreement &item(const AnnotationAgreement &agreement, const std::string &name)
{
    for (const ItemAgreement &one : agreement.items)
        if (one.item == name)
            return one;
    CF_CHECK(false);
    return agreement.items.front();
}

/// Four images, two annotators: yes yes | yes no | no no | no no: 3 of 4 alike, kappa (0.75 − 0.5) / (1 − 0.5).
void figuresAreThoseOfTheBook()
{
    const Judgement first[] = { Judgement::Yes, Judgement::Yes, Judgement::No, Judgement::No };
    const Judgement second[] = { Judgement::Yes, Judgement::No, Judgement::No, Judgement::No };
    std::vector<Annotation> all;
    for (int i = 0; i < 4; ++i) {
        all.push_back(said(i, "R1", first[i], 3));
        all.push_back(said(i, "R2", second[i], i == 0 ? 5 : 3));
    }
    const auto agreement = agreementOf(all);
    CF_CHECK(agreement && agreement->cases == 4 && agreement->annotators.size() == 2);
    const ItemAgreement &followed = item(*agreement, "followed");
    CF_CHECK(followed.units == 4 && followed.percent == 75.0 && std::abs(*followed.kappa.value - 0.5) < 1e-12);
    CF_EQUAL(item(*agreement, "plausibility").percent, 75.0);
    // Nobody differs in the finding that was asked for; the added one is nobody else's question.
    CF_CHECK(item(*agreement, "present").units == 4 && item(*agreement, "present").percent == 100.0);
    CF_CHECK(!item(*agreement, "present").alpha.value && !item(*agreement, "present").alpha.reason.empty());
    CF_CHECK(agreement->marks.pairs == 4 && agreement->marks.overlap == 1.0 && agreement->marks.matched == 1.0);
    CF_EQUAL(toJson(*agreement)["items"][0]["percent"], 75.0);
}

void openAnswersDoNotCount()
{
    std::vector<Annotation> all{ said(1, "R1", Judgement::Yes, 3), said(1, "R2", Judgement::No, 3) };
    all[1].followed.confirmed = false;
    CF_EQUAL(item(*agreementOf(all), "followed").units, 0);
    all.push_back(said(1, "R2", Judgement::No, 3));
    CF_CHECK(!agreementOf(all)); // Two of one person.
    CF_CHECK(!agreementOf({ said(1, "R1", Judgement::Yes, 3) }));
    Annotation adjudicated = said(1, "R3", Judgement::Yes, 3);
    adjudicated.role = Role::Adjudicator;
    CF_CHECK(!agreementOf({ said(1, "R1", Judgement::Yes, 3), adjudicated }));
}

void marksAreCompared()
{
    Annotation one = said(1, "R1", Judgement::Yes, 3);
    Annotation other = said(1, "R2", Judgement::Yes, 3);
    one.marks = { test::exampleMark(1, MarkShape::Box, { { 0, 0 }, { 10, 10 } }) };
    other.marks = { test::exampleMark(1, MarkShape::Box, { { 5, 0 }, { 15, 10 } }) };
    auto agreement = agreementOf({ one, other });
    CF_CHECK(agreement && std::abs(*agreement->marks.overlap - 1.0 / 3.0) < 1e-12 && agreement->marks.matched == 0.0);
    other.marks[0].points = { { 0, 0 }, { 10, 5 } };
    agreement = agreementOf({ one, other });
    CF_CHECK(agreement->marks.overlap == 0.5 && agreement->marks.matched == 1.0);
    other.marks[0].type = MarkType::Blur; // Another type at the same place is no match.
    CF_EQUAL(agreementOf({ one, other })->marks.matched, 0.0);
    other.marks.clear();
    CF_EQUAL(agreementOf({ one, other })->marks.overlap, 0.0);
    one.marks.clear();
    agreement = agreementOf({ one, other });
    CF_CHECK(agreement->marks.pairs == 0 && !agreement->marks.overlap);
}

void differencesGoToTheAdjudicator()
{
    const Annotation one = said(1, "R1", Judgement::Yes, 3);
    Annotation other = said(1, "R2", Judgement::Yes, 4); // One step of plausibility is no dispute.
    CF_CHECK(disagreements({ one, other }).empty());
    other.plausibility.value = 5;
    other.followed.value = Judgement::Partly;
    other.findings[0].degreeRight.value = Judgement::No;
    CF_EQUAL(
        disagreements({ one, other }), (std::vector<std::string>{ "followed", "finding 1 degree", "plausibility" }));
    CF_CHECK(disagreements({ one }).empty());
}

/// A third decides without what was said; a meeting gets all of it, and what all said alike as proposals.
void whereTheyDifferSomeoneDecides()
{
    const auto ended = [](Annotation one) {
        for (Mark &mark : one.marks)
            mark.confirmed = true;
        CF_CHECK(finish(one).has_value());
        return one;
    };
    const Annotation first = ended(said(1, "R1", Judgement::Yes, 4));
    Annotation second = ended(said(1, "R2", Judgement::No, 3));
    FindingAnswer added;
    added.finding = Target::Atelectasis;
    added.isAsked = false;
    added.present = { Judgement::Yes, true };
    added.change = { Change::Appeared, true };
    second.findings.push_back(added);

    CF_CHECK(!disputeOf({ first }, Decider::Third, "R3", 1.0)); // Nobody to differ from.
    CF_CHECK(!disputeOf({ first, second }, Decider::Third, "R1", 1.0)); // One of the two.
    const auto dispute = disputeOf({ first, second }, Decider::Third, "R3", 1.0);
    CF_CHECK(dispute.has_value());
    const std::vector<std::string> items{ "followed", "finding 3 present", "finding 3 change" };
    CF_EQUAL(dispute->items, items);
    CF_EQUAL(disputeOf({ first, second }, Decider::Third, "R3", 0.0)->items.size(), 4); // Plausibility, too.
    const auto findings = findingsOfAll(dispute->said);
    CF_CHECK(answerTo(first, "followed", findings) == "yes" && answerTo(second, "followed", findings) == "no");
    CF_EQUAL(answerTo(first, "plausibility", findings), "4");

    Annotation fresh = said(1, "R3", Judgement::Yes, 1);
    fresh.followed = {};
    fresh.plausibility = {};
    const Annotation blind = adjudicationOf(fresh, dispute->said, Decider::Third);
    CF_CHECK(blind.role == Role::Adjudicator && blind.findings == fresh.findings && blind.marks == fresh.marks);
    CF_CHECK(blind.adjudicates.size() == 2 && !isOutdated(blind, dispute->said));
    const Annotation meeting = adjudicationOf(fresh, dispute->said, Decider::Meeting);
    CF_CHECK(meeting.findings.size() == 3 && !meeting.followed.value && !meeting.plausibility.value);
    CF_CHECK(meeting.findings[0].present.isProposal() && !meeting.findings[2].present.value);
    CF_EQUAL(meeting.marks.size(), first.marks.size()); // Both marked the same to the last digit.
    CF_CHECK(checkAnnotation(meeting).has_value());
    Annotation changed = first;
    changed.plausibility = { 5, true };
    CF_CHECK(isOutdated(blind, { changed, second }));
}

} // namespace

int main()
{
    figuresAreThoseOfTheBook();
    openAnswersDoNotCount();
    marksAreCompared();
    differencesGoToTheAdjudicator();
    whereTheyDifferSomeoneDecides();
    return 0;
}
