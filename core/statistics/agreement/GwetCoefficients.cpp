#include "core/statistics/agreement/GwetCoefficients.h"

#include "core/statistics/Distributions.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

constexpr double rounding = 1e-14;

using Rows = std::vector<std::vector<double>>;

double total(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double meanOver(const std::vector<double> &values)
{
    return total(values) / static_cast<double>(values.size());
}

/// What every coefficient begins with.
struct Table {
    Rows counts; ///< By unit and level.
    std::vector<double> answers; ///< Of each unit.
    std::vector<double> agreeing; ///< Σ_k r_k (r*_k − 1): weighted agreeing ordered pairs of a unit.
    double shared = 0.0; ///< Units with two answers or more.
    double units() const { return static_cast<double>(counts.size()); }
};

Table tableOf(const Ratings &ratings, const std::vector<double> &levels, const SquareTable &weights, double minimum)
{
    Table table;
    for (const auto &unit : ratings) {
        auto counts = countsOf(unit, levels);
        const double answers = total(counts);
        if (answers < minimum)
            continue;
        double agreeing = 0.0;
        for (std::size_t k = 0; k < levels.size(); ++k) {
            double like = 0.0;
            for (std::size_t l = 0; l < levels.size(); ++l)
                like += weights.at(k, l) * counts[l];
            agreeing += counts[k] * (like - 1.0);
        }
        table.answers.push_back(answers);
        table.agreeing.push_back(agreeing);
        table.counts.push_back(std::move(counts));
        table.shared += answers >= 2.0 ? 1.0 : 0.0;
    }
    return table;
}

/// Agreement by chance, and what each unit adds to it (for the linearised variance). `twice`: how strongly.
struct Chance {
    double expected = 0.0;
    std::vector<double> byUnit;
};

/// Mean share of each level.
std::vector<double> sharesOf(const Table &table, std::size_t levels)
{
    std::vector<double> shares(levels, 0.0);
    for (std::size_t unit = 0; unit < table.counts.size(); ++unit)
        for (std::size_t level = 0; level < levels; ++level)
            shares[level] += table.counts[unit][level] / table.answers[unit] / table.units();
    return shares;
}

/// Each unit's mean of a value that belongs to the level of the answer.
std::vector<double> unitMeans(const Table &table, const std::vector<double> &byLevel)
{
    std::vector<double> means;
    for (std::size_t unit = 0; unit < table.counts.size(); ++unit)
        means.push_back(
            std::inner_product(byLevel.begin(), byLevel.end(), table.counts[unit].begin(), 0.0) / table.answers[unit]);
    return means;
}

std::vector<double> times(const SquareTable &weights, const std::vector<double> &shares)
{
    std::vector<double> products(shares.size(), 0.0);
    for (std::size_t row = 0; row < weights.size; ++row)
        for (std::size_t column = 0; column < weights.size; ++column)
            products[row] += weights.at(row, column) * shares[column];
    return products;
}

double quadratic(const SquareTable &weights, const std::vector<double> &shares)
{
    const auto products = times(weights, shares);
    return std::inner_product(products.begin(), products.end(), shares.begin(), 0.0);
}

Chance gwetChance(const Table &table, const SquareTable &weights)
{
    const auto shares = sharesOf(table, weights.size);
    const auto levels = static_cast<double>(weights.size);
    const double factor = levels > 1.0 ? weights.sum() / (levels * (levels - 1.0)) : 0.0;
    std::vector<double> others;
    for (const double share : shares)
        others.push_back(1.0 - share);
    Chance chance;
    chance.expected = factor * std::inner_product(shares.begin(), shares.end(), others.begin(), 0.0);
    chance.byUnit = unitMeans(table, others);
    for (double &each : chance.byUnit)
        each *= factor;
    return chance;
}

Chance fleissChance(const Table &table, const SquareTable &weights)
{
    const auto shares = sharesOf(table, weights.size);
    return { quadratic(weights, shares), unitMeans(table, times(weights, shares)) };
}

/// Conger's chance agreement with missing answers (Gwet 2014, section 2.7).
Chance congerChance(const Ratings &units, const std::vector<double> &levels, const SquareTable &weights)
{
    const std::size_t readers = readersOf(units);
    const auto readerCount = static_cast<double>(readers);
    const auto unitCount = static_cast<double>(units.size());
    std::vector<double> answers(readers, 0.0);
    Rows shares(readers, std::vector<double>(levels.size(), 0.0));
    for (const auto &unit : units)
        for (std::size_t reader = 0; reader < readers; ++reader) {
            const auto counts = countsOf({ unit[reader] }, levels);
            answers[reader] += total(counts);
            for (std::size_t level = 0; level < levels.size(); ++level)
                shares[reader][level] += counts[level];
        }
    std::vector<double> sums(levels.size(), 0.0);
    for (std::size_t reader = 0; reader < readers; ++reader)
        for (std::size_t level = 0; level < levels.size(); ++level) {
            shares[reader][level] /= std::max(answers[reader], 1.0);
            sums[level] += shares[reader][level];
        }
    Chance chance;
    const double pairs = readerCount * (readerCount - 1.0);
    for (std::size_t k = 0; k < levels.size(); ++k)
        for (std::size_t l = 0; l < levels.size(); ++l) {
            double same = 0.0;
            for (const auto &reader : shares)
                same += reader[k] * reader[l];
            chance.expected += weights.at(k, l) * (sums[k] * sums[l] - same) / pairs;
        }
    for (const auto &unit : units) {
        double sum = 0.0;
        for (std::size_t reader = 0; reader < readers; ++reader) {
            if (answers[reader] == 0.0)
                continue;
            const auto counts = countsOf({ unit[reader] }, levels);
            const double surplus = total(counts) - answers[reader] / unitCount;
            for (std::size_t k = 0; k < levels.size(); ++k) {
                double change = 0.0;
                for (std::size_t l = 0; l < levels.size(); ++l)
                    change += weights.at(k, l) * (counts[l] - surplus * shares[reader][l]);
                sum += change * unitCount / answers[reader] * (sums[k] - shares[reader][k]);
            }
        }
        chance.byUnit.push_back(sum / pairs);
    }
    return chance;
}

Chance chanceOf(ChanceModel model, const Table &table, const Ratings &units, const std::vector<double> &levels,
    const SquareTable &weights)
{
    switch (model) {
    case ChanceModel::Gwet:
        return gwetChance(table, weights);
    case ChanceModel::Conger:
        return congerChance(units, levels, weights);
    case ChanceModel::BrennanPrediger: {
        const double expected = weights.sum() / std::pow(static_cast<double>(weights.size), 2);
        return { expected, std::vector<double>(table.counts.size(), expected) };
    }
    case ChanceModel::None:
        return { 0.0, std::vector<double>(table.counts.size(), 0.0) };
    default:
        return fleissChance(table, weights);
    }
}

/// Value and interval from each unit's contribution.
void conclude(ChanceCorrected &result, double value, const std::vector<double> &contributions, double confidence)
{
    result.coefficient.value = value;
    const auto count = static_cast<double>(contributions.size());
    if (count < 2.0) {
        result.coefficient.reason = reasons::tooFewCases;
        return;
    }
    double squares = 0.0;
    for (const double each : contributions)
        squares += std::pow(each - value, 2);
    const double variance = squares / (count * (count - 1.0));
    const double error = variance < rounding * rounding ? 0.0 : std::sqrt(variance);
    const double half = studentDeviate(confidence, count - 1.0) * error;
    result.coefficient.standardError = error;
    result.coefficient.interval = Bounds{ value - half, std::min(1.0, value + half) };
    if (error == 0.0)
        result.coefficient.reason = reasons::noSpread;
    result.p = error > 0.0 ? studentTwoSided(value / error, count - 1.0) : (value == 0.0 ? 1.0 : 0.0);
}

/// Alpha's own small-sample terms.
void krippendorff(ChanceCorrected &result, const Table &table, const SquareTable &weights, double confidence)
{
    const double meanAnswers = meanOver(table.answers);
    const double small = 1.0 / total(table.answers);
    std::vector<double> shares(weights.size, 0.0);
    std::vector<double> agreement;
    for (std::size_t unit = 0; unit < table.counts.size(); ++unit) {
        agreement.push_back(table.agreeing[unit] / (meanAnswers * (table.answers[unit] - 1.0)));
        for (std::size_t level = 0; level < weights.size; ++level)
            shares[level] += table.counts[unit][level] / meanAnswers / table.units();
    }
    const double plain = meanOver(agreement);
    const double observed = (1.0 - small) * plain + small;
    const double expected = quadratic(weights, shares);
    result.observed = observed;
    result.expected = expected;
    if (1.0 - expected < rounding) {
        result.coefficient.reason = reasons::noVariation;
        return;
    }
    const double alpha = (observed - expected) / (1.0 - expected);
    const double uncorrected = (plain - expected) / (1.0 - expected);
    const auto byLevel = times(weights, shares);
    std::vector<double> contributions;
    for (std::size_t unit = 0; unit < table.counts.size(); ++unit) {
        const double surplus = (table.answers[unit] - meanAnswers) / meanAnswers;
        const double chance =
            std::inner_product(byLevel.begin(), byLevel.end(), table.counts[unit].begin(), 0.0) / meanAnswers
            - expected * surplus;
        const double value = (agreement[unit] - observed * surplus - expected) / (1.0 - expected);
        contributions.push_back(
            value - 2.0 * (1.0 - uncorrected) * (chance - expected) / (1.0 - expected) + alpha - uncorrected);
    }
    conclude(result, alpha, contributions, confidence);
}

} // namespace

