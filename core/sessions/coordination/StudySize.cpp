#include "core/sessions/coordination/StudySize.h"

#include "core/statistics/planning/KappaSize.h"
#include "core/statistics/planning/ProportionSize.h"
#include "core/statistics/planning/ReaderStudyPower.h"

#include <cmath>

namespace cf::sessions {

namespace {

Result<> checkReading(const PlannedReading &reading)
{
    if (reading.readers < 1 || reading.cases < 1)
        return fail(ErrorCode::InvalidInput, "A study needs at least one reader and one case.");
    return {};
}

} // namespace

Result<DetectionSize> detectionSize(const PlannedReading &reading, const DetectionPlan &plan)
{
    CF_TRY(checkReading(reading));
    if (plan.correlation < 0.0 || plan.correlation > 1.0)
        return fail(ErrorCode::InvalidInput, "A correlation lies between 0 and 1.");
    CF_ASSIGN(
        const BinomialSize size, binomialSize({ plan.chance, plan.truth, plan.power, plan.alpha, plan.twoSided }));
    const ClusteredSize clustered = clusteredSize(static_cast<double>(size.exactSafe), reading.cases, plan.correlation);
    DetectionSize result;
    result.independent = size.exactSafe;
    result.designEffect = clustered.effect;
    result.needed = clustered.rounded;
    result.planned = std::int64_t{ reading.readers } * reading.cases;
    result.readersNeeded = static_cast<int>((result.needed + reading.cases - 1) / reading.cases);
    result.isEnough = result.planned >= result.needed;
    return result;
}

Result<AgreementSize> agreementSize(const PlannedReading &reading, const AgreementPlan &plan)
{
    CF_TRY(checkReading(reading));
    const bool isShare = plan.observed > 0.0 && plan.observed < 1.0 && plan.expected >= 0.0 && plan.expected < 1.0;
    if (!isShare || !(plan.halfWidth > 0.0))
        return fail(ErrorCode::InvalidInput, "Shares of agreement lie between 0 and 1, a width is above 0.");
    const KappaPrecision precision = kappaPrecision(reading.cases, plan.observed, plan.expected);
    AgreementSize result;
    result.kappa = precision.kappa;
    result.halfWidth = precision.halfWidth;
    result.needed = casesForKappaWidth(plan.observed, plan.expected, plan.halfWidth);
    result.isEnough = reading.readers >= 2 && reading.cases >= result.needed;
    return result;
}

Result<MrmcSize> mrmcSize(const PlannedReading &reading, const MrmcPlan &plan)
{
    CF_TRY(checkReading(reading));
    const PilotComponents pilot{ plan.pilotCases, plan.varianceTestReader, plan.errorVariance, plan.cov1, plan.cov2,
        plan.cov3 };
    ReaderStudyPlan wanted;
    wanted.readers = reading.readers;
    wanted.cases = reading.cases;
    wanted.effect = plan.difference;
    wanted.alpha = plan.alpha;
    CF_ASSIGN(const ReaderStudyPower power, readerStudyPower(pilot, wanted));
    CF_ASSIGN(const CasesForPower cases, casesForPower(pilot, wanted, plan.power));
    return MrmcSize{ power.power, cases.cases, power.power >= plan.power };
}

} // namespace cf::sessions
