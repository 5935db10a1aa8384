#include "core/statistics/comparison/MultipleTesting.h"

#include <algorithm>

namespace cf {

namespace {

/// Places of the p-values that are there, by ascending p.
std::vector<std::size_t> ascending(const PValues &p)
{
    std::vector<std::size_t> order;
    for (std::size_t place = 0; place < p.size(); ++place)
        if (p[place])
            order.push_back(place);
    std::ranges::stable_sort(order, {}, [&p](std::size_t place) { return *p[place]; });
    return order;
}

/// Largest so far of p·factor(rank from 0, count), from the smallest p up.
template <typename Factor> PValues stepDown(const PValues &p, Factor factor)
{
    const auto order = ascending(p);
    PValues corrected(p.size());
    double highest = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        highest = std::max(highest, std::min(1.0, *p[order[rank]] * factor(rank, order.size())));
        corrected[order[rank]] = highest;
    }
    return corrected;
}

/// Smallest so far, from the largest p down.
template <typename Factor> PValues stepUp(const PValues &p, Factor factor)
{
    const auto order = ascending(p);
    PValues corrected(p.size());
    double lowest = 1.0;
    for (std::size_t rank = order.size(); rank-- > 0;) {
        lowest = std::min(lowest, *p[order[rank]] * factor(rank, order.size()));
        corrected[order[rank]] = lowest;
    }
    return corrected;
}

} // namespace

PValues holm(const PValues &p)
{
    return stepDown(p, [](std::size_t rank, std::size_t count) { return static_cast<double>(count - rank); });
}

PValues hochberg(const PValues &p)
{
    return stepUp(p, [](std::size_t rank, std::size_t count) { return static_cast<double>(count - rank); });
}

PValues bonferroni(const PValues &p)
{
    const auto count = static_cast<double>(ascending(p).size());
    PValues corrected(p.size());
    for (std::size_t place = 0; place < p.size(); ++place)
        if (p[place])
            corrected[place] = std::min(1.0, *p[place] * count);
    return corrected;
}

PValues benjaminiHochberg(const PValues &p)
{
    return stepUp(p,
        [](std::size_t rank, std::size_t count) { return static_cast<double>(count) / static_cast<double>(rank + 1); });
}

std::vector<double> holm(const std::vector<double> &p)
{
    const PValues corrected = holm(PValues(p.begin(), p.end()));
    std::vector<double> values;
    for (const Number &each : corrected)
        values.push_back(*each);
    return values;
}

} // namespace cf
