#include "core/statistics/roc/VisualGrading.h"

#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/statistics/roc/RocCurve.h"

#include <numeric>

namespace cf {

namespace {

using Places = std::vector<std::size_t>;

Places everyOf(std::size_t count)
{
    Places places(count);
    std::iota(places.begin(), places.end(), std::size_t{ 0 });
    return places;
}

/// One reader's grades of the cases drawn; the compared condition plays the positives.
RatedCases gradesOf(const Ratings &reference, const Ratings &compared, std::size_t reader, const Places &cases)
{
    RatedCases grades;
    for (const std::size_t each : cases) {
        if (reference[each][reader])
            grades.negative.push_back(*reference[each][reader]);
        if (compared[each][reader])
            grades.positive.push_back(*compared[each][reader]);
    }
    return grades;
}

Number meanArea(const Ratings &reference, const Ratings &compared, const Places &readers, const Places &cases)
{
    double sum = 0.0;
    for (const std::size_t reader : readers) {
        const RatedCases grades = gradesOf(reference, compared, reader, cases);
        if (!grades.hasBoth())
            return std::nullopt;
        sum += areaValue(grades) / static_cast<double>(readers.size());
    }
    return readers.empty() ? std::nullopt : Number(sum);
}

} // namespace

VisualGrading visualGrading(const Ratings &reference, const Ratings &compared, const BootstrapSettings &settings)
{
    VisualGrading result;
    const Places cases = everyOf(reference.size());
    const std::size_t readers = readersOf(reference);
    if (reference.size() != compared.size() || readers != readersOf(compared) || readers == 0) {
        result.area.reason = "Undefined: both conditions need the same table of cases and readers.";
        return result;
    }
    for (std::size_t reader = 0; reader < readers; ++reader)
        result.byReader.push_back(meanArea(reference, compared, { reader }, cases));
    result.area.value = meanArea(reference, compared, everyOf(readers), cases);
    if (!result.area.value) {
        result.area.reason = "Undefined: a reader graded one condition alone.";
        return result;
    }
    if (cases.size() < 3) {
        result.area.reason = reasons::tooFewCases;
        return result;
    }
    const BootstrapResult drawn = readers > 1
        ? bootstrapReadersAndCases(
            readers, cases.size(),
            [&](const Places &r, const Places &c) { return meanArea(reference, compared, r, c); }, settings)
        : bootstrapUnits(
            cases.size(), [&](const Places &c) { return meanArea(reference, compared, { 0 }, c); }, settings);
    result.area.standardError = drawn.standardError;
    result.area.interval = drawn.percentile;
    result.area.reason = drawn.reason;
    return result;
}

std::vector<VgcPoint> vgcCurve(const Ratings &reference, const Ratings &compared)
{
    RatedCases all;
    for (const auto &unit : reference)
        for (const Number &grade : unit)
            if (grade)
                all.negative.push_back(*grade);
    for (const auto &unit : compared)
        for (const Number &grade : unit)
            if (grade)
                all.positive.push_back(*grade);
    std::vector<VgcPoint> curve;
    for (const RocPoint &point : rocCurve(all))
        curve.push_back({ point.falsePositive, point.truePositive });
    return curve;
}

} // namespace cf
