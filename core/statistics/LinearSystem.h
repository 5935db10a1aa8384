#pragma once

#include <optional>
#include <vector>

namespace cf {

using Matrix = std::vector<std::vector<double>>;

/// Inverse by Gauss–Jordan with pivoting; nothing where the matrix is singular.
std::optional<Matrix> inverseOf(Matrix matrix);
std::vector<double> product(const Matrix &matrix, const std::vector<double> &vector);

} // namespace cf
