#include "core/statistics/comparison/Wilcoxon.h"

#include "core/statistics/Distributions.h"
#include "core/statistics/comparison/Ranks.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cf {

namespace {

std::vector<double> absolutes(const std::vector<double> &values)
{
    std::vector<double> result;
    std::ranges::transform(values, std::back_inserter(result), [](double value) { return std::abs(value); });
    return result;
}

std::vector<double> withoutZeros(const std::vector<double> &values)
{
    std::vector<double> result;
    std::ranges::copy_if(values, std::back_inserter(result), [](double value) { return value != 0.0; });
    return result;
}

/// Ranks that carry a sign, and whether it is positive.
struct SignedRanks {
    std::vector<double> ranks;
    double positive = 0.0;
    double all() const { return std::accumulate(ranks.begin(), ranks.end(), 0.0); }
    double squares() const { return std::inner_product(ranks.begin(), ranks.end(), ranks.begin(), 0.0); }
};

SignedRanks rank(const std::vector<double> &differences)
{
    const auto ranks = midranks(absolutes(differences));
    SignedRanks result;
    for (std::size_t index = 0; index < differences.size(); ++index) {
        if (differences[index] == 0.0)
            continue;
        result.ranks.push_back(ranks[index]);
        result.positive += differences[index] > 0.0 ? ranks[index] : 0.0;
    }
    return result;
}

/// Probabilities of twice the positive rank sum over all sign patterns (midranks are halves, so twice is whole).
std::vector<double> signPatterns(const std::vector<double> &ranks)
{
    std::vector<double> ways{ 1.0 };
    for (const double rankValue : ranks) {
        const auto twice = static_cast<std::size_t>(std::lround(2.0 * rankValue));
        std::vector<double> next(ways.size() + twice, 0.0);
        for (std::size_t sum = 0; sum < ways.size(); ++sum) {
            next[sum] += 0.5 * ways[sum];
            next[sum + twice] += 0.5 * ways[sum];
        }
        ways = std::move(next);
    }
    return ways;
}

constexpr std::size_t largestExact = 200;

SignedRankScore scoreOf(const SignedRanks &ranks)
{
    SignedRankScore score;
    if (ranks.ranks.empty())
        return score;
    const double distance = ranks.positive - 0.5 * ranks.all();
    score.z = distance / std::sqrt(0.25 * ranks.squares());
    score.p = normalTwoSided(*score.z);
    if (ranks.ranks.size() > largestExact)
        return score;
    const auto ways = signPatterns(ranks.ranks);
    double tail = 0.0;
    for (std::size_t twice = 0; twice < ways.size(); ++twice)
        if (std::abs(0.5 * static_cast<double>(twice) - 0.5 * ranks.all()) >= std::abs(distance) - 1e-9)
            tail += ways[twice];
    score.exactP = std::min(1.0, tail);
    return score;
}

/// Corrected normal score of the differences after a shift; `correction` of the continuity is drawn towards 0.
Number shiftedScore(const std::vector<double> &differences, double shift)
{
    std::vector<double> moved;
    for (const double difference : differences)
        moved.push_back(difference - shift);
    const SignedRanks ranks = rank(withoutZeros(moved));
    if (ranks.ranks.empty())
        return std::nullopt;
    const double distance = ranks.positive - 0.5 * ranks.all();
    const double sign = distance > 0.0 ? 1.0 : distance < 0.0 ? -1.0 : 0.0;
    return (distance - 0.5 * sign) / std::sqrt(0.25 * ranks.squares());
}

/// Where the falling score crosses `wanted`.
Number crossing(const std::vector<double> &differences, double low, double high, double wanted)
{
    const Number atLow = shiftedScore(differences, low);
    const Number atHigh = shiftedScore(differences, high);
    if (!atLow || !atHigh)
        return std::nullopt;
    if (*atLow <= wanted)
        return low;
    if (*atHigh >= wanted)
        return high;
    for (int step = 0; step < 200 && low < high; ++step) {
        const double middle = 0.5 * (low + high);
        const Number score = shiftedScore(differences, middle);
        if (!score)
            return std::nullopt;
        (*score > wanted ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

std::optional<Bounds> normalInterval(const std::vector<double> &differences, double confidence)
{
    const auto used = withoutZeros(differences);
    if (used.size() < 2)
        return std::nullopt;
    const auto [low, high] = std::ranges::minmax(used);
    const double z = normalDeviate(confidence);
    const Number atLow = shiftedScore(used, low);
    const Number atHigh = shiftedScore(used, high);
    // The test itself cannot reach this confidence with so few differences.
    if (!atLow || !atHigh || *atLow < z || *atHigh > -z)
        return std::nullopt;
    const Number lower = crossing(used, low, high, z);
    const Number upper = crossing(used, low, high, -z);
    return lower && upper ? std::optional(Bounds{ *lower, *upper }) : std::nullopt;
}

std::vector<double> pairwiseMeans(const std::vector<double> &differences)
{
    std::vector<double> means;
    for (std::size_t i = 0; i < differences.size(); ++i)
        for (std::size_t j = i; j < differences.size(); ++j)
            means.push_back(0.5 * (differences[i] + differences[j]));
    std::ranges::sort(means);
    return means;
}

double medianOf(const std::vector<double> &ascending)
{
    const std::size_t middle = ascending.size() / 2;
    return ascending.size() % 2 == 1 ? ascending[middle] : 0.5 * (ascending[middle - 1] + ascending[middle]);
}

/// Walsh averages at the quantile of the exact null distribution.
void addExactInterval(SignedRank &result, const std::vector<double> &differences, double confidence)
{
    constexpr std::size_t largest = 49;
    if (result.zeros > 0 || differences.size() > largest || tieTerm(absolutes(differences)) > 0.0)
        return;
    std::vector<double> ranks(differences.size());
    std::iota(ranks.begin(), ranks.end(), 1.0);
    const auto ways = signPatterns(ranks);
    double below = 0.0;
    std::size_t quantile = 0;
    // Smallest w with P(W ≤ w) ≥ half of 1 − confidence; sums are even here, ranks being whole.
    for (std::size_t twice = 0; twice < ways.size(); twice += 2) {
        below += ways[twice];
        if (below >= 0.5 * (1.0 - confidence)) {
            quantile = twice / 2;
            break;
        }
    }
    quantile = std::max<std::size_t>(quantile, 1);
    const auto means = pairwiseMeans(differences);
    result.exactShift = medianOf(means);
    // The widest interval has 1 − 2/2^n; say nothing where that is less than asked for.
    if (1.0 - 2.0 * ways[0] >= confidence)
        result.exactInterval = Bounds{ means[quantile - 1], means[means.size() - quantile] };
}

} // namespace

SignedRank wilcoxonSignedRank(const std::vector<double> &differences, double confidence)
{
    SignedRank result;
    const auto used = withoutZeros(differences);
    result.count = differences.size();
    result.used = used.size();
    result.zeros = result.count - result.used;
    if (used.empty()) {
        result.reason = "Undefined: nothing differs.";
        return result;
    }
    const SignedRanks ranks = rank(used);
    const double distance = ranks.positive - 0.5 * ranks.all();
    const double deviation = std::sqrt(0.25 * ranks.squares());
    result.positive = ranks.positive;
    result.negative = ranks.all() - ranks.positive;
    const double sign = distance > 0.0 ? 1.0 : distance < 0.0 ? -1.0 : 0.0;
    result.correctedP = std::min(1.0, normalTwoSided((distance - 0.5 * sign) / deviation));
    result.correctedGreater = normalCdf(-(distance - 0.5) / deviation);
    result.correctedLess = normalCdf((distance + 0.5) / deviation);
    result.dropped = scoreOf(ranks);
    result.ranked = scoreOf(rank(differences));
    result.shift = hodgesLehmann(differences);
    result.rankBiserial = (*result.positive - *result.negative) / ranks.all();
    result.normalInterval = normalInterval(differences, confidence);
    addExactInterval(result, differences, confidence);
    if (!result.normalInterval && !result.exactInterval)
        result.reason = reasons::tooFewCases;
    return result;
}

double wilcoxonP(const std::vector<double> &differences)
{
    constexpr std::size_t largest = 25;
    const SignedRank test = wilcoxonSignedRank(differences);
    if (test.used == 0)
        return 1.0;
    const bool exact =
        test.used <= largest && test.zeros == 0 && tieTerm(absolutes(differences)) == 0.0 && test.dropped.exactP;
    return exact ? *test.dropped.exactP : *test.correctedP;
}

double hodgesLehmann(const std::vector<double> &differences)
{
    return differences.empty() ? 0.0 : medianOf(pairwiseMeans(differences));
}

MannWhitney mannWhitney(const std::vector<double> &first, const std::vector<double> &second)
{
    MannWhitney result;
    if (first.empty() || second.empty()) {
        result.reason = "Undefined: both groups need a value.";
        return result;
    }
    std::vector<double> all = first;
    all.insert(all.end(), second.begin(), second.end());
    const auto ranks = midranks(all);
    const auto n0 = static_cast<double>(first.size());
    const auto n1 = static_cast<double>(second.size());
    const double sum = std::accumulate(ranks.begin() + static_cast<std::ptrdiff_t>(first.size()), ranks.end(), 0.0);
    result.u = sum - 0.5 * n1 * (n1 + 1.0);
    result.area = result.u / (n0 * n1);
    const double count = n0 + n1;
    const double variance = n0 * n1 / 12.0 * (count + 1.0 - tieTerm(all) / (count * (count - 1.0)));
    if (variance <= 1e-12) {
        result.reason = reasons::noVariation;
        return result;
    }
    const double distance = result.u - 0.5 * n0 * n1;
    result.p = normalTwoSided(distance / std::sqrt(variance));
    result.correctedP = std::min(1.0, normalTwoSided(std::max(0.0, std::abs(distance) - 0.5) / std::sqrt(variance)));
    constexpr std::size_t largest = 400;
    if (all.size() > largest)
        return result;
    // chosen[m][s]: share of the ways to choose m of the values with twice the rank sum s.
    const auto width = static_cast<std::size_t>(std::lround(count * (count + 1.0))) + 1;
    std::vector<std::vector<double>> chosen(second.size() + 1);
    chosen[0].assign(1, 1.0);
    for (std::size_t value = 0; value < all.size(); ++value) {
        const auto twice = static_cast<std::size_t>(std::lround(2.0 * ranks[value]));
        for (std::size_t m = std::min(value + 1, second.size()); m > 0; --m) {
            if (chosen[m - 1].empty())
                continue;
            auto &into = chosen[m];
            into.resize(std::min(width, std::max(into.size(), chosen[m - 1].size() + twice)), 0.0);
            for (std::size_t s = 0; s < chosen[m - 1].size(); ++s)
                into[s + twice] += chosen[m - 1][s];
        }
    }
    const auto &ways = chosen[second.size()];
    const double middle = 0.5 * n1 * (count + 1.0);
    double tail = 0.0;
    double every = 0.0;
    for (std::size_t twice = 0; twice < ways.size(); ++twice) {
        every += ways[twice];
        if (std::abs(0.5 * static_cast<double>(twice) - middle) >= std::abs(sum - middle) - 1e-9)
            tail += ways[twice];
    }
    result.exactP = std::min(1.0, tail / every);
    return result;
}

} // namespace cf
