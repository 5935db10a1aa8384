#include "core/training/data/PairSampler.h"

#include <map>
#include <tuple>

namespace cf {

PairSampler::PairSampler(const std::vector<PairRecord> &records, double insertionShare)
    : m_insertionShare(insertionShare)
{
    std::map<std::tuple<bool, Target, Side>, Group> groups;
    for (std::size_t index = 0; index < records.size(); ++index) {
        const PairRecord &record = records[index];
        if (!isCheckPair(record))
            groups[{ record.origin == "insertion", record.abnormality.target, record.abnormality.side }].push_back(
                index);
    }
    for (auto &[key, group] : groups)
        (std::get<0>(key) ? m_insertions : m_phantoms).push_back(std::move(group));
}

const std::vector<PairSampler::Group> &PairSampler::groupsFor(RandomStream &stream) const
{
    if (m_phantoms.empty())
        return m_insertions;
    return !m_insertions.empty() && stream.chance(m_insertionShare) ? m_insertions : m_phantoms;
}

std::size_t PairSampler::draw(RandomStream &stream) const
{
    const auto &groups = groupsFor(stream);
    const Group &group = groups[static_cast<std::size_t>(stream.below(static_cast<int>(groups.size())))];
    return group[static_cast<std::size_t>(stream.below(static_cast<int>(group.size())))];
}

} // namespace cf
