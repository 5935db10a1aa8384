#include "core/statistics/planning/AreaSize.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/roc/AreaUnderCurve.h"
#include "core/statistics/roc/RocCurve.h"

#include <cmath>
#include <numbers>

namespace cf {

namespace {

/// Variance of one area for one positive case, `ratio` negatives to each (Obuchowski 1994).
double areaVariance(double area, double ratio)
{
    const double a = normalQuantile(area) * 1.414; // The published constant, not √2.
    return 0.0099 * std::exp(-0.5 * a * a) * ((5.0 * a * a + 8.0) + (a * a + 8.0) / ratio);
}

double nullVariance(double ratio)
{
    return 0.0792 * (1.0 + 1.0 / ratio);
}

/// Variances per positive case.
struct PairVariance {
    double first = 0.0;
    double second = 0.0;
    double covariance = 0.0;
    double difference = 0.0;
    double nullRoot() const { return std::sqrt(std::max(0.0, 2.0 * first - 2.0 * covariance)); }
    double root() const { return std::sqrt(std::max(0.0, first + second - 2.0 * covariance)); }
};

struct Moments {
    double mean = 0.0;
    double deviation = 0.0;
};

Moments momentsOf(const std::vector<double> &values)
{
    Moments moments;
    const auto count = static_cast<double>(values.size());
    for (const double value : values)
        moments.mean += value / count;
    double squares = 0.0;
    for (const double value : values)
        squares += std::pow(value - moments.mean, 2);
    moments.deviation = std::sqrt(squares / (count - 1.0));
    return moments;
}

double correlationOf(const std::vector<double> &first, const std::vector<double> &second)
{
    const Moments one = momentsOf(first);
    const Moments two = momentsOf(second);
    double sum = 0.0;
    for (std::size_t index = 0; index < first.size(); ++index)
        sum += (first[index] - one.mean) * (second[index] - two.mean);
    return sum / (static_cast<double>(first.size() - 1) * one.deviation * two.deviation);
}

/// a and b of a binormal curve, and the derivatives of its area.
struct BinormalShape {
    double a = 0.0;
    double b = 0.0;
    double f = 0.0;
    double g = 0.0;
};

/// Least squares through the operating points inside the ROC square: specificity over sensitivity in normal deviates,
/// as the package pROC draws it, so that plans agree with that program's.
BinormalShape shapeOf(const RatedCases &cases)
{
    std::vector<double> x;
    std::vector<double> y;
    for (const RocPoint &point : rocCurve(cases)) {
        const double sensitivity = normalQuantile(point.truePositive);
        const double specificity = normalQuantile(1.0 - point.falsePositive);
        if (std::isfinite(sensitivity) && std::isfinite(specificity)) {
            x.push_back(sensitivity);
            y.push_back(specificity);
        }
    }
    BinormalShape shape;
    if (x.size() < 2)
        return shape;
    const Moments sensitivities = momentsOf(x);
    const Moments specificities = momentsOf(y);
    shape.b = correlationOf(x, y) * specificities.deviation / sensitivities.deviation;
    shape.a = specificities.mean - shape.b * sensitivities.mean;
    const double scale = 1.0 + shape.b * shape.b;
    const double density = std::exp(-0.5 * shape.a * shape.a / scale) / std::sqrt(2.0 * std::numbers::pi * scale);
    shape.f = density;
    shape.g = -shape.a * shape.b * density / scale;
    return shape;
}

PairVariance binormalVariance(const PairedCases &pilot, double ratio)
{
    const BinormalShape one = shapeOf(pilot.first);
    const BinormalShape two = shapeOf(pilot.second);
    const auto variance = [ratio](const BinormalShape &s) {
        return s.f * s.f * (1.0 + s.b * s.b / ratio + 0.5 * s.a * s.a)
            + s.g * s.g * s.b * s.b * (1.0 + ratio) / (2.0 * ratio);
    };
    const double ra = correlationOf(pilot.first.positive, pilot.second.positive);
    const double rn = correlationOf(pilot.first.negative, pilot.second.negative);
    PairVariance pair;
    pair.first = variance(one);
    pair.second = variance(two);
    pair.covariance = one.f * two.f * (ra + rn * one.b * two.b / ratio + 0.5 * ra * ra * one.a * two.a)
        + one.g * two.g * one.b * two.b * (rn * rn + ratio * ra * ra) / (2.0 * ratio)
        + 0.5 * one.f * two.g * one.a * two.b * ra * ra + 0.5 * two.f * one.g * two.a * one.b * ra * ra;
    return pair;
}

Result<PairVariance> pilotVariance(const PairedCases &pilot, PilotVariance kind)
{
    CF_ASSIGN(const AreaComparison areas, compareAreas(pilot));
    if (!areas.covariance)
        return fail(ErrorCode::InvalidInput, "The pilot needs two cases of each kind.");
    const auto positives = static_cast<double>(pilot.first.positive.size());
    PairVariance pair{ positives * *areas.firstVariance, positives * *areas.secondVariance,
        positives * *areas.covariance, 0.0 };
    if (kind == PilotVariance::Binormal)
        pair = binormalVariance(pilot, static_cast<double>(pilot.first.negative.size()) / positives);
    pair.difference = std::abs(areas.first - areas.second);
    if (!(pair.difference > 0.0) || !(pair.root() > 0.0))
        return fail(ErrorCode::InvalidInput, "The pilot shows no difference, so no study could be large enough.");
    return pair;
}

Result<> check(double area, double alpha)
{
    if (!(area > 0.0 && area < 1.0) || area == 0.5)
        return fail(ErrorCode::InvalidInput, "The expected area must lie between 0 and 1 and differ from 0.5.");
    if (!(alpha > 0.0 && alpha < 1.0))
        return fail(ErrorCode::InvalidInput, "The level must lie between 0 and 1.");
    return {};
}

} // namespace

Result<AreaCounts> areaSize(double area, double power, double alpha, double negativesPerPositive)
{
    CF_TRY(check(area, alpha));
    if (!(power > 0.0 && power < 1.0) || !(negativesPerPositive > 0.0))
        return fail(ErrorCode::InvalidInput, "The power must lie between 0 and 1, and the ratio above 0.");
    const double root = normalQuantile(1.0 - 0.5 * alpha) * std::sqrt(nullVariance(negativesPerPositive))
        + normalQuantile(power) * std::sqrt(areaVariance(area, negativesPerPositive));
    const double positives = root * root / ((area - 0.5) * (area - 0.5));
    return AreaCounts{ positives, negativesPerPositive * positives };
}

Result<double> areaPower(double area, const AreaCounts &counts, double alpha)
{
    CF_TRY(check(area, alpha));
    if (!(counts.positives > 0.0) || !(counts.negatives > 0.0))
        return fail(ErrorCode::InvalidInput, "Cases of both kinds are needed.");
    const double ratio = counts.negatives / counts.positives;
    const double z = (std::sqrt(counts.positives) * std::abs(area - 0.5)
                         - normalQuantile(1.0 - 0.5 * alpha) * std::sqrt(nullVariance(ratio)))
        / std::sqrt(areaVariance(area, ratio));
    return normalCdf(z);
}

Result<AreaCounts> twoAreaSize(const PairedCases &pilot, PilotVariance variance, double power, double alpha)
{
    CF_ASSIGN(const PairVariance pair, pilotVariance(pilot, variance));
    const double root = normalQuantile(1.0 - 0.5 * alpha) * pair.nullRoot() + normalQuantile(power) * pair.root();
    const double positives = root * root / (pair.difference * pair.difference);
    const double ratio =
        static_cast<double>(pilot.first.negative.size()) / static_cast<double>(pilot.first.positive.size());
    return AreaCounts{ positives, ratio * positives };
}

Result<double> twoAreaPower(const PairedCases &pilot, PilotVariance variance, double alpha)
{
    CF_ASSIGN(const PairVariance pair, pilotVariance(pilot, variance));
    const double shift = std::sqrt(static_cast<double>(pilot.first.positive.size())) * pair.difference;
    return normalCdf((shift - normalQuantile(1.0 - 0.5 * alpha) * pair.nullRoot()) / pair.root());
}

} // namespace cf
