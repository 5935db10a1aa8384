#include "core/statistics/comparison/Ranks.h"

#include <algorithm>
#include <numeric>

namespace cf {

namespace {

template <typename Group> void forEachTie(const std::vector<double> &values, Group group)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{ 0 });
    std::ranges::sort(order, {}, [&values](std::size_t index) { return values[index]; });
    for (std::size_t first = 0; first < order.size();) {
        std::size_t last = first;
        while (last < order.size() && values[order[last]] == values[order[first]])
            ++last;
        group(order, first, last);
        first = last;
    }
}

} // namespace

std::vector<double> midranks(const std::vector<double> &values)
{
    std::vector<double> ranks(values.size());
    forEachTie(values, [&ranks](const std::vector<std::size_t> &order, std::size_t first, std::size_t last) {
        for (std::size_t place = first; place < last; ++place)
            ranks[order[place]] = 0.5 * static_cast<double>(first + 1 + last);
    });
    return ranks;
}

double tieTerm(const std::vector<double> &values)
{
    double sum = 0.0;
    forEachTie(values, [&sum](const std::vector<std::size_t> &, std::size_t first, std::size_t last) {
        const auto ties = static_cast<double>(last - first);
        sum += ties * ties * ties - ties;
    });
    return sum;
}

} // namespace cf
