#include "core/statistics/comparison/Blocks.h"
#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Proportion.h"
#include "core/statistics/comparison/Wilcoxon.h"
#include "core/statistics/resampling/Bootstrap.h"
#include "core/statistics/resampling/DesignEffect.h"

#include "tests/support/Check.h"
#include "tests/support/Near.h"

using namespace cf;

namespace {

/// Agresti, Categorical Data Analysis: approval at two surveys, 1600 voters.
void mcnemarIsAgrestis()
{
    const McNemar test = mcnemar({ 794, 86, 150, 570 });
    CF_CHECK(near(test.chiSquared, 17.36, 5e-3) && test.exactP < 1e-4);
    CF_CHECK(near(test.difference.value, -0.04) && test.tango->high < 0.0);
    const McNemar nothing = mcnemar({ 15, 0, 0, 5 });
    CF_CHECK(nothing.exactP == 1.0 && !nothing.chiSquared && !nothing.reason.empty() && nothing.tango->low < 0.0);
}

/// Cochran, Biometrika 37:256 (1950): growth of diphtheria bacilli on four media, 69 specimens.
void cochransQIsCochrans()
{
    Ratings blocks;
    const auto add = [&blocks](int times, double a, double b, double c, double d) {
        for (int each = 0; each < times; ++each)
            blocks.push_back({ a, b, c, d });
    };
    add(4, 1, 1, 1, 1);
    add(2, 1, 1, 0, 1);
    add(3, 0, 1, 1, 1);
    add(1, 0, 1, 0, 1);
    add(59, 0, 0, 0, 0);
    const BlockTest test = cochranQ(blocks);
    CF_CHECK(test.blocks == 69 && near(test.statistic, 8.05, 5e-3) && near(test.p, 0.045, 5e-4));
}

/// Hollander and Wolfe, Nonparametric Statistical Methods (1973), table 3.1 and page 140.
void rankTestsAreHollanderAndWolfes()
{
    const double before[] = { 1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30 };
    const double after[] = { 0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29 };
    std::vector<double> differences;
    for (int patient = 0; patient < 9; ++patient)
        differences.push_back(before[patient] - after[patient]);
    const SignedRank test = wilcoxonSignedRank(differences);
    CF_CHECK(near(test.positive, 40.0) && near(test.dropped.exactP, 2 * 0.01953, 1e-5));
    CF_CHECK(near(test.shift, 0.46, 1e-9) && near(test.exactInterval->low, 0.01, 1e-9));
    const Ratings times{ { 5.40, 5.50, 5.55 }, { 5.85, 5.70, 5.75 }, { 5.20, 5.60, 5.50 }, { 5.55, 5.50, 5.40 },
        { 5.90, 5.85, 5.70 }, { 5.45, 5.55, 5.60 }, { 5.40, 5.40, 5.35 }, { 5.45, 5.50, 5.35 }, { 5.25, 5.15, 5.00 },
        { 5.85, 5.80, 5.70 }, { 5.25, 5.20, 5.10 }, { 5.65, 5.55, 5.45 }, { 5.60, 5.35, 5.45 }, { 5.05, 5.00, 4.95 },
        { 5.50, 5.50, 5.40 }, { 5.45, 5.55, 5.50 }, { 5.55, 5.55, 5.35 }, { 5.45, 5.50, 5.55 }, { 5.50, 5.45, 5.25 },
        { 5.65, 5.60, 5.40 }, { 5.70, 5.65, 5.55 }, { 6.30, 6.30, 6.25 } };
    const BlockTest friedmans = friedman(times);
    CF_CHECK(near(friedmans.statistic, 11.143, 5e-4) && near(friedmans.p, 0.003805, 5e-7));
}

void nothingThatDiffersIsSaidSo()
{
    CF_CHECK(!wilcoxonSignedRank({ 0, 0, 0 }).positive && !wilcoxonSignedRank({ 0, 0 }).reason.empty());
    const SignedRank one = wilcoxonSignedRank({ 0, 0, 1 });
    CF_CHECK(one.positive == 1.0 && !one.normalInterval && one.reason == reasons::tooFewCases);
    const BlockTest constant = friedman({ { 3, 3, 3 }, { 3, 3, 3 } });
    CF_CHECK(!constant.statistic && constant.reason == reasons::noVariation && constant.pairs.size() == 3);
}

void proportionsHaveTheirIntervals()
{
    // Newcombe, Stat Med 17:857 (1998): 81 of 263, and 0 of 20.
    const Bounds score = *wilson({ 81, 263 }).interval;
    CF_CHECK(near(score.low, 0.2553, 5e-5) && near(score.high, 0.3662, 5e-5));
    const Bounds exact = *clopperPearson({ 81, 263 }).interval;
    CF_CHECK(near(exact.low, 0.2527, 5e-5) && near(exact.high, 0.3676, 5e-5));
    CF_CHECK(wilson({ 0, 20 }).interval->low == 0.0 && near(wilson({ 0, 20 }).interval->high, 0.1611, 5e-5));
    CF_CHECK(!wilson({ 0, 0 }).value && !wilson({ 0, 0 }).reason.empty() && !wilson({ 3, 2 }).value);
    CF_CHECK(near(binomialTest({ 0, 5 }, 0.5)->twoSided, 0.0625) && !binomialTest({ 0, 5 }, 1.1));
    // A stated certainty is kept or broken; there is no normal score of it.
    CF_CHECK(binomialTest({ 0, 5 }, 0.0)->twoSided == 1.0 && binomialTest({ 1, 5 }, 0.0)->twoSided == 0.0);
    CF_CHECK(binomialTest({ 5, 5 }, 1.0)->twoSided == 1.0 && !binomialTest({ 4, 5 }, 1.0)->z);
    CF_CHECK(binomialTest({ 3, 5 }, 0.5)->z && !binomialTest({ 0, 0 }, 0.5) && !binomialTest({ 1, 5 }, -0.1));
}

void missingPValuesDoNotCount()
{
    const PValues corrected = holm(PValues{ 0.01, std::nullopt, 0.04 });
    CF_CHECK(near(corrected[0], 0.02) && !corrected[1] && near(corrected[2], 0.04));
}

void answersThatHangTogetherCostCases()
{
    const DesignEffect tied = designEffect({ { 1, 1, 1 }, { 0, 0, 0 }, { 1, 1, 1 }, { 0, 0, 0 } });
    CF_CHECK(near(tied.correlation, 1.0) && near(tied.kish, 3.0) && near(tied.effectiveTrials, 4.0));
    const DesignEffect constant = designEffect({ { 1, 1 }, { 1, 1 } });
    CF_CHECK(!constant.correlation && constant.reason == reasons::noVariation && constant.clusterError == 0.0);
    CF_CHECK(designEffect({ { 1, 0 } }).reason == reasons::tooFewCases && !designEffect({}).reason.empty());
}

void aBootstrapIsTheSameEveryTime()
{
    const std::vector<double> values{ 1, 2, 3, 4, 10 };
    const auto mean = [&values](const std::vector<std::size_t> &drawn) -> Number {
        double sum = 0.0;
        for (const std::size_t index : drawn)
            sum += values[index];
        return sum / static_cast<double>(drawn.size());
    };
    const BootstrapResult first = bootstrapUnits(5, mean);
    const BootstrapResult second = bootstrapUnits(5, mean);
    CF_CHECK(first.percentile->low == second.percentile->low && first.accelerated->high == second.accelerated->high);
    // The plug-in error is the population deviation over √n.
    CF_NEAR(first.standardError, std::sqrt(10.0 / 5.0), 0.03);
    CF_CHECK(bootstrapUnits(5, mean, { .seed = 2 }).percentile->low != first.percentile->low
        || bootstrapUnits(5, mean, { .seed = 2 }).standardError != first.standardError);
    CF_CHECK(!bootstrapUnits(5, [](const auto &) { return Number(); }).percentile);
}

} // namespace

int main()
{
    mcnemarIsAgrestis();
    cochransQIsCochrans();
    rankTestsAreHollanderAndWolfes();
    nothingThatDiffersIsSaidSo();
    proportionsHaveTheirIntervals();
    missingPValuesDoNotCount();
    answersThatHangTogetherCostCases();
    aBootstrapIsTheSameEveryTime();
}
