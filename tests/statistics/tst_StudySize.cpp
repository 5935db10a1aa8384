#include "core/statistics/planning/KappaSize.h"
#include "core/statistics/planning/LinearProgram.h"
#include "core/statistics/planning/ProportionSize.h"
#include "core/statistics/planning/ReaderStudyPower.h"

#include "tests/support/Check.h"
#include "tests/support/Near.h"

using namespace cf;

namespace {

/// To exclude 60 % where the truth is 50 %, with 80 % power: 153 answers one-sided, 194 two-sided (arcsine).
void detectionNeedsSomeHundredsOfAnswers()
{
    const auto one = binomialSize({ 0.6, 0.5, 0.8, 0.05, false });
    const auto two = binomialSize({ 0.6, 0.5, 0.8, 0.05, true });
    CF_CHECK(one && one->rounded == 153 && two && two->rounded == 194);
    CF_CHECK(one->exactFirst == 158 && one->exactSafe == 164);
    CF_CHECK(!binomialSize({ 0.5, 0.5 }) && !binomialSize({ 0.5, 1.0 }) && !binomialSize({ 0.5, 0.6, 1.0 }));
}

void clusteringMultipliesThem()
{
    const ClusteredSize size = clusteredSize(153, 20, 0.1);
    CF_CHECK(near(size.effect, 2.9) && size.rounded == 444 && size.clusters == 23);
    CF_EQUAL(clusteredSize(100, 1, 0.3).rounded, 100);
}

void kappaOfAHundredIsKnownToOneSixth()
{
    const KappaPrecision precision = kappaPrecision(100, 0.8, 0.5);
    CF_CHECK(near(precision.standardError, 0.08) && near(precision.halfWidth, 0.157, 5e-4));
    CF_EQUAL(casesForKappaWidth(0.8, 0.5, precision.halfWidth), 100);
    CF_CHECK(kappaSize(0.3, 0.3, { 0.7, 0.5 })->cases == 123 && kappaSize(0.3, 0.3, { 0.7, 0.5 })->possible);
    // Rates of 10 % and 50 % allow a kappa of 0.2 at most.
    CF_CHECK(!kappaSize(0.1, 0.5, { 0.6, 0.4 })->possible);
    CF_CHECK(!kappaSize({ 0.5, 0.4 }, { 0.6, 0.4 }) && !kappaSize({ 0.4, 0.35, 0.25 }, { 0.5, 0.5 }));
    CF_EQUAL(kappaSize({ 0.4, 0.35, 0.25 }, { 0.6, 0.4 })->cases, 90);
}

void moreReadersNeedFewerCases()
{
    // Hillis, Obuchowski and Berbaum (Acad Radiol 18:129, 2011) on the data of Van Dyke: 114 cases, five readers.
    const PilotComponents pilot{ 114, 0.00020040, 0.00080229, 0.00034661, 0.00034407, 0.00023903 };
    const ReaderStudyPlan plan{ .readers = 6, .cases = 251, .effect = 0.05 };
    CF_NEAR(readerStudyPower(pilot, plan)->power, 0.892, 5e-4);
    const auto six = casesForPower(pilot, plan, 0.8);
    ReaderStudyPlan ten = plan;
    ten.readers = 10;
    CF_CHECK(six->cases == 170 && casesForPower(pilot, ten, 0.8)->cases == 119);
    ReaderStudyPlan one = plan;
    one.readers = 1;
    CF_CHECK(!readerStudyPower(pilot, one));
    one.generalise = Generalise::Cases;
    CF_CHECK(readerStudyPower(pilot, one));
    ReaderStudyPlan hopeless = plan;
    hopeless.effect = 0.001;
    CF_CHECK(!casesForPower(pilot, hopeless, 0.8)->cases);
}

void aLinearProgramFindsItsCorner()
{
    // max 3x + 2y with x + y + s = 4 and x + 3y + t = 6: x = 4.
    CF_NEAR(maximum({ { 3, 2, 0, 0 }, { { 1, 1, 1, 0 }, { 1, 3, 0, 1 } }, { 4, 6 } }), 12.0, 1e-9);
    CF_CHECK(!maximum({ { 1, 0 }, { { 1, 1 }, { 1, 1 } }, { 1, 2 } }));
    CF_CHECK(!maximum({ { 1, 0 }, { { 0, 1 } }, { 1 } }));
}

} // namespace

int main()
{
    detectionNeedsSomeHundredsOfAnswers();
    clusteringMultipliesThem();
    kappaOfAHundredIsKnownToOneSixth();
    moreReadersNeedFewerCases();
    aLinearProgramFindsItsCorner();
}
