#include "core/statistics/readers/DetectionRate.h"
#include "core/statistics/readers/Localisation.h"
#include "core/statistics/readers/ObuchowskiRockette.h"

#include "core/base/RandomStream.h"
#include "tests/support/Check.h"
#include "tests/support/Near.h"

#include <algorithm>

using namespace cf;

namespace {

/// Ratings of the model of Roe and Metz: case, reader and residual terms.
std::vector<Reading> simulated(int tests, int readers, int cases, double gain = 0.0)
{
    RandomStream stream(11, "readings");
    std::vector<Reading> readings;
    for (int each = 0; each < cases; ++each) {
        const bool positive = each % 2 == 0;
        const double own = stream.normal();
        for (int test = 0; test < tests; ++test)
            for (int reader = 0; reader < readers; ++reader)
                readings.push_back({ std::to_string(reader), std::to_string(test), std::to_string(each), positive,
                    own + stream.normal() + (positive ? 1.2 + gain * test + 0.1 * reader : 0.0) });
    }
    return readings;
}

/// Hillis et al. (Stat Med 24:1579, 2005): the two methods give one F from the same jackknife.
void pseudovaluesAndCovariancesGiveOneTest()
{
    const auto study = readerStudy(simulated(2, 4, 60, 0.4));
    CF_CHECK(study && study->design() == StudyDesign::Factorial);
    const auto test = obuchowskiRockette(*study, {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases);
    const auto parts = pseudovalueComponents(*study, {});
    CF_CHECK(test && parts);
    const double cases = 60.0;
    // c MS_TR = σ² + c σ²_TR, and r (Cov2 − Cov3) = r σ²_TC/c.
    CF_NEAR(*test->meanSquareTestReader, (parts->error + cases * parts->testReader) / cases, 1e-12);
    CF_NEAR(*test->cov2 - *test->cov3, parts->testCase / cases, 1e-12);
    CF_NEAR(*test->errorVariance - *test->cov1 - *test->cov2 + *test->cov3, parts->error / cases, 1e-12);
}

void fixedAndRandomReadersShareTheDifferenceAlone()
{
    const auto study = readerStudy(simulated(2, 5, 80, 0.5));
    const auto random = obuchowskiRockette(*study, {}, CovarianceMethod::DeLong, Generalise::ReadersAndCases);
    const auto fixed = obuchowskiRockette(*study, {}, CovarianceMethod::DeLong, Generalise::Cases);
    CF_CHECK(random && fixed && random->differences.size() == 1);
    CF_EQUAL(random->differences[0].difference.value, fixed->differences[0].difference.value);
    const double shared = std::max(*fixed->cov2 - *fixed->cov3, 0.0);
    CF_NEAR(fixed->denominator, *fixed->errorVariance - *fixed->cov1 + 4.0 * shared, 1e-15);
    CF_NEAR(random->denominator, *random->meanSquareTestReader + 5.0 * shared, 1e-15);
    CF_CHECK(fixed->chiSquared && !fixed->denominatorDegrees && random->denominatorDegrees >= 4.0 - 1e-9);
    CF_CHECK(fixed->cellMeans.size() == 10 && fixed->readerDifferences.size() == 5);
}

void identicalTestsAreSaidSo()
{
    std::vector<Reading> readings = simulated(1, 3, 30);
    const std::size_t count = readings.size();
    for (std::size_t index = 0; index < count; ++index) {
        readings.push_back(readings[index]);
        readings.back().test = "copy";
    }
    const auto test =
        obuchowskiRockette(*readerStudy(readings), {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases);
    CF_CHECK(test && !test->p && test->reason.find("identical") != std::string::npos);
    CF_CHECK(test->differences[0].difference.value == 0.0 && test->differences[0].difference.standardError == 0.0);
}

void whatCannotBeComparedIsRefused()
{
    const auto one = readerStudy(simulated(1, 3, 20));
    CF_CHECK(!obuchowskiRockette(*one, {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases));
    CF_CHECK(singleTest(*one, {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases)->mean.interval);
    const auto alone = readerStudy(simulated(2, 1, 20));
    CF_CHECK(!obuchowskiRockette(*alone, {}, CovarianceMethod::Jackknife, Generalise::ReadersAndCases));
    CF_CHECK(obuchowskiRockette(*alone, {}, CovarianceMethod::Jackknife, Generalise::Cases));
    auto holes = simulated(2, 3, 20);
    holes[7].rating.reset();
    const auto partial = readerStudy(holes);
    CF_EQUAL(partial->design(), StudyDesign::PartiallyPaired);
    CF_CHECK(!obuchowskiRockette(*partial, {}, CovarianceMethod::DeLong, Generalise::ReadersAndCases));
    CF_CHECK(obuchowskiRockette(*partial, {}, CovarianceMethod::Unbiased, Generalise::ReadersAndCases));
    CF_CHECK(!readerStudy({ { "r", "t", "1", true, 2.0 }, { "r", "t", "1", true, 3.0 } }));
    CF_CHECK(!readerStudy({ { "r", "t", "1", true, 2.0 }, { "s", "t", "1", false, 3.0 } }));
}

/// By hand: lesions 3 (missed on case b), highest false marks of the two cases without lesions 2 and none.
void jafrocIsTheOneOfItsDefinition()
{
    const auto study = localisationStudy({ { "r", "t", "a", { 3.0, 1.0 }, {} },
        { "r", "t", "b", { std::nullopt }, { 4.0 } }, { "r", "t", "c", {}, { 2.0, 1.0 } }, { "r", "t", "d", {}, {} } });
    CF_CHECK(study);
    // Lesion 3 beats both; 1 loses to 2 and beats "none"; the missed one loses to 2 and draws with "none".
    CF_NEAR(localisationMerit(*study, LocalisationMerit::Jafroc, 0), (2.0 + 1.0 + 0.5) / 6.0, 1e-9);
    CF_NEAR(localisationMerit(*study, LocalisationMerit::WeightedJafroc, 0), (0.5 * 2 + 0.5 * 1 + 0.5) / 4.0, 1e-9);
    CF_NEAR(localisationMerit(*study, LocalisationMerit::HighestRating, 0), 1.0, 1e-9);
    const auto curve = frocCurve(*study, 0);
    CF_CHECK(curve.front().lesionsFound == 0.0 && near(curve.back().lesionsFound, 2.0 / 3.0));
    CF_NEAR(curve.back().falseMarksPerCase, 3.0 / 4.0, 1e-9);
    CF_CHECK(!localisationStudy({ { "r", "t", "a", { 1.0 }, {} }, { "s", "t", "a", {}, {} } }));
}

void detectionAtChanceIsNotTakenForSkill()
{
    RandomStream stream(5, "guesses");
    std::vector<DetectionAnswer> answers;
    for (int reader = 0; reader < 5; ++reader)
        for (int each = 0; each < 60; ++each)
            answers.push_back({ std::to_string(reader), std::to_string(each), stream.chance(0.5) });
    const auto rate = detectionRate(answers);
    CF_CHECK(rate && rate->rate.interval->low < 0.5 && rate->rate.interval->high > 0.5 && *rate->p > 0.05);
    CF_CHECK(rate->answers == 300 && rate->bootstrap && rate->degrees);
}

/// Half of the readers always right: their answers are not independent, and the interval says so.
void answersOfOneReaderDoNotCountAsMany()
{
    std::vector<DetectionAnswer> answers;
    for (int reader = 0; reader < 4; ++reader)
        for (int each = 0; each < 50; ++each)
            answers.push_back({ std::to_string(reader), std::to_string(each), reader % 2 == 0 });
    const auto rate = detectionRate(answers);
    CF_CHECK(rate && near(rate->rate.value, 0.5));
    CF_LESS(3.0 * (rate->independent.interval->high - rate->independent.interval->low),
        rate->rate.interval->high - rate->rate.interval->low);
    answers.resize(50);
    const auto one = detectionRate(answers);
    CF_CHECK(one && !one->reason.empty() && !one->p);
    CF_CHECK(!detectionRate({}) && !detectionRate({ answers[0], answers[0] }));
}

} // namespace

int main()
{
    pseudovaluesAndCovariancesGiveOneTest();
    fixedAndRandomReadersShareTheDifferenceAlone();
    identicalTestsAreSaidSo();
    whatCannotBeComparedIsRefused();
    jafrocIsTheOneOfItsDefinition();
    detectionAtChanceIsNotTakenForSkill();
    answersOfOneReaderDoNotCountAsMany();
}
