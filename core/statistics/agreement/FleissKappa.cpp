#include "core/statistics/agreement/FleissKappa.h"

#include "core/statistics/Distributions.h"

#include <cmath>

namespace cf {

namespace {

constexpr double rounding = 1e-14;

void judge(Number kappa, double error, Number &z, Number &p)
{
    if (!kappa || !(error > 0.0) || !std::isfinite(error))
        return;
    z = *kappa / error;
    p = normalTwoSided(*z);
}

struct Sums {
    std::vector<double> shares; ///< Of each category among all answers.
    std::vector<double> mixed; ///< Σ over units of x (m − x), by category.
    double agreement = 0.0; ///< Mean over units of the share of agreeing pairs.
    std::vector<std::vector<double>> byReader; ///< Shares of the categories, one row a reader.
};

Sums sumsOf(const std::vector<std::vector<double>> &units, const std::vector<double> &levels)
{
    const auto readers = static_cast<double>(units.front().size());
    const auto count = static_cast<double>(units.size());
    Sums sums;
    sums.shares.resize(levels.size(), 0.0);
    sums.mixed.resize(levels.size(), 0.0);
    sums.byReader.resize(units.front().size());
    for (std::vector<double> &reader : sums.byReader)
        reader.resize(levels.size(), 0.0);
    for (const auto &unit : units) {
        double squares = 0.0;
        for (std::size_t level = 0; level < levels.size(); ++level) {
            double uses = 0.0;
            for (std::size_t reader = 0; reader < unit.size(); ++reader)
                if (unit[reader] == levels[level]) {
                    uses += 1.0;
                    sums.byReader[reader][level] += 1.0 / count;
                }
            squares += uses * uses;
            sums.shares[level] += uses / (count * readers);
            sums.mixed[level] += uses * (readers - uses);
        }
        sums.agreement += (squares - readers) / (readers * (readers - 1.0)) / count;
    }
    return sums;
}

} // namespace

Result<FleissKappa> fleissKappa(const Ratings &ratings)
{
    const auto units = completeUnits(ratings);
    if (units.empty())
        return fail(ErrorCode::InvalidInput, "Fleiss's kappa needs cases that all readers answered; there is none.");
    FleissKappa result;
    result.units = units.size();
    result.readers = units.front().size();
    Ratings complete;
    for (const auto &unit : units)
        complete.emplace_back(unit.begin(), unit.end());
    const auto levels = levelsSeen(complete);
    for (const double level : levels)
        result.categories.push_back({ .level = level });
    if (result.readers < 2) {
        result.reason = reasons::needsTwoReaders;
        return result;
    }
    const Sums sums = sumsOf(units, levels);
    const auto readers = static_cast<double>(result.readers);
    const double pairs = static_cast<double>(result.units) * readers * (readers - 1.0);
    double chance = 0.0;
    double spread = 0.0;
    double skew = 0.0;
    double between = 0.0;
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const double share = sums.shares[level];
        chance += share * share;
        spread += share * (1.0 - share);
        skew += share * (1.0 - share) * (1.0 - 2.0 * share);
        for (const auto &reader : sums.byReader)
            between += std::pow(reader[level] - share, 2) / readers;
    }
    if (1.0 - chance < rounding) {
        result.reason = reasons::noVariation;
        return result;
    }
    result.kappa = (sums.agreement - chance) / (1.0 - chance);
    const double exactChance = chance - between / (readers - 1.0);
    result.congerExact = finite((sums.agreement - exactChance) / (1.0 - exactChance));
    result.nullStandardError = std::sqrt(2.0 / (spread * spread * pairs) * (spread * spread - skew));
    judge(result.kappa, *result.nullStandardError, result.z, result.p);
    for (std::size_t level = 0; level < levels.size(); ++level) {
        const double share = sums.shares[level];
        FleissCategory &category = result.categories[level];
        category.kappa = 1.0 - sums.mixed[level] / (pairs * share * (1.0 - share));
        judge(category.kappa, std::sqrt(2.0 / pairs), category.z, category.p);
    }
    return result;
}

} // namespace cf
