#include "core/statistics/planning/ProportionSize.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Rounding up must not turn 153 + 1e-12 into 154.
std::int64_t roundedUp(double value)
{
    return static_cast<std::int64_t>(std::ceil(value - 1e-9));
}

double arcsinePower(const BinomialPlan &plan, double effect, double count)
{
    const double shift = std::abs(effect) * std::sqrt(count);
    if (!plan.twoSided)
        return normalCdf(shift - normalQuantile(1.0 - plan.alpha));
    const double z = normalQuantile(1.0 - 0.5 * plan.alpha);
    return normalCdf(shift - z) + normalCdf(-shift - z);
}

double arcsineSize(const BinomialPlan &plan, double effect)
{
    double low = 1e-6;
    double high = 1.0;
    while (arcsinePower(plan, effect, high) < plan.power && high < 1e12)
        high *= 2.0;
    for (int step = 0; step < 200; ++step) {
        const double middle = 0.5 * (low + high);
        (arcsinePower(plan, effect, middle) < plan.power ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

/// Which outcomes reject, and how often.
struct ExactTest {
    std::int64_t low = -1;
    std::int64_t high = -1;
    double size = 0.0;
    double power = 0.0;
};

ExactTest exactTest(const BinomialPlan &plan, std::int64_t count)
{
    ExactTest test;
    const double tail = plan.twoSided ? 0.5 * plan.alpha : plan.alpha;
    if (plan.twoSided || plan.truth < plan.stated) {
        // Largest outcome whose lower tail fits; the search starts near the normal quantile.
        const double deviation = std::sqrt(static_cast<double>(count) * plan.stated * (1.0 - plan.stated));
        auto low =
            static_cast<std::int64_t>(static_cast<double>(count) * plan.stated + normalQuantile(tail) * deviation);
        low = std::clamp<std::int64_t>(low, -1, count);
        while (low < count && binomialCdf(low + 1, count, plan.stated) <= tail)
            ++low;
        while (low >= 0 && binomialCdf(low, count, plan.stated) > tail)
            --low;
        test.low = low;
        test.size += binomialCdf(low, count, plan.stated);
        test.power += binomialCdf(low, count, plan.truth);
    }
    if (plan.twoSided || plan.truth > plan.stated) {
        const double deviation = std::sqrt(static_cast<double>(count) * plan.stated * (1.0 - plan.stated));
        auto high =
            static_cast<std::int64_t>(static_cast<double>(count) * plan.stated - normalQuantile(tail) * deviation);
        high = std::clamp<std::int64_t>(high, 0, count + 1);
        while (high > 0 && binomialUpper(high - 1, count, plan.stated) <= tail)
            --high;
        while (high <= count && binomialUpper(high, count, plan.stated) > tail)
            ++high;
        test.high = high <= count ? high : -1;
        test.size += binomialUpper(high, count, plan.stated);
        test.power += binomialUpper(high, count, plan.truth);
    }
    return test;
}

} // namespace

Result<BinomialSize> binomialSize(const BinomialPlan &plan)
{
    const auto inside = [](double value) { return value > 0.0 && value < 1.0; };
    if (!inside(plan.stated) || !inside(plan.truth) || plan.stated == plan.truth)
        return fail(ErrorCode::InvalidInput,
            "The stated and the expected proportion must lie between 0 and 1 and differ from each other.");
    if (!inside(plan.power) || !inside(plan.alpha))
        return fail(ErrorCode::InvalidInput, "Power and level must lie between 0 and 1.");
    BinomialSize size;
    size.effect = 2.0 * std::asin(std::sqrt(plan.truth)) - 2.0 * std::asin(std::sqrt(plan.stated));
    size.arcsine = arcsineSize(plan, size.effect);
    size.rounded = roundedUp(size.arcsine);
    const double zAlpha = normalQuantile(1.0 - (plan.twoSided ? 0.5 : 1.0) * plan.alpha);
    size.normal = std::pow((zAlpha * std::sqrt(plan.stated * (1.0 - plan.stated))
                               + normalQuantile(plan.power) * std::sqrt(plan.truth * (1.0 - plan.truth)))
            / (plan.truth - plan.stated),
        2);
    const ExactTest at = exactTest(plan, size.rounded);
    size.lowCritical = at.low;
    size.highCritical = at.high;
    size.exactSizeAtRounded = at.size;
    size.exactPowerAtRounded = at.power;
    const std::int64_t last = 2 * size.rounded + 60;
    for (std::int64_t count = 1; count <= last; ++count) {
        const bool enough = exactTest(plan, count).power >= plan.power;
        if (enough && size.exactFirst == 0)
            size.exactFirst = count;
        if (!enough)
            size.exactSafe = count + 1;
    }
    return size;
}

ClusteredSize clusteredSize(double independent, double clusterSize, double correlation)
{
    ClusteredSize size;
    size.effect = 1.0 + (clusterSize - 1.0) * correlation;
    size.answers = independent * size.effect;
    size.rounded = roundedUp(size.answers);
    size.clusters = roundedUp(size.answers / clusterSize);
    return size;
}

double twoProportionSize(double first, double second, double power, double alpha, bool twoSided)
{
    const double z = normalQuantile(1.0 - (twoSided ? 0.5 : 1.0) * alpha);
    const double mean = 0.5 * (first + second);
    const double sum = z * std::sqrt(2.0 * mean * (1.0 - mean))
        + normalQuantile(power) * std::sqrt(first * (1.0 - first) + second * (1.0 - second));
    return std::pow(sum / (first - second), 2);
}

} // namespace cf
