// Values from the literature; the whole table of references is statistics_parity's.

#include "core/statistics/agreement/BlandAltman.h"
#include "core/statistics/agreement/CohenKappa.h"
#include "core/statistics/agreement/FleissKappa.h"
#include "core/statistics/agreement/GwetCoefficients.h"
#include "core/statistics/agreement/IntraclassCorrelation.h"
#include "core/statistics/agreement/KrippendorffAlpha.h"

#include "tests/support/Check.h"
#include "tests/support/Near.h"

using namespace cf;

namespace {

constexpr auto none = std::nullopt;

/// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): 12 units, 4 observers, answers missing.
Ratings krippendorffsExample()
{
    return { { 1, 1, none, 1 }, { 2, 2, 3, 2 }, { 3, 3, 3, 3 }, { 3, 3, 3, 3 }, { 2, 2, 2, 2 }, { 1, 2, 3, 4 },
        { 4, 4, 4, 4 }, { 1, 1, 2, 1 }, { 2, 2, 2, 2 }, { none, 5, 5, 5 }, { none, none, 1, 1 },
        { none, none, 3, none } };
}

/// Shrout and Fleiss, Psychological Bulletin 86:420 (1979), table 2.
Ratings shroutAndFleiss()
{
    return { { 9, 2, 5, 8 }, { 6, 1, 3, 2 }, { 8, 4, 6, 8 }, { 7, 1, 2, 6 }, { 10, 5, 6, 9 }, { 6, 2, 4, 7 } };
}

void alphaIsKrippendorffs()
{
    const Ratings ratings = krippendorffsExample();
    CF_NEAR(krippendorffAlpha(ratings, AlphaMetric::Nominal).value, 0.743, 5e-4);
    CF_NEAR(krippendorffAlpha(ratings, AlphaMetric::Ordinal).value, 0.815, 5e-4);
    CF_NEAR(krippendorffAlpha(ratings, AlphaMetric::Interval).value, 0.849, 5e-4);
    CF_NEAR(krippendorffAlpha(ratings, AlphaMetric::Ratio).value, 0.797, 5e-4);
    const Estimate estimate = krippendorffAlpha(ratings, AlphaMetric::Nominal);
    CF_CHECK(estimate.interval && estimate.interval->low < 0.743 && estimate.interval->high > 0.743);
}

void theSixIntraclassCorrelationsAreShroutAndFleiss()
{
    const auto icc = [](IccForm form) { return intraclassCorrelation(shroutAndFleiss(), form).icc.value; };
    CF_CHECK(near(icc(IccForm::OneSingle), 0.17, 0.005) && near(icc(IccForm::TwoSingle), 0.29, 0.005));
    CF_CHECK(near(icc(IccForm::ThreeSingle), 0.71, 0.005) && near(icc(IccForm::OneMean), 0.44, 0.005));
    CF_CHECK(near(icc(IccForm::TwoMean), 0.62, 0.005) && near(icc(IccForm::ThreeMean), 0.91, 0.005));
}

/// Fleiss, Cohen and Everitt, Psychological Bulletin 72:323 (1969): two raters, 200 subjects in per cent.
void kappaIsFleissCohenAndEveritts()
{
    SquareTable counts(3);
    counts.cells = { 53, 5, 2, 11, 14, 5, 1, 6, 3 };
    const CohenKappa kappa = cohenKappa(counts, WeightKind::Identity);
    CF_CHECK(near(kappa.kappa.value, 0.429, 5e-4) && near(kappa.observed, 0.70));
    CF_CHECK(kappa.p && *kappa.p < 1e-6);
}

/// Bland and Altman, Lancet 327:307 (1986): peak flow by two meters, first readings.
void limitsOfAgreementAreBlandAndAltmans()
{
    const Ratings meters{ { 494, 512 }, { 395, 430 }, { 516, 520 }, { 434, 428 }, { 476, 500 }, { 557, 600 },
        { 413, 364 }, { 442, 380 }, { 650, 658 }, { 433, 445 }, { 417, 432 }, { 656, 626 }, { 267, 260 }, { 478, 477 },
        { 178, 259 }, { 423, 350 }, { 427, 451 } };
    const BlandAltman limits = blandAltman(meters, 2.0);
    CF_CHECK(near(limits.bias.value, -2.1, 0.05) && near(limits.deviation, 38.8, 0.05));
    CF_CHECK(near(limits.lower.value, -79.7, 0.1) && near(limits.upper.value, 75.5, 0.1));
    CF_CHECK(limits.bias.interval->low < -2.1 && limits.bias.interval->high > -2.1);
}

void allAnswersAlikeIsFullAgreementWithoutACoefficient()
{
    const Ratings alike(20, { 1, 1, 1 });
    CF_NEAR(chanceCorrected(alike, { 0, 1 }, WeightKind::Identity, ChanceModel::None).coefficient.value, 1.0, 1e-9);
    const CohenKappa kappa = cohenKappa(pairOf(alike, 0, 1), { 0, 1 }, WeightKind::Identity);
    CF_CHECK(!kappa.kappa.value && kappa.kappa.reason == reasons::noVariation && near(kappa.observed, 1.0));
    CF_CHECK(!fleissKappa(alike)->kappa && !fleissKappa(alike)->reason.empty());
    CF_CHECK(!krippendorffAlpha(alike, AlphaMetric::Interval).value);
    CF_CHECK(!intraclassCorrelation(alike, IccForm::TwoSingle).icc.value);
}

void oneReaderOrNoSharedCaseIsSaidSo()
{
    const Ratings apart{ { 1, none }, { none, 2 }, { 3, none } };
    CF_EQUAL(krippendorffAlpha(apart, AlphaMetric::Nominal).reason, reasons::noSharedCases);
    CF_EQUAL(cohenKappa(apart, { 1, 2, 3 }, WeightKind::Linear).kappa.reason, reasons::noSharedCases);
    CF_CHECK(!fleissKappa(apart));
    const Ratings one{ { 1 }, { 2 } };
    CF_EQUAL(krippendorffAlpha(one, AlphaMetric::Nominal).reason, reasons::needsTwoReaders);
    CF_EQUAL(intraclassCorrelation(one, IccForm::OneSingle).icc.reason, reasons::needsTwoReaders);
}

void tooFewCasesHaveNoInterval()
{
    const Ratings single{ { 1, 2 } };
    CF_CHECK(!chanceCorrected(single, { 1, 2, 3 }, WeightKind::Identity, ChanceModel::Gwet).coefficient.interval);
    CF_CHECK(blandAltman(single).bias.value && blandAltman(single).bias.reason == reasons::tooFewCases);
    const Estimate two = krippendorffAlpha({ { 1, 2 }, { 2, 2 } }, AlphaMetric::Nominal);
    CF_CHECK(two.value && !two.interval && two.reason == reasons::tooFewCases);
}

/// An unused middle category must not bring its neighbours closer together.
void weightsAreThoseOfTheWholeScale()
{
    const Ratings pair{ { 1, 5 }, { 5, 5 }, { 1, 1 }, { 2, 1 }, { 4, 5 }, { 5, 4 } };
    const auto whole = cohenKappa(pair, { 1, 2, 3, 4, 5 }, WeightKind::Linear).kappa.value;
    const auto seen = cohenKappa(pair, { 1, 2, 4, 5 }, WeightKind::Linear).kappa.value;
    CF_CHECK(whole && seen && std::abs(*whole - *seen) > 1e-3);
}

} // namespace

int main()
{
    alphaIsKrippendorffs();
    theSixIntraclassCorrelationsAreShroutAndFleiss();
    kappaIsFleissCohenAndEveritts();
    limitsOfAgreementAreBlandAndAltmans();
    allAnswersAlikeIsFullAgreementWithoutACoefficient();
    oneReaderOrNoSharedCaseIsSaidSo();
    tooFewCasesHaveNoInterval();
    weightsAreThoseOfTheWholeScale();
}
