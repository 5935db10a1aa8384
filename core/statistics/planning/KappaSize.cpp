#include "core/statistics/planning/KappaSize.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/planning/LinearProgram.h"

#include <cmath>
#include <numeric>

namespace cf {

namespace {

std::int64_t sizeFrom(double statedError, double expectedError, const KappaTest &test)
{
    const double z = normalQuantile(1.0 - (test.twoSided ? 0.5 : 1.0) * test.alpha);
    const double root =
        (z * statedError + normalQuantile(test.power) * expectedError) / (test.expectedKappa - test.statedKappa);
    return static_cast<std::int64_t>(std::ceil(root * root - 1e-9));
}

Result<> check(const KappaTest &test)
{
    const auto inside = [](double value) { return value > 0.0 && value < 1.0; };
    if (!inside(test.alpha) || !inside(test.power))
        return fail(ErrorCode::InvalidInput, "Power and level must lie between 0 and 1.");
    if (std::abs(test.expectedKappa) > 1.0 || std::abs(test.statedKappa) > 1.0
        || test.expectedKappa == test.statedKappa)
        return fail(ErrorCode::InvalidInput, "The two values of kappa must lie within −1…1 and differ.");
    return {};
}

/// √n times the standard error of kappa of two yes-or-no readers, and whether any table of answers has this kappa.
struct BinaryError {
    double error = 0.0;
    bool possible = true;
};

BinaryError binaryError(double first, double second, double kappa)
{
    const double chance = first * second + (1.0 - first) * (1.0 - second);
    const double agreed = kappa * (1.0 - chance) + chance;
    const double noNo = 0.5 * (agreed - first + 1.0 - second);
    const double yesYes = agreed - noNo;
    const double yesNo = first - yesYes;
    const double noYes = second - yesYes;
    const double minimum = -1e-12;
    const double variance = yesYes * std::pow(1.0 - chance - (first + second) * (1.0 - agreed), 2)
        + noNo * std::pow(1.0 - chance - (2.0 - first - second) * (1.0 - agreed), 2)
        + std::pow(1.0 - agreed, 2)
            * (yesNo * std::pow(second + 1.0 - first, 2) + noYes * std::pow(1.0 - second + first, 2))
        - std::pow(agreed * chance - 2.0 * chance + agreed, 2);
    return { std::sqrt(variance) / std::pow(1.0 - chance, 2),
        noNo >= minimum && yesYes >= minimum && yesNo >= minimum && noYes >= minimum };
}

/// The largest √n times standard error over all tables with these margins and this kappa: a linear programme, since
/// the variance is linear in the cells once margins and agreement are fixed.
double largestError(const std::vector<double> &margins, double kappa)
{
    const std::size_t size = margins.size();
    const double chance = std::inner_product(margins.begin(), margins.end(), margins.begin(), 0.0);
    const double agreed = kappa + chance * (1.0 - kappa);
    LinearProgram program;
    program.gains.resize(size * size);
    program.rows.assign(2 * size, std::vector<double>(size * size, 0.0));
    std::vector<double> diagonal(size * size, 0.0);
    for (std::size_t i = 0; i < size; ++i)
        for (std::size_t j = 0; j < size; ++j) {
            const std::size_t cell = i * size + j;
            program.gains[cell] = i == j ? std::pow(1.0 - chance - 2.0 * margins[i] * (1.0 - agreed), 2)
                                         : std::pow((1.0 - agreed) * (margins[i] + margins[j]), 2);
            program.rows[i][cell] = 1.0;
            program.rows[size + j][cell] = 1.0;
            diagonal[cell] = i == j ? 1.0 : 0.0;
        }
    program.limits = margins;
    program.limits.insert(program.limits.end(), margins.begin(), margins.end());
    // The last margin follows from the others.
    program.rows.back() = diagonal;
    program.limits.back() = agreed;
    const auto largest = maximum(program);
    if (!largest)
        return std::nan("");
    const double variance = *largest - std::pow(agreed * chance - 2.0 * chance + agreed, 2);
    return std::sqrt(std::max(0.0, variance)) / std::pow(1.0 - chance, 2);
}

} // namespace

KappaPrecision kappaPrecision(double cases, double observed, double expected, double confidence)
{
    KappaPrecision precision;
    precision.kappa = (observed - expected) / (1.0 - expected);
    precision.standardError = std::sqrt(observed * (1.0 - observed) / cases) / (1.0 - expected);
    precision.halfWidth = normalDeviate(confidence) * precision.standardError;
    return precision;
}

std::int64_t casesForKappaWidth(double observed, double expected, double halfWidth, double confidence)
{
    const double one = kappaPrecision(1.0, observed, expected, confidence).halfWidth;
    return static_cast<std::int64_t>(std::ceil(std::pow(one / halfWidth, 2) - 1e-9));
}

Result<KappaSize> kappaSize(double firstRate, double secondRate, const KappaTest &test)
{
    CF_TRY(check(test));
    const BinaryError stated = binaryError(firstRate, secondRate, test.statedKappa);
    const BinaryError expected = binaryError(firstRate, secondRate, test.expectedKappa);
    if (!std::isfinite(stated.error) || !std::isfinite(expected.error))
        return fail(ErrorCode::InvalidInput, "No table of answers with these rates has such a kappa.");
    return KappaSize{ sizeFrom(stated.error, expected.error, test), stated.possible && expected.possible };
}

Result<KappaSize> kappaSize(const std::vector<double> &margins, const KappaTest &test)
{
    CF_TRY(check(test));
    const double sum = std::accumulate(margins.begin(), margins.end(), 0.0);
    if (margins.size() < 2 || std::abs(sum - 1.0) > 1e-9)
        return fail(ErrorCode::InvalidInput, "The shares of two or more categories must sum to 1.");
    const double stated = largestError(margins, test.statedKappa);
    const double expected = largestError(margins, test.expectedKappa);
    if (std::isnan(stated) || std::isnan(expected))
        return fail(ErrorCode::InvalidInput, "No table of answers with these shares has such a kappa.");
    return KappaSize{ sizeFrom(stated, expected, test), true };
}

} // namespace cf
