#include "core/statistics/Distributions.h"

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_f.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>

namespace cf {

namespace {

namespace bm = boost::math;

/// Errors become NaN or infinity instead of exceptions.
using Quiet = bm::policies::policy<bm::policies::domain_error<bm::policies::ignore_error>,
    bm::policies::pole_error<bm::policies::ignore_error>, bm::policies::overflow_error<bm::policies::ignore_error>,
    bm::policies::underflow_error<bm::policies::ignore_error>,
    bm::policies::evaluation_error<bm::policies::ignore_error>>;

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

using Normal = bm::normal_distribution<double, Quiet>;
using Student = bm::students_t_distribution<double, Quiet>;
using ChiSquared = bm::chi_squared_distribution<double, Quiet>;
using Fisher = bm::fisher_f_distribution<double, Quiet>;
using Binomial = bm::binomial_distribution<double, Quiet>;
using Beta = bm::beta_distribution<double, Quiet>;

bool positive(double value)
{
    return value > 0.0;
}

} // namespace

double normalCdf(double z)
{
    return std::isnan(z) ? undefined : 0.5 * std::erfc(-z / std::sqrt(2.0));
}

double normalDensity(double z)
{
    return std::exp(-0.5 * z * z) / std::sqrt(2.0 * 3.14159265358979323846);
}

double normalQuantile(double probability)
{
    if (!(probability >= 0.0 && probability <= 1.0))
        return undefined;
    if (probability == 0.0 || probability == 1.0)
        return probability == 0.0 ? -infinity : infinity;
    return bm::quantile(Normal(), probability);
}

double normalTwoSided(double z)
{
    return std::erfc(std::abs(z) / std::sqrt(2.0));
}

double normalDeviate(double confidence)
{
    return normalQuantile(0.5 + 0.5 * confidence);
}

double studentTwoSided(double t, double degrees)
{
    if (std::isnan(t) || !positive(degrees))
        return undefined;
    return std::isinf(t) ? 0.0 : 2.0 * bm::cdf(bm::complement(Student(degrees), std::abs(t)));
}

double studentDeviate(double confidence, double degrees)
{
    return positive(degrees) ? bm::quantile(Student(degrees), 0.5 + 0.5 * confidence) : undefined;
}

double chiSquaredUpper(double value, double degrees)
{
    if (std::isnan(value) || !positive(degrees))
        return undefined;
    return std::isinf(value) ? 0.0 : bm::cdf(bm::complement(ChiSquared(degrees), std::max(value, 0.0)));
}

double chiSquaredQuantile(double probability, double degrees)
{
    return positive(degrees) ? bm::quantile(ChiSquared(degrees), probability) : undefined;
}

double fisherUpper(double value, double numerator, double denominator)
{
    if (std::isnan(value) || !positive(numerator) || !positive(denominator))
        return undefined;
    if (std::isinf(value))
        return 0.0;
    if (std::isinf(denominator))
        return chiSquaredUpper(value * numerator, numerator);
    return bm::cdf(bm::complement(Fisher(numerator, denominator), std::max(value, 0.0)));
}

double fisherQuantile(double probability, double numerator, double denominator)
{
    if (!positive(numerator) || !positive(denominator))
        return undefined;
    if (std::isinf(denominator))
        return chiSquaredQuantile(probability, numerator) / numerator;
    return bm::quantile(Fisher(numerator, denominator), probability);
}

double noncentralFisherUpper(double value, double numerator, double denominator, double noncentrality)
{
    if (!positive(numerator) || !positive(denominator) || !(noncentrality >= 0.0))
        return undefined;
    if (noncentrality == 0.0)
        return fisherUpper(value, numerator, denominator);
    return bm::cdf(
        bm::complement(bm::non_central_f_distribution<double, Quiet>(numerator, denominator, noncentrality), value));
}

double noncentralChiSquaredUpper(double value, double degrees, double noncentrality)
{
    if (!positive(degrees) || !(noncentrality >= 0.0))
        return undefined;
    if (noncentrality == 0.0)
        return chiSquaredUpper(value, degrees);
    return bm::cdf(
        bm::complement(bm::non_central_chi_squared_distribution<double, Quiet>(degrees, noncentrality), value));
}

double binomialDensity(std::int64_t successes, std::int64_t trials, double probability)
{
    if (successes < 0 || successes > trials)
        return 0.0;
    return bm::pdf(Binomial(static_cast<double>(trials), probability), static_cast<double>(successes));
}

double binomialCdf(std::int64_t successes, std::int64_t trials, double probability)
{
    if (successes < 0)
        return 0.0;
    if (successes >= trials)
        return 1.0;
    return bm::cdf(Binomial(static_cast<double>(trials), probability), static_cast<double>(successes));
}

double binomialUpper(std::int64_t successes, std::int64_t trials, double probability)
{
    if (successes <= 0)
        return 1.0;
    if (successes > trials)
        return 0.0;
    return bm::cdf(
        bm::complement(Binomial(static_cast<double>(trials), probability), static_cast<double>(successes - 1)));
}

double betaQuantile(double probability, double a, double b)
{
    return positive(a) && positive(b) ? bm::quantile(Beta(a, b), probability) : undefined;
}

} // namespace cf
