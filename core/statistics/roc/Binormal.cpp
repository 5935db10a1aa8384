#include "core/statistics/roc/Binormal.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/LinearSystem.h"
#include "core/statistics/roc/RocCurve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace cf {

namespace {

/// Counts by category, ascending ratings.
struct Categories {
    std::vector<double> negative;
    std::vector<double> positive;
};

Categories categoriesOf(const RatedCases &cases)
{
    std::set<double> ratings(cases.positive.begin(), cases.positive.end());
    ratings.insert(cases.negative.begin(), cases.negative.end());
    Categories categories;
    for (const double rating : ratings) {
        categories.negative.push_back(static_cast<double>(std::ranges::count(cases.negative, rating)));
        categories.positive.push_back(static_cast<double>(std::ranges::count(cases.positive, rating)));
    }
    return categories;
}

/// Parameters: a, b, thresholds ascending.
using Parameters = std::vector<double>;

/// Standardised bounds of category k of positives or negatives.
double bound(const Parameters &p, std::size_t k, std::size_t categories, bool positive)
{
    if (k == 0)
        return -std::numeric_limits<double>::infinity();
    if (k == categories)
        return std::numeric_limits<double>::infinity();
    return positive ? p[1] * p[k + 1] - p[0] : p[k + 1];
}

bool admissible(const Parameters &p)
{
    if (!(p[1] > 0.0))
        return false;
    for (std::size_t k = 3; k < p.size(); ++k)
        if (!(p[k] > p[k - 1]))
            return false;
    return true;
}

double logLikelihood(const Categories &categories, const Parameters &p)
{
    const std::size_t count = categories.negative.size();
    double sum = 0.0;
    for (std::size_t k = 0; k < count; ++k)
        for (const bool positive : { false, true }) {
            const double seen = positive ? categories.positive[k] : categories.negative[k];
            if (seen > 0.0)
                sum += seen
                    * std::log(normalCdf(bound(p, k + 1, count, positive)) - normalCdf(bound(p, k, count, positive)));
        }
    return std::isnan(sum) ? -std::numeric_limits<double>::infinity() : sum;
}

std::vector<double> gradient(const Categories &categories, const Parameters &p)
{
    const std::size_t count = categories.negative.size();
    std::vector<double> slope(p.size(), 0.0);
    for (std::size_t k = 0; k < count; ++k)
        for (const bool positive : { false, true }) {
            const double seen = positive ? categories.positive[k] : categories.negative[k];
            if (seen == 0.0)
                continue;
            const double high = bound(p, k + 1, count, positive);
            const double low = bound(p, k, count, positive);
            const double share = normalCdf(high) - normalCdf(low);
            for (const bool upper : { true, false }) {
                const std::size_t edge = upper ? k + 1 : k;
                if (edge == 0 || edge == count)
                    continue;
                const double change = (upper ? 1.0 : -1.0) * seen * normalDensity(upper ? high : low) / share;
                slope[edge + 1] += change * (positive ? p[1] : 1.0);
                if (positive) {
                    slope[0] -= change;
                    slope[1] += change * p[edge + 1];
                }
            }
        }
    return slope;
}

/// Minus the second derivatives, by central differences of the gradient.
Matrix information(const Categories &categories, const Parameters &p)
{
    Matrix matrix(p.size(), std::vector<double>(p.size(), 0.0));
    for (std::size_t row = 0; row < p.size(); ++row) {
        const double step = 1e-5;
        Parameters above = p;
        Parameters below = p;
        above[row] += step;
        below[row] -= step;
        const auto high = gradient(categories, above);
        const auto low = gradient(categories, below);
        for (std::size_t column = 0; column < p.size(); ++column)
            matrix[row][column] = -(high[column] - low[column]) / (2.0 * step);
    }
    for (std::size_t row = 0; row < p.size(); ++row)
        for (std::size_t column = 0; column < row; ++column)
            matrix[row][column] = matrix[column][row] = 0.5 * (matrix[row][column] + matrix[column][row]);
    return matrix;
}

/// Thresholds from the negatives, a and b from a straight line through the points in normal deviates.
Parameters startOf(const Categories &categories)
{
    double negatives = 0.0;
    double positives = 0.0;
    for (std::size_t k = 0; k < categories.negative.size(); ++k) {
        negatives += categories.negative[k];
        positives += categories.positive[k];
    }
    Parameters p{ 1.0, 1.0 };
    double belowNegative = 0.0;
    double belowPositive = 0.0;
    double distance = 0.0;
    for (std::size_t k = 0; k + 1 < categories.negative.size(); ++k) {
        belowNegative += categories.negative[k];
        belowPositive += categories.positive[k];
        double threshold = normalQuantile((belowNegative + 0.5) / (negatives + 1.0));
        distance += threshold - normalQuantile((belowPositive + 0.5) / (positives + 1.0));
        if (p.size() > 2)
            threshold = std::max(threshold, p.back() + 0.01);
        p.push_back(threshold);
    }
    p[0] = distance / static_cast<double>(categories.negative.size() - 1);
    return p;
}

/// Newton's method with a ridge that grows until the likelihood rises.
bool climb(const Categories &categories, Parameters &p)
{
    double best = logLikelihood(categories, p);
    double ridge = 1e-3;
    for (int step = 0; step < 500; ++step) {
        const auto slope = gradient(categories, p);
        double steepest = 0.0;
        for (const double each : slope)
            steepest = std::max(steepest, std::abs(each));
        if (steepest < 1e-9)
            return true;
        const Matrix plain = information(categories, p);
        bool risen = false;
        for (; ridge < 1e12 && !risen; ridge *= 10.0) {
            Matrix damped = plain;
            for (std::size_t row = 0; row < p.size(); ++row)
                damped[row][row] += ridge * (1.0 + std::abs(plain[row][row]));
            const auto inverse = inverseOf(damped);
            if (!inverse)
                continue;
            Parameters next = p;
            const auto move = product(*inverse, slope);
            for (std::size_t row = 0; row < p.size(); ++row)
                next[row] += move[row];
            const double value = admissible(next) ? logLikelihood(categories, next) : -1e300;
            if (value >= best && std::isfinite(value)) {
                p = next;
                best = value;
                risen = true;
            }
        }
        if (!risen)
            return steepest < 1e-4;
        ridge = std::max(1e-12, ridge * 1e-3);
    }
    return false;
}

} // namespace

