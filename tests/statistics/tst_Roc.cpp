#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/statistics/roc/Binormal.h"
#include "core/statistics/roc/Detectability.h"
#include "core/statistics/roc/DiagnosticTable.h"
#include "core/statistics/roc/RocCurve.h"
#include "core/statistics/roc/VisualGrading.h"

#include "tests/support/Check.h"
#include "tests/support/Near.h"

using namespace cf;

namespace {

/// Hanley and McNeil, Radiology 143:29 (1982), table 1: CT, 51 abnormal and 58 normal patients, five grades.
RatedCases hanleyAndMcNeil()
{
    const int normal[] = { 33, 6, 6, 11, 2 };
    const int abnormal[] = { 3, 2, 2, 11, 33 };
    RatedCases cases;
    for (int grade = 0; grade < 5; ++grade) {
        cases.negative.insert(cases.negative.end(), static_cast<std::size_t>(normal[grade]), grade + 1.0);
        cases.positive.insert(cases.positive.end(), static_cast<std::size_t>(abnormal[grade]), grade + 1.0);
    }
    return cases;
}

void areasAreHanleyAndMcNeils()
{
    const auto area = areaUnderCurve(hanleyAndMcNeil());
    CF_CHECK(area && near(area->area, 0.893, 5e-4));
    CF_CHECK(area->estimate.interval->low > 0.8 && area->estimate.interval->high < 1.0);
    const auto fit = fitBinormal(hanleyAndMcNeil());
    CF_CHECK(fit && near(fit->area.value, 0.911, 5e-4));
}

void anAreaBelowOneHalfIsNotFlipped()
{
    const RatedCases wrong{ { 1, 2, 3 }, { 4, 5, 6 } };
    const auto area = areaUnderCurve(wrong);
    CF_CHECK(area && area->area == 0.0 && area->estimate.reason == reasons::noSpread);
    CF_CHECK(!areaUnderCurve({ { 1, 2 }, {} }) && !areaUnderCurve({ {}, { 1, 2 } }));
    const auto one = areaUnderCurve({ { 2 }, { 1, 3, 1 } });
    CF_CHECK(
        one && near(one->area, 2.0 / 3.0) && !one->estimate.interval && one->estimate.reason == reasons::tooFewCases);
}

/// By hand: three positives and three negatives, θ = 7/9, and their placements.
void delongIsTheOneOfThePlacements()
{
    const auto area = areaUnderCurve({ { 2, 4, 5 }, { 1, 3, 4 } });
    CF_CHECK(area && near(area->area, (1.0 + 2.5 + 3.0) / 9.0));
    // Placements of positives 1/3, 2.5/3, 1; of negatives 1, 2/3, 1.5/3.
    const double positive =
        (std::pow(1 / 3.0 - 6.5 / 9, 2) + std::pow(2.5 / 3 - 6.5 / 9, 2) + std::pow(1 - 6.5 / 9, 2)) / 2;
    const double negative =
        (std::pow(1 - 6.5 / 9, 2) + std::pow(2 / 3.0 - 6.5 / 9, 2) + std::pow(0.5 - 6.5 / 9, 2)) / 2;
    CF_NEAR(area->variance, positive / 3 + negative / 3, 1e-9);
}

void aRaterAgainstHimselfDoesNotDiffer()
{
    const RatedCases cases = hanleyAndMcNeil();
    const auto same = compareAreas({ cases, cases });
    CF_CHECK(same && same->difference.value == 0.0 && same->p == 1.0 && !same->difference.reason.empty());
}

void theWholePartialAreaIsTheArea()
{
    const RatedCases cases = hanleyAndMcNeil();
    const double area = areaValue(cases);
    CF_NEAR(partialArea(cases, PartialAxis::Specificity, 0.0, 1.0).area, area, 1e-9);
    // Of one class there is no curve: nothing is computed, and it is said.
    for (const RatedCases &poor :
        { RatedCases{ cases.positive, {} }, RatedCases{ {}, cases.negative }, RatedCases{} }) {
        const PartialArea partial = partialArea(poor, PartialAxis::Specificity, 0.9, 1.0);
        const YoudenPoints best = youden(poor);
        CF_CHECK(!partial.area && !partial.corrected && !best.index && best.points.empty() && rocCurve(poor).empty());
        CF_CHECK(partial.reason == best.reason && partial.reason.starts_with("Undefined: a curve needs"));
    }
    CF_NEAR(partialArea(cases, PartialAxis::Sensitivity, 0.0, 1.0).area, area, 1e-9);
    CF_NEAR(partialArea(cases, PartialAxis::Specificity, 0.0, 1.0).corrected, area, 1e-9);
}

void aBinormalCurveNeedsTwoPoints()
{
    CF_CHECK(!fitBinormal({ { 1, 1, 0 }, { 0, 0, 1 } }));
    CF_CHECK(!fitBinormal({ { 5, 6, 7 }, { 1, 2, 3 } }));
}

void countsOfZeroHaveWords()
{
    const DiagnosticTable table = diagnosticTable(10, 0, 0, 10);
    CF_CHECK(
        table.sensitivity.wilson.interval->high == 1.0 && near(table.sensitivity.wilson.interval->low, 0.7225, 5e-5));
    CF_CHECK(!table.positiveLikelihood.value && !table.positiveLikelihood.reason.empty());
    const DiagnosticTable empty = diagnosticTable(0, 0, 3, 4);
    CF_CHECK(!empty.sensitivity.wilson.value && !empty.sensitivity.exact.reason.empty());
}

/// d′ of 2-AFC is √2 z(p); of any number of alternatives 0 at chance.
void forcedChoiceHasItsSensitivity()
{
    CF_NEAR(forcedChoice({ 76, 100 }, 2).sensitivity, 0.9989, 1e-3);
    CF_NEAR(forcedChoice({ 25, 100 }, 4).sensitivity, 0.0, 1e-6);
    CF_NEAR(forcedChoice({ 50, 150 }, 3).sensitivity, 0.0, 1e-6);
    const ForcedChoice all = forcedChoice({ 20, 20 }, 2);
    CF_CHECK(!all.sensitivity && all.low && !all.high && !all.reason.empty());
}

void detectabilityIsSymmetricAndNeedsBothKinds()
{
    const Detectability d = detectability({ 69, 100 }, { 31, 100 });
    CF_CHECK(near(d.criterion, 0.0, 1e-12) && near(d.sensitivity.value, 2 * 0.4906, 1e-3));
    CF_LESS(0.0, d.sensitivity.interval->low);
    CF_CHECK(!detectability({ 1, 1 }, { 0, 0 }).sensitivity.value);
    CF_LESS(3.0, detectability({ 20, 20 }, { 0, 20 }).sensitivity.value);
}

void gradingBothConditionsAlikeGivesOneHalf()
{
    const Ratings grades{ { 1, 2 }, { 3, 3 }, { 5, 4 }, { 2, 2 } };
    const VisualGrading same = visualGrading(grades, grades);
    CF_CHECK(near(same.area.value, 0.5) && same.area.interval);
    const Ratings better{ { 2, 3 }, { 4, 4 }, { 5, 5 }, { 3, 3 } };
    CF_LESS(0.6, *visualGrading(grades, better).area.value);
    CF_CHECK(vgcCurve(grades, better).front().compared == 0.0 && vgcCurve(grades, better).back().compared == 1.0);
    CF_CHECK(!visualGrading(grades, {}).area.value);
}

} // namespace

int main()
{
    areasAreHanleyAndMcNeils();
    anAreaBelowOneHalfIsNotFlipped();
    delongIsTheOneOfThePlacements();
    aRaterAgainstHimselfDoesNotDiffer();
    theWholePartialAreaIsTheArea();
    aBinormalCurveNeedsTwoPoints();
    countsOfZeroHaveWords();
    forcedChoiceHasItsSensitivity();
    detectabilityIsSymmetricAndNeedsBothKinds();
    gradingBothConditionsAlikeGivesOneHalf();
}
