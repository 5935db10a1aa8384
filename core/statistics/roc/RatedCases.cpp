#include "core/statistics/roc/RatedCases.h"

namespace cf {

RatedCases ratedCases(const std::vector<bool> &truth, const std::vector<Number> &ratings)
{
    RatedCases cases;
    for (std::size_t index = 0; index < truth.size(); ++index)
        if (ratings[index])
            (truth[index] ? cases.positive : cases.negative).push_back(*ratings[index]);
    return cases;
}

PairedCases pairedCases(
    const std::vector<bool> &truth, const std::vector<Number> &first, const std::vector<Number> &second)
{
    PairedCases pair;
    for (std::size_t index = 0; index < truth.size(); ++index) {
        if (!first[index] || !second[index])
            continue;
        (truth[index] ? pair.first.positive : pair.first.negative).push_back(*first[index]);
        (truth[index] ? pair.second.positive : pair.second.negative).push_back(*second[index]);
    }
    return pair;
}

} // namespace cf
