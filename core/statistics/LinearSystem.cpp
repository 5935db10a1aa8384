#include "core/statistics/LinearSystem.h"

#include <cmath>
#include <numeric>
#include <utility>

namespace cf {

std::optional<Matrix> inverseOf(Matrix matrix)
{
    const std::size_t size = matrix.size();
    Matrix inverse(size, std::vector<double>(size, 0.0));
    for (std::size_t row = 0; row < size; ++row)
        inverse[row][row] = 1.0;
    for (std::size_t column = 0; column < size; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < size; ++row)
            if (std::abs(matrix[row][column]) > std::abs(matrix[pivot][column]))
                pivot = row;
        const double head = matrix[pivot][column];
        if (!std::isfinite(head) || std::abs(head) < 1e-300)
            return std::nullopt;
        std::swap(matrix[pivot], matrix[column]);
        std::swap(inverse[pivot], inverse[column]);
        for (std::size_t other = 0; other < size; ++other) {
            matrix[column][other] /= head;
            inverse[column][other] /= head;
        }
        for (std::size_t row = 0; row < size; ++row) {
            const double factor = matrix[row][column];
            if (row == column || factor == 0.0)
                continue;
            for (std::size_t other = 0; other < size; ++other) {
                matrix[row][other] -= factor * matrix[column][other];
                inverse[row][other] -= factor * inverse[column][other];
            }
        }
    }
    return inverse;
}

std::vector<double> product(const Matrix &matrix, const std::vector<double> &vector)
{
    std::vector<double> result;
    for (const auto &row : matrix)
        result.push_back(std::inner_product(row.begin(), row.end(), vector.begin(), 0.0));
    return result;
}

} // namespace cf