Result<Binormal> fitBinormal(const RatedCases &cases, double confidence)
{
    std::size_t inside = 0;
    for (const RocPoint &point : rocCurve(cases))
        inside += point.falsePositive > 0.0 && point.falsePositive < 1.0 && point.truePositive > 0.0
                && point.truePositive < 1.0
            ? 1
            : 0;
    if (inside < 2)
        return fail(ErrorCode::InvalidInput,
            "A binormal curve cannot be fitted: fewer than two operating points lie inside the ROC square. Use the "
            "empirical area.");
    const Categories categories = categoriesOf(cases);
    Parameters p = startOf(categories);
    const bool found = climb(categories, p);
    const auto covariance = found ? inverseOf(information(categories, p)) : std::nullopt;
    if (!covariance || !((*covariance)[0][0] > 0.0) || !((*covariance)[1][1] > 0.0))
        return fail(ErrorCode::InvalidInput,
            "A binormal curve cannot be fitted: the likelihood has no single maximum. Use the empirical area.");
    Binormal fit;
    fit.a = p[0];
    fit.b = p[1];
    fit.thresholds.assign(p.begin() + 2, p.end());
    fit.negativeLogLikelihood = -logLikelihood(categories, p);
    fit.varianceA = (*covariance)[0][0];
    fit.varianceB = (*covariance)[1][1];
    fit.covariance = (*covariance)[0][1];
    const double scale = std::sqrt(1.0 + fit.b * fit.b);
    const double density = normalDensity(fit.a / scale);
    const double byA = density / scale;
    const double byB = -density * fit.a * fit.b / (scale * scale * scale);
    const double error =
        std::sqrt(byA * byA * fit.varianceA + byB * byB * fit.varianceB + 2.0 * byA * byB * fit.covariance);
    const double area = normalCdf(fit.a / scale);
    const double half = normalDeviate(confidence) * error;
    fit.area = { area, error, Bounds{ std::max(0.0, area - half), std::min(1.0, area + half) }, "" };
    return fit;
}

} // namespace cf
