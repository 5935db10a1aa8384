#include "core/statistics/agreement/CategoryWeights.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

double pairsIn(std::size_t first, std::size_t second)
{
    const double span = std::abs(static_cast<double>(first) - static_cast<double>(second)) + 1.0;
    return 0.5 * span * (span - 1.0);
}

double weightOf(WeightKind kind, const std::vector<double> &levels, std::size_t first, std::size_t second)
{
    if (first == second)
        return 1.0;
    const double a = levels[first];
    const double b = levels[second];
    const double range = levels.back() - levels.front();
    const double distance = std::abs(a - b) / range;
    switch (kind) {
    case WeightKind::Identity:
        return 0.0;
    case WeightKind::Linear:
        return 1.0 - distance;
    case WeightKind::Quadratic:
        return 1.0 - distance * distance;
    case WeightKind::Radical:
        return 1.0 - std::sqrt(distance);
    case WeightKind::Ordinal:
        return 1.0 - pairsIn(first, second) / pairsIn(0, levels.size() - 1);
    case WeightKind::Ratio: {
        const double largest = range / (levels.back() + levels.front());
        return 1.0 - std::pow((a - b) / (a + b), 2) / (largest * largest);
    }
    }
    return 0.0;
}

} // namespace

double SquareTable::sum() const
{
    return std::accumulate(cells.begin(), cells.end(), 0.0);
}

std::vector<double> SquareTable::rowSums() const
{
    std::vector<double> sums(size, 0.0);
    for (std::size_t row = 0; row < size; ++row)
        for (std::size_t column = 0; column < size; ++column)
            sums[row] += at(row, column);
    return sums;
}

std::vector<double> SquareTable::columnSums() const
{
    std::vector<double> sums(size, 0.0);
    for (std::size_t row = 0; row < size; ++row)
        for (std::size_t column = 0; column < size; ++column)
            sums[column] += at(row, column);
    return sums;
}

SquareTable categoryWeights(WeightKind kind, const std::vector<double> &levels)
{
    SquareTable weights(levels.size());
    for (std::size_t first = 0; first < levels.size(); ++first)
        for (std::size_t second = 0; second < levels.size(); ++second)
            weights.at(first, second) = weightOf(kind, levels, first, second);
    return weights;
}

SquareTable rankWeights(WeightKind kind, std::size_t levels)
{
    std::vector<double> ranks(levels);
    std::iota(ranks.begin(), ranks.end(), 1.0);
    return categoryWeights(kind, ranks);
}

} // namespace cf
