#include "core/statistics/comparison/Proportion.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

bool possible(Proportion proportion)
{
    return proportion.trials > 0 && proportion.successes >= 0 && proportion.successes <= proportion.trials;
}

Estimate none()
{
    return { .reason = "Undefined: there is no case to count." };
}

Estimate shareOf(Proportion proportion)
{
    Estimate estimate;
    const auto trials = static_cast<double>(proportion.trials);
    const double share = static_cast<double>(proportion.successes) / trials;
    estimate.value = share;
    estimate.standardError = std::sqrt(share * (1.0 - share) / trials);
    return estimate;
}

} // namespace

Estimate wilson(Proportion proportion, double confidence)
{
    if (!possible(proportion))
        return none();
    Estimate estimate = shareOf(proportion);
    const auto trials = static_cast<double>(proportion.trials);
    const double z2 = std::pow(normalDeviate(confidence), 2);
    const double share = *estimate.value;
    const double middle = (share + z2 / (2.0 * trials)) / (1.0 + z2 / trials);
    const double half =
        std::sqrt(z2 * (share * (1.0 - share) / trials + z2 / (4.0 * trials * trials))) / (1.0 + z2 / trials);
    estimate.interval = Bounds{ std::max(0.0, middle - half), std::min(1.0, middle + half) };
    // At the ends the score interval begins exactly there; rounding must not move it.
    if (proportion.successes == 0)
        estimate.interval->low = 0.0;
    if (proportion.successes == proportion.trials)
        estimate.interval->high = 1.0;
    return estimate;
}

Estimate clopperPearson(Proportion proportion, double confidence)
{
    if (!possible(proportion))
        return none();
    Estimate estimate = shareOf(proportion);
    const double tail = 0.5 * (1.0 - confidence);
    const auto hits = static_cast<double>(proportion.successes);
    const auto misses = static_cast<double>(proportion.trials - proportion.successes);
    estimate.interval = Bounds{ hits > 0.0 ? betaQuantile(tail, hits, misses + 1.0) : 0.0,
        misses > 0.0 ? betaQuantile(1.0 - tail, hits + 1.0, misses) : 1.0 };
    return estimate;
}

Estimate agrestiCoull(Proportion proportion, double confidence)
{
    if (!possible(proportion))
        return none();
    Estimate estimate = shareOf(proportion);
    const double z = normalDeviate(confidence);
    const double trials = static_cast<double>(proportion.trials) + z * z;
    const double share = (static_cast<double>(proportion.successes) + 0.5 * z * z) / trials;
    const double half = z * std::sqrt(share * (1.0 - share) / trials);
    estimate.interval = Bounds{ share - half, share + half };
    return estimate;
}

std::optional<BinomialTest> binomialTest(Proportion proportion, double stated)
{
    if (!possible(proportion) || !(stated >= 0.0 && stated <= 1.0))
        return std::nullopt;
    const std::int64_t seen = proportion.successes;
    const std::int64_t trials = proportion.trials;
    const double density = binomialDensity(seen, trials, stated);
    BinomialTest test;
    test.less = binomialCdf(seen, trials, stated);
    test.greater = binomialUpper(seen, trials, stated);
    test.midLess = test.less - 0.5 * density;
    test.midGreater = test.greater - 0.5 * density;
    // Equally likely outcomes on the other side must count although their densities differ by rounding.
    constexpr double rounding = 1.0 + 1e-7;
    double sum = 0.0;
    for (std::int64_t outcome = 0; outcome <= trials; ++outcome) {
        const double other = binomialDensity(outcome, trials, stated);
        sum += other <= density * rounding ? other : 0.0;
    }
    test.twoSided = std::min(1.0, sum);
    const auto count = static_cast<double>(trials);
    test.z = finite((static_cast<double>(seen) / count - stated) / std::sqrt(stated * (1.0 - stated) / count));
    return test;
}

} // namespace cf
