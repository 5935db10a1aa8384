#pragma once

// Inside core/editing only: what a segmenter tells a removal.

#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/editing/engine/reading/FilmReader.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/RemovalEdit.h"
#include "core/editing/engine/removal/RemovalLook.h"
#include "core/imaging/lines/LineTracing.h"
#include "core/jobs/JobContext.h"

#include <stop_token>
#include <string>
#include <vector>

namespace cf {

/// Sees where devices lie that are to go, for one edit after the other. What was seen when the region was looked for
/// the removal needs again: it is kept.
class RemovalSight
{
public:
    /// `reader` has to outlive this; nullptr: nothing is seen.
    explicit RemovalSight(FilmReader *reader)
        : m_reader(reader)
    {
    }

    /// An edit is the same whatever was edited before it.
    void forget() { m_filmHash.clear(); }

    /// Where what is to go is seen, at the film's size, 0 or 1; empty where it is not. Errors: Cancelled.
    Result<MaskImage> region(const EditRequest &request, const RegionReach &reach, const JobContext &job);
    /// The lines that a request removes from its source, as `reading`, the source's, tells them; none where they cannot
    /// be told from anatomy. `picture`: the source in display grey. After a stop request they are not whole.
    std::vector<TracedLine> lines(const FilmReading &reading, const EditRequest &request, const GreyImage &picture,
        const std::stop_token &stop) const;
    /// The eyes of a removal; `otherwise` finds the region of what is not seen. Valid while this is.
    RemovalEyes eyes(RegionFinder otherwise);

private:
    bool isLookedAt(const std::vector<EditInstruction> &edits) const;

    FilmReader *m_reader;
    std::string m_filmHash; ///< Of the film that was looked at; empty: none.
    std::vector<EditInstruction> m_edits;
    RemovalLook m_look;
};

} // namespace cf
