#include "core/statistics/comparison/Blocks.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/comparison/McNemar.h"
#include "core/statistics/comparison/MultipleTesting.h"
#include "core/statistics/comparison/Ranks.h"
#include "core/statistics/comparison/Wilcoxon.h"

#include <cmath>
#include <functional>

namespace cf {

namespace {

using PairTest = std::function<double(const std::vector<double> &first, const std::vector<double> &second)>;

std::vector<double> columnOf(const std::vector<std::vector<double>> &table, std::size_t column)
{
    std::vector<double> values;
    for (const auto &row : table)
        values.push_back(row[column]);
    return values;
}

void comparePairs(BlockTest &test, const std::vector<std::vector<double>> &table, const PairTest &pairTest)
{
    std::vector<double> p;
    for (std::size_t first = 0; first < test.treatments; ++first)
        for (std::size_t second = first + 1; second < test.treatments; ++second) {
            p.push_back(pairTest(columnOf(table, first), columnOf(table, second)));
            test.pairs.push_back({ first, second, p.back() });
        }
    const auto corrected = holm(p);
    for (std::size_t pair = 0; pair < test.pairs.size(); ++pair)
        test.pairs[pair].corrected = corrected[pair];
}

BlockTest rankBlocks(const Ratings &blocks)
{
    const auto table = completeUnits(blocks);
    BlockTest test;
    test.blocks = table.size();
    test.treatments = readersOf(blocks);
    if (table.empty() || test.treatments < 2) {
        test.reason = "Undefined: two treatments and a complete block are needed.";
        return test;
    }
    const auto n = static_cast<double>(test.blocks);
    const auto k = static_cast<double>(test.treatments);
    test.degrees = k - 1.0;
    test.meanRanks.assign(test.treatments, 0.0);
    double ties = 0.0;
    for (const auto &block : table) {
        const auto ranks = midranks(block);
        for (std::size_t column = 0; column < ranks.size(); ++column)
            test.meanRanks[column] += ranks[column] / n;
        ties += tieTerm(block);
    }
    double squares = 0.0;
    for (const double rank : test.meanRanks)
        squares += std::pow(n * (rank - 0.5 * (k + 1.0)), 2);
    const double scale = n * k * (k + 1.0) - ties / (k - 1.0);
    if (scale <= 1e-9) {
        test.reason = reasons::noVariation;
        return test;
    }
    test.statistic = 12.0 * squares / scale;
    test.p = chiSquaredUpper(*test.statistic, test.degrees);
    test.concordance = *test.statistic / (n * (k - 1.0));
    return test;
}

double signedRankP(const std::vector<double> &first, const std::vector<double> &second)
{
    std::vector<double> differences;
    for (std::size_t row = 0; row < first.size(); ++row)
        differences.push_back(first[row] - second[row]);
    return wilcoxonSignedRank(differences).correctedP.value_or(1.0);
}

double discordantP(const std::vector<double> &first, const std::vector<double> &second)
{
    int onlyFirst = 0;
    int onlySecond = 0;
    for (std::size_t row = 0; row < first.size(); ++row) {
        onlyFirst += first[row] > second[row] ? 1 : 0;
        onlySecond += first[row] < second[row] ? 1 : 0;
    }
    return mcnemarP(onlyFirst, onlySecond);
}

} // namespace

BlockTest friedman(const Ratings &blocks)
{
    BlockTest test = rankBlocks(blocks);
    if (test.treatments >= 2)
        comparePairs(test, completeUnits(blocks), signedRankP);
    return test;
}

BlockTest cochranQ(const Ratings &blocks)
{
    // Q is the tie-corrected Friedman statistic of 0/1 outcomes.
    BlockTest test = rankBlocks(blocks);
    test.concordance.reset();
    if (test.treatments >= 2)
        comparePairs(test, completeUnits(blocks), discordantP);
    return test;
}

KendallW kendallW(const Ratings &ratings)
{
    const auto units = completeUnits(ratings);
    Ratings judges(readersOf(ratings));
    for (const auto &unit : units)
        for (std::size_t reader = 0; reader < judges.size(); ++reader)
            judges[reader].push_back(unit[reader]);
    KendallW result;
    result.units = units.size();
    result.readers = judges.size();
    result.degrees = static_cast<double>(units.size()) - 1.0;
    if (judges.size() < 2) {
        result.reason = reasons::needsTwoReaders;
        return result;
    }
    const BlockTest test = rankBlocks(judges);
    result.w = test.concordance;
    result.chiSquared = test.statistic;
    result.p = test.p;
    result.reason = test.reason;
    return result;
}

} // namespace cf
