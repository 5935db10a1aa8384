#pragma once

#include <cstdint>

namespace cf {

/// Distributions of Boost.Math under the names that this library uses. All of them answer NaN, never an exception,
/// where they are not defined; infinite arguments give 0 or 1.

double normalCdf(double z);
double normalDensity(double z);
/// −∞ for 0 and ∞ for 1.
double normalQuantile(double probability);
/// P(|Z| ≥ |z|).
double normalTwoSided(double z);
/// The normal deviate of a two-sided interval: 1.96 for 0.95.
double normalDeviate(double confidence);

double studentTwoSided(double t, double degrees);
/// The deviate of a two-sided interval.
double studentDeviate(double confidence, double degrees);

double chiSquaredUpper(double value, double degrees);

/// P(F ≥ value). Degrees need not be whole; infinite denominators are chi-squared.
double fisherUpper(double value, double numerator, double denominator);
double fisherQuantile(double probability, double numerator, double denominator);
/// P(F ≥ value) of the non-central F distribution.
double noncentralFisherUpper(double value, double numerator, double denominator, double noncentrality);
/// P(χ² ≥ value) of the non-central chi-squared distribution.
double noncentralChiSquaredUpper(double value, double degrees, double noncentrality);
double chiSquaredQuantile(double probability, double degrees);

double binomialDensity(std::int64_t successes, std::int64_t trials, double probability);
/// P(X ≤ successes); 0 for −1.
double binomialCdf(std::int64_t successes, std::int64_t trials, double probability);
/// P(X ≥ successes).
double binomialUpper(std::int64_t successes, std::int64_t trials, double probability);
double betaQuantile(double probability, double a, double b);

} // namespace cf
