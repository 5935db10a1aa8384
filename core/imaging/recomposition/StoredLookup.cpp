#include "core/imaging/recomposition/StoredLookup.h"

#include <algorithm>

namespace cf {

StoredLookup::StoredLookup(const DisplayMap &map)
{
    const std::vector<float> &greys = map.table();
    m_byGrey.reserve(greys.size());
    for (std::size_t index = 0; index < greys.size(); ++index)
        m_byGrey.emplace_back(greys[index], map.minimumStored() + static_cast<std::int32_t>(index));
    std::sort(m_byGrey.begin(), m_byGrey.end());
    const auto sameGrey = [](const auto &a, const auto &b) { return a.first == b.first; };
    m_byGrey.erase(std::unique(m_byGrey.begin(), m_byGrey.end(), sameGrey), m_byGrey.end());
}

std::int32_t StoredLookup::storedFor(double grey) const
{
    const auto above = std::lower_bound(m_byGrey.begin(), m_byGrey.end(), grey,
        [](const std::pair<float, std::int32_t> &entry, double wanted) { return entry.first < wanted; });
    if (above == m_byGrey.begin())
        return above->second;
    const auto below = above - 1;
    if (above == m_byGrey.end())
        return below->second;
    const double up = above->first - grey;
    const double down = grey - below->first;
    if (up == down)
        return std::min(above->second, below->second);
    return up < down ? above->second : below->second;
}

} // namespace cf
