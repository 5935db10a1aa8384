#pragma once

#include <cstddef>
#include <vector>

namespace cf {

/// How much two answers that differ count as agreement, 0…1 (Gwet, Handbook of Inter-Rater Reliability, 4th ed. 2014).
enum class WeightKind {
    Identity, ///< None: equal or not.
    Linear,
    Quadratic,
    Radical,
    Ordinal, ///< From the ranks of the categories alone.
    Ratio,
};

/// A square table, row-major.
struct SquareTable {
    std::size_t size = 0;
    std::vector<double> cells;

    explicit SquareTable(std::size_t side = 0)
        : size(side)
        , cells(side * side, 0.0)
    {
    }
    double &at(std::size_t row, std::size_t column) { return cells[row * size + column]; }
    double at(std::size_t row, std::size_t column) const { return cells[row * size + column]; }
    double sum() const;
    std::vector<double> rowSums() const;
    std::vector<double> columnSums() const;
};

/// Weights from the categories' values, which must be ascending. One category: weight 1.
SquareTable categoryWeights(WeightKind kind, const std::vector<double> &levels);
/// Weights from the places of the categories on the scale (Cohen 1968): none, linear or quadratic alone.
SquareTable rankWeights(WeightKind kind, std::size_t levels);

} // namespace cf
