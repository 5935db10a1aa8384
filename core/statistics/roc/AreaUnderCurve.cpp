#include "core/statistics/roc/AreaUnderCurve.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

/// Variances below this are rounding noise of areas near 1.
constexpr double rounding = 1e-18;

double meanOf(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// Each case's share of wins against the other class.
struct Placements {
    std::vector<double> positive;
    std::vector<double> negative;
};

Placements placementsOf(const RatedCases &cases)
{
    Placements placements{ std::vector<double>(cases.positive.size(), 0.0),
        std::vector<double>(cases.negative.size(), 0.0) };
    for (std::size_t a = 0; a < cases.positive.size(); ++a)
        for (std::size_t b = 0; b < cases.negative.size(); ++b) {
            const double win = wins(cases.positive[a], cases.negative[b]);
            placements.positive[a] += win / static_cast<double>(cases.negative.size());
            placements.negative[b] += win / static_cast<double>(cases.positive.size());
        }
    return placements;
}

double covarianceOf(const std::vector<double> &first, const std::vector<double> &second)
{
    const double firstMean = meanOf(first);
    const double secondMean = meanOf(second);
    double sum = 0.0;
    for (std::size_t index = 0; index < first.size(); ++index)
        sum += (first[index] - firstMean) * (second[index] - secondMean);
    return sum / static_cast<double>(first.size() - 1);
}

/// DeLong's covariance; nothing where a class has one case.
Number delong(const Placements &first, const Placements &second)
{
    if (first.positive.size() < 2 || first.negative.size() < 2)
        return std::nullopt;
    const double sum = covarianceOf(first.positive, second.positive) / static_cast<double>(first.positive.size())
        + covarianceOf(first.negative, second.negative) / static_cast<double>(first.negative.size());
    return std::abs(sum) < rounding ? 0.0 : sum;
}

Number jackknifeError(const Placements &placements, double area)
{
    const auto n1 = static_cast<double>(placements.positive.size());
    const auto n0 = static_cast<double>(placements.negative.size());
    if (n1 < 2.0 || n0 < 2.0)
        return std::nullopt;
    std::vector<double> left;
    for (const double each : placements.positive)
        left.push_back((area * n1 - each) / (n1 - 1.0));
    for (const double each : placements.negative)
        left.push_back((area * n0 - each) / (n0 - 1.0));
    const double mean = meanOf(left);
    double squares = 0.0;
    for (const double each : left)
        squares += std::pow(each - mean, 2);
    const double count = n1 + n0;
    const double variance = (count - 1.0) / count * squares;
    return variance < rounding ? 0.0 : std::sqrt(variance);
}

/// θ² less the mean over pairs of comparisons without a common case.
Number unbiasedError(const RatedCases &cases, const Placements &placements, double area)
{
    const auto n1 = static_cast<double>(placements.positive.size());
    const auto n0 = static_cast<double>(placements.negative.size());
    if (n1 < 2.0 || n0 < 2.0)
        return std::nullopt;
    double apart = std::pow(area * n1 * n0, 2);
    for (const double each : placements.positive)
        apart -= std::pow(each * n0, 2);
    for (const double each : placements.negative)
        apart -= std::pow(each * n1, 2);
    for (const double positive : cases.positive)
        for (const double negative : cases.negative)
            apart += std::pow(wins(positive, negative), 2);
    const double variance = area * area - apart / (n1 * (n1 - 1.0) * n0 * (n0 - 1.0));
    if (std::abs(variance) < 1e-15)
        return 0.0;
    return variance > 0.0 ? Number(std::sqrt(variance)) : std::nullopt;
}

Error missingClass(const RatedCases &cases)
{
    return { ErrorCode::InvalidInput,
        cases.positive.empty() ? "The area under the curve is undefined: there is no positive case."
                               : "The area under the curve is undefined: there is no negative case." };
}

Bounds clipped(double value, double half)
{
    return { std::clamp(value - half, 0.0, 1.0), std::clamp(value + half, 0.0, 1.0) };
}

} // namespace