ChanceCorrected chanceCorrected(const Ratings &ratings, const std::vector<double> &levels, WeightKind weightKind,
    ChanceModel model, double confidence)
{
    const SquareTable weights = categoryWeights(weightKind, levels);
    const bool alpha = model == ChanceModel::Krippendorff;
    const Table table = tableOf(ratings, levels, weights, alpha ? 2.0 : 1.0);
    Ratings units;
    for (const auto &unit : ratings)
        if (total(countsOf(unit, levels)) > 0.0)
            units.push_back(unit);
    ChanceCorrected result;
    result.units = units.size();
    if (readersOf(ratings) < 2)
        result.coefficient.reason = reasons::needsTwoReaders;
    else if (table.shared == 0.0)
        result.coefficient.reason = reasons::noSharedCases;
    if (result.units > 0 && readersOf(ratings) >= 2 && !alpha)
        result.expected = chanceOf(model, table, units, levels, weights).expected;
    if (!result.coefficient.reason.empty()) {
        if (result.units > 0 && readersOf(ratings) < 2 && model != ChanceModel::Conger)
            result.expected = chanceOf(model, table, units, levels, weights).expected;
        return result;
    }
    if (alpha) {
        krippendorff(result, table, weights, confidence);
        return result;
    }
    const Chance chance = chanceOf(model, table, units, levels, weights);
    std::vector<double> agreement(table.counts.size(), 0.0);
    for (std::size_t unit = 0; unit < agreement.size(); ++unit)
        if (table.answers[unit] >= 2.0)
            agreement[unit] = table.agreeing[unit] / (table.answers[unit] * (table.answers[unit] - 1.0));
    const double observed = total(agreement) / table.shared;
    result.observed = observed;
    if (1.0 - chance.expected < rounding) {
        result.coefficient.reason = reasons::noVariation;
        return result;
    }
    const double value = (observed - chance.expected) / (1.0 - chance.expected);
    std::vector<double> contributions;
    for (std::size_t unit = 0; unit < agreement.size(); ++unit) {
        const double subtracted = table.answers[unit] >= 2.0 ? chance.expected : 0.0;
        const double plain = table.units() / table.shared * (agreement[unit] - subtracted) / (1.0 - chance.expected);
        contributions.push_back(
            plain - 2.0 * (1.0 - value) * (chance.byUnit[unit] - chance.expected) / (1.0 - chance.expected));
    }
    conclude(result, value, contributions, confidence);
    return result;
}

} // namespace cf
