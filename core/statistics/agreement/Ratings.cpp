#include "core/statistics/agreement/Ratings.h"

#include <algorithm>
#include <set>

namespace cf {

std::size_t readersOf(const Ratings &ratings)
{
    return ratings.empty() ? 0 : ratings.front().size();
}

std::vector<std::vector<double>> completeUnits(const Ratings &ratings)
{
    std::vector<std::vector<double>> complete;
    for (const auto &unit : ratings) {
        if (!std::ranges::all_of(unit, [](const Number &answer) { return answer.has_value(); }))
            continue;
        std::vector<double> answers;
        std::ranges::transform(unit, std::back_inserter(answers), [](const Number &answer) { return *answer; });
        complete.push_back(std::move(answers));
    }
    return complete;
}

Ratings pairOf(const Ratings &ratings, std::size_t first, std::size_t second)
{
    Ratings pair;
    for (const auto &unit : ratings)
        pair.push_back({ unit[first], unit[second] });
    return pair;
}

std::vector<double> levelsSeen(const Ratings &ratings)
{
    std::set<double> seen;
    for (const auto &unit : ratings)
        for (const Number &answer : unit)
            if (answer)
                seen.insert(*answer);
    return { seen.begin(), seen.end() };
}

std::vector<double> countsOf(const std::vector<Number> &unit, const std::vector<double> &levels)
{
    std::vector<double> counts(levels.size(), 0.0);
    for (const Number &answer : unit)
        for (std::size_t level = 0; answer && level < levels.size(); ++level)
            counts[level] += *answer == levels[level] ? 1.0 : 0.0;
    return counts;
}

AllAgree allAgree(const Ratings &ratings, double tolerance)
{
    const auto units = completeUnits(ratings);
    AllAgree result;
    result.units = units.size();
    if (readersOf(ratings) < 2)
        result.reason = "One reader always agrees with himself.";
    if (units.empty())
        result.reason = reasons::noSharedCases;
    else
        result.percent = 100.0 * static_cast<double>(std::ranges::count_if(units, [tolerance](const auto &unit) {
            const auto [low, high] = std::ranges::minmax(unit);
            return high - low <= tolerance;
        })) / static_cast<double>(units.size());
    return result;
}

} // namespace cf
