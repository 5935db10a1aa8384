#include "core/statistics/agreement/CohenKappa.h"

#include "core/statistics/Distributions.h"

#include <cmath>

namespace cf {

namespace {

/// Variances below this are rounding noise of sums near 1.
constexpr double rounding = 1e-14;

double rooted(double variance)
{
    return variance < rounding ? 0.0 : std::sqrt(variance);
}

struct Margins {
    std::vector<double> rows;
    std::vector<double> columns;
    std::vector<double> rowWeights; ///< Mean weight of a row against the columns' margin.
    std::vector<double> columnWeights;
};

Margins marginsOf(const SquareTable &shares, const SquareTable &weights)
{
    Margins margins{ shares.rowSums(), shares.columnSums(), std::vector<double>(shares.size, 0.0),
        std::vector<double>(shares.size, 0.0) };
    for (std::size_t row = 0; row < shares.size; ++row)
        for (std::size_t column = 0; column < shares.size; ++column) {
            margins.rowWeights[row] += weights.at(row, column) * margins.columns[column];
            margins.columnWeights[column] += weights.at(row, column) * margins.rows[row];
        }
    return margins;
}

} // namespace

CohenKappa cohenKappa(const SquareTable &counts, WeightKind weightKind, double confidence)
{
    CohenKappa result;
    result.units = counts.sum();
    if (result.units <= 0.0) {
        result.kappa.reason = reasons::noSharedCases;
        return result;
    }
    SquareTable shares = counts;
    for (double &cell : shares.cells)
        cell /= result.units;
    const SquareTable weights = rankWeights(weightKind, counts.size);
    const Margins margins = marginsOf(shares, weights);
    double observed = 0.0;
    double expected = 0.0;
    for (std::size_t row = 0; row < shares.size; ++row)
        for (std::size_t column = 0; column < shares.size; ++column) {
            observed += weights.at(row, column) * shares.at(row, column);
            expected += weights.at(row, column) * margins.rows[row] * margins.columns[column];
        }
    result.observed = observed;
    result.expected = expected;
    if (1.0 - expected < rounding) {
        result.kappa.reason = reasons::noVariation;
        return result;
    }
    const double kappa = (observed - expected) / (1.0 - expected);
    double spread = 0.0;
    double nullSpread = 0.0;
    for (std::size_t row = 0; row < shares.size; ++row)
        for (std::size_t column = 0; column < shares.size; ++column) {
            const double mean = margins.rowWeights[row] + margins.columnWeights[column];
            spread += shares.at(row, column) * std::pow(weights.at(row, column) - mean * (1.0 - kappa), 2);
            nullSpread += margins.rows[row] * margins.columns[column] * std::pow(weights.at(row, column) - mean, 2);
        }
    spread -= std::pow(kappa - expected * (1.0 - kappa), 2);
    nullSpread -= expected * expected;
    const double scale = std::sqrt(result.units) * (1.0 - expected);
    const double error = rooted(spread) / scale;
    result.kappa.value = kappa;
    result.kappa.standardError = error;
    const double half = normalDeviate(confidence) * error;
    result.kappa.interval = Bounds{ kappa - half, kappa + half };
    if (error == 0.0)
        result.kappa.reason = reasons::noSpread;
    const double nullError = rooted(nullSpread) / scale;
    result.nullStandardError = nullError;
    if (nullError > 0.0) {
        result.z = kappa / nullError;
        result.p = normalTwoSided(*result.z);
    }
    return result;
}

CohenKappa cohenKappa(const Ratings &pair, const std::vector<double> &levels, WeightKind weights, double confidence)
{
    SquareTable counts(levels.size());
    if (readersOf(pair) == 2)
        for (const auto &unit : completeUnits(pair)) {
            const auto first = countsOf({ unit[0] }, levels);
            const auto second = countsOf({ unit[1] }, levels);
            for (std::size_t row = 0; row < levels.size(); ++row)
                for (std::size_t column = 0; column < levels.size(); ++column)
                    counts.at(row, column) += first[row] * second[column];
        }
    CohenKappa result = cohenKappa(counts, weights, confidence);
    if (readersOf(pair) != 2)
        result.kappa.reason = reasons::needsTwoReaders;
    return result;
}

Number lightKappa(const Ratings &ratings, const std::vector<double> &levels)
{
    Ratings complete;
    for (const auto &unit : completeUnits(ratings))
        complete.emplace_back(unit.begin(), unit.end());
    const std::size_t readers = readersOf(ratings);
    double sum = 0.0;
    double pairs = 0.0;
    for (std::size_t first = 0; first < readers; ++first)
        for (std::size_t second = first + 1; second < readers; ++second) {
            const auto kappa = cohenKappa(pairOf(complete, first, second), levels, WeightKind::Identity).kappa.value;
            if (!kappa)
                return std::nullopt;
            sum += *kappa;
            pairs += 1.0;
        }
    return pairs > 0.0 ? Number(sum / pairs) : std::nullopt;
}

} // namespace cf
