#include "core/statistics/planning/ReaderStudyPower.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>

namespace cf {

Result<PilotComponents> pilotComponents(const ObuchowskiRockette &pilot, std::size_t cases)
{
    if (!pilot.errorVariance || !pilot.varianceTestReader)
        return fail(
            ErrorCode::InvalidInput, "The pilot must have two readers or more who read every test, and random cases.");
    return PilotComponents{ static_cast<double>(cases), *pilot.varianceTestReader, *pilot.errorVariance, *pilot.cov1,
        *pilot.cov2, *pilot.cov3 };
}

Result<ReaderStudyPower> readerStudyPower(const PilotComponents &pilot, const ReaderStudyPlan &plan)
{
    const bool readersMatter = plan.generalise != Generalise::Cases;
    if (!(plan.readers >= (readersMatter ? 2.0 : 1.0)) || !(plan.cases > 0.0) || !(pilot.cases > 0.0))
        return fail(ErrorCode::InvalidInput, "A plan needs cases, and two readers where readers are random.");
    if (!(plan.alpha > 0.0 && plan.alpha < 1.0))
        return fail(ErrorCode::InvalidInput, "The level must lie between 0 and 1.");
    const double scale = pilot.cases / plan.cases;
    const double shared = std::max(pilot.cov2 - pilot.cov3, 0.0);
    const double interaction = std::max(pilot.varianceTestReader, 0.0);
    const double own = scale * (pilot.errorVariance - pilot.cov1 - shared);
    double denominator = interaction + own;
    if (plan.generalise == Generalise::ReadersAndCases)
        denominator = interaction + scale * (pilot.errorVariance - pilot.cov1 + (plan.readers - 1.0) * shared);
    if (plan.generalise == Generalise::Cases)
        denominator = scale * (pilot.errorVariance - pilot.cov1 + (plan.readers - 1.0) * shared);
    if (!(denominator > 0.0))
        return fail(ErrorCode::InvalidInput, "These components have no variance; a pilot that is larger is needed.");
    ReaderStudyPower result;
    result.noncentrality = plan.effect * plan.effect * plan.readers / (2.0 * denominator);
    if (!readersMatter) {
        result.critical = chiSquaredQuantile(1.0 - plan.alpha, 1.0);
        result.power = noncentralChiSquaredUpper(result.critical, 1.0, result.noncentrality);
        return result;
    }
    const double residual = interaction + own;
    const double degrees = plan.generalise == Generalise::Readers || residual <= 0.0
        ? plan.readers - 1.0
        : denominator * denominator * (plan.readers - 1.0) / (residual * residual);
    result.degrees = degrees;
    result.critical = fisherQuantile(1.0 - plan.alpha, 1.0, degrees);
    result.power = noncentralFisherUpper(result.critical, 1.0, degrees, result.noncentrality);
    return result;
}

Result<CasesForPower> casesForPower(
    const PilotComponents &pilot, const ReaderStudyPlan &plan, double power, int maxCases)
{
    CasesForPower result;
    for (int cases = 2; cases <= maxCases; ++cases) {
        ReaderStudyPlan tried = plan;
        tried.cases = cases;
        CF_ASSIGN(const ReaderStudyPower at, readerStudyPower(pilot, tried));
        result.power = at.power;
        if (at.power > power) {
            result.cases = cases;
            return result;
        }
    }
    return result;
}

} // namespace cf
