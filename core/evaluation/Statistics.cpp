#include "core/evaluation/Statistics.h"

#include "core/base/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

namespace cf {

namespace {

/// Sums of one patient.
struct PatientSum {
    double numerator = 0.0;
    double denominator = 0.0;
};

double ratioOf(const std::vector<PatientSum> &sums)
{
    PatientSum all;
    for (const PatientSum &each : sums) {
        all.numerator += each.numerator;
        all.denominator += each.denominator;
    }
    return all.denominator > 0.0 ? all.numerator / all.denominator : 0.0;
}

Interval bootstrap(const std::vector<PatientSum> &sums)
{
    Interval interval;
    interval.mean = interval.low = interval.high = ratioOf(sums);
    if (sums.size() < 2)
        return interval;
    constexpr int draws = 10000;
    std::vector<double> drawn(draws);
    std::vector<PatientSum> sample(sums.size());
    RandomStream stream(1, "bootstrap");
    for (double &value : drawn) {
        for (PatientSum &each : sample)
            each = sums[static_cast<std::size_t>(stream.below(static_cast<int>(sums.size())))];
        value = ratioOf(sample);
    }
    std::sort(drawn.begin(), drawn.end());
    interval.low = drawn[draws / 40];
    interval.high = drawn[draws - 1 - draws / 40];
    return interval;
}

/// Patients' means, each patient counting once.
std::vector<PatientSum> meansByPatient(const std::vector<PatientValue> &values)
{
    std::map<std::string, PatientSum> sums;
    for (const PatientValue &each : values) {
        sums[each.patient].numerator += each.value;
        sums[each.patient].denominator += 1.0;
    }
    std::vector<PatientSum> means;
    for (const auto &[patient, sum] : sums)
        means.push_back({ sum.numerator / sum.denominator, 1.0 });
    return means;
}

struct SignedRanks {
    double positive = 0.0; ///< Sum of the ranks of positive differences.
    double tieTerm = 0.0; ///< Σ t³ − t over groups of ties.
    std::size_t count = 0; ///< Differences that are not 0.
};

SignedRanks rank(const std::vector<double> &differences)
{
    std::vector<double> sorted;
    std::copy_if(differences.begin(), differences.end(), std::back_inserter(sorted), [](double d) { return d != 0.0; });
    std::sort(sorted.begin(), sorted.end(), [](double a, double b) { return std::abs(a) < std::abs(b); });
    SignedRanks ranks;
    ranks.count = sorted.size();
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        while (last < sorted.size() && std::abs(sorted[last]) == std::abs(sorted[first]))
            ++last;
        const double meanRank = 0.5 * static_cast<double>(first + 1 + last);
        for (std::size_t index = first; index < last; ++index)
            ranks.positive += sorted[index] > 0.0 ? meanRank : 0.0;
        const auto ties = static_cast<double>(last - first);
        ranks.tieTerm += ties * ties * ties - ties;
        first = last;
    }
    return ranks;
}

/// P(W ≤ w) under the hypothesis, by counting the subsets of 1…n with each sum.
double exactWilcoxonBelow(std::size_t count, double sum)
{
    const std::size_t most = count * (count + 1) / 2;
    std::vector<double> ways(most + 1, 0.0);
    ways[0] = 1.0;
    for (std::size_t rankValue = 1; rankValue <= count; ++rankValue)
        for (std::size_t total = most; total >= rankValue; --total)
            ways[total] += ways[total - rankValue];
    const double below = std::accumulate(ways.begin(), ways.begin() + static_cast<std::ptrdiff_t>(sum) + 1, 0.0);
    return below / std::exp2(static_cast<double>(count));
}

} // namespace

double meanOf(const std::vector<PatientValue> &values)
{
    return ratioOf(meansByPatient(values));
}

Interval bootstrapMean(const std::vector<PatientValue> &values)
{
    return bootstrap(meansByPatient(values));
}

Interval bootstrapRatio(const std::vector<PatientValue> &values)
{
    std::map<std::string, PatientSum> sums;
    for (const PatientValue &each : values) {
        sums[each.patient].numerator += each.weight * each.value;
        sums[each.patient].denominator += each.weight;
    }
    std::vector<PatientSum> list;
    for (const auto &[patient, sum] : sums)
        list.push_back(sum);
    return bootstrap(list);
}

double quantileOf(std::vector<double> values, double share)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    const double rankOf = std::ceil(share * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::clamp(rankOf, 1.0, static_cast<double>(values.size()))) - 1];
}

double wilcoxonP(const std::vector<double> &differences)
{
    const SignedRanks ranks = rank(differences);
    if (ranks.count == 0)
        return 1.0;
    const auto count = static_cast<double>(ranks.count);
    const double whole = count * (count + 1.0) / 2.0;
    const double smaller = std::min(ranks.positive, whole - ranks.positive);
    if (ranks.count <= 25 && ranks.tieTerm == 0.0 && ranks.count == differences.size())
        return std::min(1.0, 2.0 * exactWilcoxonBelow(ranks.count, smaller));
    const double variance = count * (count + 1.0) * (2.0 * count + 1.0) / 24.0 - ranks.tieTerm / 48.0;
    const double z = (std::max(0.0, whole / 2.0 - smaller - 0.5)) / std::sqrt(std::max(variance, 1e-12));
    return std::min(1.0, std::erfc(z / std::sqrt(2.0)));
}

double hodgesLehmann(const std::vector<double> &differences)
{
    if (differences.empty())
        return 0.0;
    std::vector<double> means;
    for (std::size_t i = 0; i < differences.size(); ++i)
        for (std::size_t j = i; j < differences.size(); ++j)
            means.push_back(0.5 * (differences[i] + differences[j]));
    const auto middle = means.begin() + static_cast<std::ptrdiff_t>(means.size() / 2);
    std::nth_element(means.begin(), middle, means.end());
    if (means.size() % 2 == 1)
        return *middle;
    return 0.5 * (*middle + *std::max_element(means.begin(), middle));
}

double mcnemarP(int onlyFirst, int onlySecond)
{
    const int count = onlyFirst + onlySecond;
    if (count == 0)
        return 1.0;
    double below = 0.0;
    for (int k = 0; k <= std::min(onlyFirst, onlySecond); ++k)
        below += std::exp(
            std::lgamma(count + 1.0) - std::lgamma(k + 1.0) - std::lgamma(count - k + 1.0) - count * std::log(2.0));
    return std::min(1.0, 2.0 * below);
}

std::vector<double> holm(const std::vector<double> &p)
{
    std::vector<std::size_t> order(p.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::sort(order.begin(), order.end(), [&p](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> corrected(p.size());
    double highest = 0.0;
    for (std::size_t place = 0; place < order.size(); ++place) {
        highest = std::max(highest, std::min(1.0, p[order[place]] * static_cast<double>(p.size() - place)));
        corrected[order[place]] = highest;
    }
    return corrected;
}

} // namespace cf
