#include "core/statistics/agreement/IntraclassCorrelation.h"

#include "core/statistics/Distributions.h"

#include <cmath>

namespace cf {

namespace {

/// Mean squares of units × readers.
struct MeanSquares {
    double units = 0.0; ///< n
    double readers = 0.0; ///< k
    double between = 0.0; ///< MSR: between units.
    double reader = 0.0; ///< MSC: between readers.
    double error = 0.0; ///< MSE: residual of the two-way table.
    double within = 0.0; ///< MSW: within units.
};

MeanSquares meanSquares(const std::vector<std::vector<double>> &table)
{
    MeanSquares squares;
    squares.units = static_cast<double>(table.size());
    squares.readers = static_cast<double>(table.front().size());
    std::vector<double> columns(table.front().size(), 0.0);
    std::vector<double> rows;
    double grand = 0.0;
    for (const auto &row : table) {
        double sum = 0.0;
        for (std::size_t column = 0; column < row.size(); ++column) {
            sum += row[column];
            columns[column] += row[column] / squares.units;
        }
        rows.push_back(sum / squares.readers);
        grand += sum / squares.readers / squares.units;
    }
    double scale = 0.0;
    for (std::size_t row = 0; row < table.size(); ++row) {
        squares.between += squares.readers * std::pow(rows[row] - grand, 2);
        for (std::size_t column = 0; column < columns.size(); ++column) {
            squares.within += std::pow(table[row][column] - rows[row], 2);
            squares.error += std::pow(table[row][column] - rows[row] - columns[column] + grand, 2);
            scale += std::pow(table[row][column], 2);
        }
    }
    for (const double column : columns)
        squares.reader += squares.units * std::pow(column - grand, 2);
    // What rounding leaves of sums of squares that are 0.
    const double noise = 1e-24 * scale;
    for (double *sum : { &squares.between, &squares.within, &squares.error, &squares.reader })
        *sum = *sum <= noise ? 0.0 : *sum;
    squares.between /= squares.units - 1.0;
    squares.within /= squares.units * (squares.readers - 1.0);
    squares.error /= (squares.units - 1.0) * (squares.readers - 1.0);
    squares.reader /= squares.readers - 1.0;
    return squares;
}

/// Ends for the F ratio of a form without a reader effect.
Bounds exactBounds(double f, double numerator, double denominator, double readers, bool mean, double confidence)
{
    const double upper = 0.5 + 0.5 * confidence;
    const double low = f / fisherQuantile(upper, numerator, denominator);
    const double high = f * fisherQuantile(upper, denominator, numerator);
    if (mean)
        return { 1.0 - 1.0 / low, 1.0 - 1.0 / high };
    return { (low - 1.0) / (low + readers - 1.0), (high - 1.0) / (high + readers - 1.0) };
}

/// ICC(2,1): degrees of freedom from the estimate.
Bounds satterthwaite(const MeanSquares &s, double icc, double confidence)
{
    const double n = s.units;
    const double k = s.readers;
    const double fj = s.reader / s.error;
    const double numerator = (k - 1.0) * (n - 1.0) * std::pow(k * icc * fj + n * (1.0 + (k - 1.0) * icc) - k * icc, 2);
    const double denominator =
        (n - 1.0) * k * k * icc * icc * fj * fj + std::pow(n * (1.0 + (k - 1.0) * icc) - k * icc, 2);
    const double degrees = numerator / denominator;
    const double upper = 0.5 + 0.5 * confidence;
    const double lowF = fisherQuantile(upper, n - 1.0, degrees);
    const double highF = fisherQuantile(upper, degrees, n - 1.0);
    const double rest = k * s.reader + (k * n - k - n) * s.error;
    return { n * (s.between - lowF * s.error) / (lowF * rest + n * s.between),
        n * (highF * s.between - s.error) / (rest + n * highF * s.between) };
}

Bounds spearmanBrown(Bounds single, double readers)
{
    const auto step = [readers](double icc) { return icc * readers / (1.0 + icc * (readers - 1.0)); };
    return { step(single.low), step(single.high) };
}

double coefficient(IccForm form, const MeanSquares &s)
{
    const double n = s.units;
    const double k = s.readers;
    switch (form) {
    case IccForm::OneSingle:
        return (s.between - s.within) / (s.between + (k - 1.0) * s.within);
    case IccForm::TwoSingle:
        return (s.between - s.error) / (s.between + (k - 1.0) * s.error + k * (s.reader - s.error) / n);
    case IccForm::ThreeSingle:
        return (s.between - s.error) / (s.between + (k - 1.0) * s.error);
    case IccForm::OneMean:
        return (s.between - s.within) / s.between;
    case IccForm::TwoMean:
        return (s.between - s.error) / (s.between + (s.reader - s.error) / n);
    case IccForm::ThreeMean:
        return (s.between - s.error) / s.between;
    }
    return 0.0;
}

} // namespace

const char *nameOf(IccForm form)
{
    constexpr const char *names[] = { "ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)" };
    return names[static_cast<int>(form)];
}

IntraclassCorrelation intraclassCorrelation(const Ratings &ratings, IccForm form, double confidence)
{
    const auto table = completeUnits(ratings);
    IntraclassCorrelation result;
    result.units = table.size();
    result.readers = readersOf(ratings);
    if (result.readers < 2)
        result.icc.reason = reasons::needsTwoReaders;
    else if (table.empty())
        result.icc.reason = reasons::noSharedCases;
    else if (table.size() < 2)
        result.icc.reason = "Undefined: one case does not vary between cases.";
    if (!result.icc.reason.empty())
        return result;
    const MeanSquares s = meanSquares(table);
    const bool oneWay = form == IccForm::OneSingle || form == IccForm::OneMean;
    const bool mean = form == IccForm::OneMean || form == IccForm::TwoMean || form == IccForm::ThreeMean;
    const double denominator = oneWay ? s.within : s.error;
    result.numeratorDegrees = s.units - 1.0;
    result.denominatorDegrees = oneWay ? s.units * (s.readers - 1.0) : (s.units - 1.0) * (s.readers - 1.0);
    result.icc.value = finite(coefficient(form, s));
    if (s.between == 0.0 || !result.icc.value) {
        result.icc.reason = s.between == 0.0 && denominator > 0.0
            ? "Not usable: the cases do not differ from each other."
            : reasons::noVariation;
        return result;
    }
    if (denominator == 0.0) {
        result.icc.reason = reasons::noSpread;
        return result;
    }
    result.f = s.between / denominator;
    result.p = finite(fisherUpper(*result.f, result.numeratorDegrees, result.denominatorDegrees));
    if (form == IccForm::TwoSingle || form == IccForm::TwoMean) {
        const Bounds single = satterthwaite(s, coefficient(IccForm::TwoSingle, s), confidence);
        result.icc.interval = mean ? spearmanBrown(single, s.readers) : single;
    } else {
        result.icc.interval =
            exactBounds(*result.f, result.numeratorDegrees, result.denominatorDegrees, s.readers, mean, confidence);
    }
    if (!std::isfinite(result.icc.interval->low) || !std::isfinite(result.icc.interval->high)) {
        result.icc.interval.reset();
        result.icc.reason = reasons::tooFewCases;
    }
    return result;
}

} // namespace cf
