#pragma once

#include "core/base/RandomStream.h"
#include "core/training/data/PairCorpus.h"

#include <cstddef>
#include <vector>

namespace cf {

/// One pair in 32 is kept for checking and never drawn for training.
inline bool isCheckPair(const PairRecord &record)
{
    return record.seed % 32 == 0;
}

/// Draws pairs balanced over target and side (not over pairs: common kinds would drown rare ones), and a share of them
/// from real radiographs, where the corpus has any.
class PairSampler
{
public:
    PairSampler(const std::vector<PairRecord> &records, double insertionShare);
    /// The place of a pair in the records; nothing may be drawn where `empty()`.
    std::size_t draw(RandomStream &stream) const;
    bool empty() const { return m_phantoms.empty() && m_insertions.empty(); }

private:
    using Group = std::vector<std::size_t>; ///< Pairs of one target and side.
    const std::vector<Group> &groupsFor(RandomStream &stream) const;

    double m_insertionShare;
    std::vector<Group> m_phantoms;
    std::vector<Group> m_insertions;
};

} // namespace cf
