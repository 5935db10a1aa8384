#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Wilcoxon.h"
#include "core/statistics/resampling/PatientBootstrap.h"

#include "tests/support/Check.h"

#include <cmath>
#include <string>

using namespace cf;

namespace {

bool near(double value, double wanted, double tolerance = 1e-9)
{
    return std::abs(value - wanted) < tolerance;
}

void aPatientCountsOnceHoweverManyImages()
{
    const std::vector<PatientValue> values{ { "a", 0.0 }, { "a", 0.0 }, { "a", 0.0 }, { "b", 1.0 } };
    CF_NEAR(meanOf(values), 0.5, 1e-9);
    const Interval interval = bootstrapMean(values);
    CF_CHECK(near(interval.mean, 0.5) && near(interval.low, 0.0) && near(interval.high, 1.0));
}

void theIntervalHoldsTheMeanAndNarrowsWithPatients()
{
    std::vector<PatientValue> few;
    std::vector<PatientValue> many;
    for (int patient = 0; patient < 400; ++patient) {
        const PatientValue value{ std::to_string(patient), patient % 2 == 0 ? 0.0 : 1.0 };
        (patient < 16 ? few : many).push_back(value);
    }
    const Interval wide = bootstrapMean(few);
    const Interval narrow = bootstrapMean(many);
    CF_CHECK(wide.low < 0.5 && wide.high > 0.5 && narrow.low < 0.5 && narrow.high > 0.5);
    CF_LESS(narrow.high - narrow.low, 0.5 * (wide.high - wide.low));
    // Normal theory: ± 1.96 · 0.5 / √384.
    CF_NEAR(narrow.high - narrow.low, 2 * 1.96 * 0.5 / std::sqrt(384.0), 0.01);
}

void aPooledRatioIsOneOfSums()
{
    const std::vector<PatientValue> values{ { "a", 1.0, 9.0 }, { "b", 0.0, 1.0 } };
    CF_NEAR(bootstrapRatio(values).mean, 0.9, 1e-9);
}

void noneOrOnePatientHasNoWidth()
{
    CF_NEAR(bootstrapMean({}).mean, 0.0, 1e-9);
    const Interval one = bootstrapMean({ { "a", 0.3 } });
    CF_CHECK(near(one.low, 0.3) && near(one.high, 0.3));
    CF_NEAR(quantileOf({}, 0.5), 0.0, 1e-9);
    CF_CHECK(near(quantileOf({ 3.0, 1.0, 2.0 }, 0.5), 2.0) && near(quantileOf({ 3.0, 1.0, 2.0 }, 0.95), 3.0));
}

void wilcoxonAgreesWithItsTables()
{
    // Five differences of one sign: 2 / 2^5.
    CF_NEAR(wilcoxonP({ 1, 2, 3, 4, 5 }), 0.0625, 1e-9);
    // Smaller rank sum 3 of n = 8: P(W ≤ 3) = 5/256, two-sided.
    CF_NEAR(wilcoxonP({ -1, -2, 3, 4, 5, 6, 7, 8 }), 10.0 / 256.0, 1e-9);
    CF_CHECK(near(wilcoxonP({ 0, 0, 0 }), 1.0) && near(wilcoxonP({}), 1.0));
    std::vector<double> many;
    for (int index = 1; index <= 100; ++index)
        many.push_back(index % 2 == 0 ? index : -index);
    CF_LESS(0.5, wilcoxonP(many));
    for (double &each : many)
        each += 60.0;
    CF_LESS(wilcoxonP(many), 1e-4);
}

void theOtherTestsAgreeWithHandCalculation()
{
    CF_CHECK(near(hodgesLehmann({ 1, 2, 3 }), 2.0) && near(hodgesLehmann({ 0, 10 }), 5.0));
    CF_CHECK(near(mcnemarP(0, 0), 1.0) && near(mcnemarP(0, 5), 0.0625, 1e-6) && near(mcnemarP(3, 3), 1.0, 1e-6));
    const auto corrected = holm(std::vector<double>{ 0.04, 0.01, 0.03 });
    CF_CHECK(near(corrected[1], 0.03) && near(corrected[2], 0.06) && near(corrected[0], 0.06));
}

} // namespace

int main()
{
    aPatientCountsOnceHoweverManyImages();
    theIntervalHoldsTheMeanAndNarrowsWithPatients();
    aPooledRatioIsOneOfSums();
    noneOrOnePatientHasNoWidth();
    wilcoxonAgreesWithItsTables();
    theOtherTestsAgreeWithHandCalculation();
}
