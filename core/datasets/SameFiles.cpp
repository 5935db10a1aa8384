#include "core/datasets/SameFiles.h"

#include <map>
#include <set>

namespace cf {

std::vector<std::pair<std::size_t, std::size_t>> equalPlaces(const std::vector<std::string> &hashes)
{
    std::map<std::string, std::size_t> firstOf;
    std::vector<std::pair<std::size_t, std::size_t>> equal;
    for (std::size_t place = 0; place < hashes.size(); ++place) {
        if (hashes[place].empty())
            continue;
        if (const auto [first, isNew] = firstOf.emplace(hashes[place], place); !isNew)
            equal.emplace_back(first->second, place);
    }
    return equal;
}

std::vector<SameFile> sameFiles(const std::vector<BatchRow> &rows)
{
    std::set<std::string> seen;
    std::vector<std::string> films;
    std::vector<std::string> hashes;
    for (const BatchRow &row : rows) {
        if (row.filmSha256.empty() || !seen.insert(row.film).second)
            continue;
        films.push_back(row.film);
        hashes.push_back(row.filmSha256);
    }
    std::vector<SameFile> same;
    for (const auto &[first, other] : equalPlaces(hashes))
        same.push_back({ films[first], films[other], hashes[other] });
    return same;
}

} // namespace cf