double areaValue(const RatedCases &cases)
{
    std::vector<double> negative = cases.negative;
    std::ranges::sort(negative);
    double sum = 0.0;
    for (const double rating : cases.positive) {
        const auto below = std::ranges::lower_bound(negative, rating);
        const auto upTo = std::upper_bound(below, negative.end(), rating);
        sum += static_cast<double>(below - negative.begin()) + 0.5 * static_cast<double>(upTo - below);
    }
    return sum / (static_cast<double>(cases.positive.size()) * static_cast<double>(negative.size()));
}

Result<AreaUnderCurve> areaUnderCurve(const RatedCases &cases, double confidence)
{
    if (!cases.hasBoth())
        return tl::make_unexpected(missingClass(cases));
    const Placements placements = placementsOf(cases);
    AreaUnderCurve result;
    result.positives = cases.positive.size();
    result.negatives = cases.negative.size();
    result.area = areaValue(cases);
    result.estimate.value = result.area;
    result.variance = delong(placements, placements);
    if (result.variance) {
        const double error = std::sqrt(*result.variance);
        result.estimate.standardError = error;
        result.estimate.interval = clipped(result.area, normalDeviate(confidence) * error);
        if (error == 0.0)
            result.estimate.reason = reasons::noSpread;
    } else {
        result.estimate.reason = reasons::tooFewCases;
    }
    result.jackknifeError = jackknifeError(placements, result.area);
    result.unbiasedError = unbiasedError(cases, placements, result.area);
    return result;
}

Result<AreaComparison> compareAreas(const PairedCases &cases, double confidence)
{
    if (!cases.first.hasBoth())
        return tl::make_unexpected(missingClass(cases.first));
    const Placements first = placementsOf(cases.first);
    const Placements second = placementsOf(cases.second);
    AreaComparison result;
    result.first = areaValue(cases.first);
    result.second = areaValue(cases.second);
    result.firstVariance = delong(first, first);
    result.secondVariance = delong(second, second);
    result.covariance = delong(first, second);
    result.difference.value = result.first - result.second;
    if (!result.covariance) {
        result.difference.reason = reasons::tooFewCases;
        return result;
    }
    const double variance = *result.firstVariance + *result.secondVariance - 2.0 * *result.covariance;
    const double error = variance < rounding ? 0.0 : std::sqrt(variance);
    const double half = normalDeviate(confidence) * error;
    result.difference.standardError = error;
    result.difference.interval = Bounds{ *result.difference.value - half, *result.difference.value + half };
    if (error > 0.0) {
        result.z = *result.difference.value / error;
        result.p = normalTwoSided(*result.z);
    } else if (*result.difference.value == 0.0) {
        result.z = 0.0;
        result.p = 1.0;
        result.difference.reason = "Both curves are identical or without spread; the interval has no width.";
    } else {
        result.difference.reason = reasons::noSpread;
    }
    return result;
}

Result<UnpairedAreas> compareUnpairedAreas(const RatedCases &first, const RatedCases &second, double confidence)
{
    UnpairedAreas result;
    CF_ASSIGN(const AreaUnderCurve one, areaUnderCurve(first, confidence));
    CF_ASSIGN(const AreaUnderCurve two, areaUnderCurve(second, confidence));
    result.first = one.area;
    result.second = two.area;
    result.difference.value = one.area - two.area;
    if (!one.variance || !two.variance || *one.variance + *two.variance == 0.0) {
        result.difference.reason = one.variance && two.variance ? reasons::noSpread : reasons::tooFewCases;
        return result;
    }
    const double variance = *one.variance + *two.variance;
    const double error = std::sqrt(variance);
    const auto share = [](const AreaUnderCurve &area) {
        return *area.variance * *area.variance / static_cast<double>(area.positives + area.negatives - 1);
    };
    result.degrees = variance * variance / (share(one) + share(two));
    result.t = *result.difference.value / error;
    result.p = studentTwoSided(*result.t, *result.degrees);
    const double half = studentDeviate(confidence, *result.degrees) * error;
    result.difference.standardError = error;
    result.difference.interval = Bounds{ *result.difference.value - half, *result.difference.value + half };
    return result;
}

} // namespace cf
