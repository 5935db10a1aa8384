#include "core/statistics/planning/LinearProgram.h"

#include <cmath>

namespace cf {

namespace {

constexpr double tolerance = 1e-11;

/// Rows are constraints, the last column their limits; `basis` names the variable that each row defines.
struct Tableau {
    std::vector<std::vector<double>> rows;
    std::vector<double> costs; ///< Reduced gains; the last entry is minus the value.
    std::vector<std::size_t> basis;

    void pivot(std::size_t row, std::size_t column)
    {
        const double head = rows[row][column];
        for (double &each : rows[row])
            each /= head;
        const auto clear = [&](std::vector<double> &other) {
            const double factor = other[column];
            for (std::size_t index = 0; factor != 0.0 && index < other.size(); ++index)
                other[index] -= factor * rows[row][index];
        };
        for (std::size_t other = 0; other < rows.size(); ++other)
            if (other != row)
                clear(rows[other]);
        clear(costs);
        basis[row] = column;
    }

    /// False where the gain has no bound. Only the first `usable` variables may enter.
    bool climb(std::size_t usable)
    {
        for (;;) {
            std::size_t entering = 0;
            while (entering < usable && costs[entering] <= tolerance)
                ++entering;
            if (entering == usable)
                return true;
            std::size_t leaving = rows.size();
            double smallest = 0.0;
            for (std::size_t row = 0; row < rows.size(); ++row) {
                if (rows[row][entering] <= tolerance)
                    continue;
                const double ratio = rows[row].back() / rows[row][entering];
                if (leaving == rows.size() || ratio < smallest - tolerance
                    || (std::abs(ratio - smallest) <= tolerance && basis[row] < basis[leaving])) {
                    leaving = row;
                    smallest = ratio;
                }
            }
            if (leaving == rows.size())
                return false;
            pivot(leaving, entering);
        }
    }
};

} // namespace

std::optional<double> maximum(const LinearProgram &program)
{
    const std::size_t variables = program.gains.size();
    const std::size_t constraints = program.rows.size();
    Tableau tableau;
    tableau.costs.assign(variables + constraints + 1, 0.0);
    for (std::size_t row = 0; row < constraints; ++row) {
        auto line = program.rows[row];
        line.resize(variables + constraints + 1, 0.0);
        line[variables + row] = 1.0; // An artificial variable, to be driven out.
        line.back() = program.limits[row];
        for (std::size_t column = 0; column < variables; ++column)
            tableau.costs[column] += line[column];
        tableau.costs.back() += line.back();
        tableau.rows.push_back(std::move(line));
        tableau.basis.push_back(variables + row);
    }
    if (!tableau.climb(variables) || tableau.costs.back() > 1e-9)
        return std::nullopt;
    for (std::size_t row = 0; row < constraints; ++row)
        for (std::size_t column = 0; tableau.basis[row] >= variables && column < variables; ++column)
            if (std::abs(tableau.rows[row][column]) > tolerance)
                tableau.pivot(row, column);
    tableau.costs.assign(variables + constraints + 1, 0.0);
    for (std::size_t column = 0; column < variables; ++column)
        tableau.costs[column] = program.gains[column];
    for (std::size_t row = 0; row < constraints; ++row) {
        const double gain = tableau.basis[row] < variables ? program.gains[tableau.basis[row]] : 0.0;
        for (std::size_t index = 0; index < tableau.costs.size(); ++index)
            tableau.costs[index] -= gain * tableau.rows[row][index];
    }
    if (!tableau.climb(variables))
        return std::nullopt;
    return -tableau.costs.back();
}

} // namespace cf
