#pragma once

// Inside core/editing only: what a reading of a film tells a removal.

#include "core/base/Image.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/lines/LineTracing.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <stop_token>
#include <vector>

namespace cf {

/// What is seen of the devices that are to go.
struct RemovalLook {
    MaskImage region; ///< Where they lie, at the film's size, 0 or 1; empty or all 0 where nothing is seen.
    GreyImage likely; ///< How likely each pixel belongs to a line of them, at the film's size; empty: nobody can tell.
    MaskImage electrodes{}; ///< Compact parts of them, at the film's size, 0 or 1; empty where there are none.
    std::optional<std::vector<TracedLine>> lines{}; ///< Their lines, where they were traced for the region already.
};

/// By the lines where those are read, by the maps else; lines are followed to their ends on `picture`, the film in
/// display grey. After a stop request the answer is not whole.
RemovalLook lookForRemoval(const FilmReading &reading, const GreyImage &picture,
    const std::vector<EditInstruction> &edits, const RegionReach &reach, const std::stop_token &stop = {});

/// The electrodes among what is to go, whole, as they stand out of `picture`; empty where there are none.
MaskImage electrodeSpots(
    const FilmReading &reading, const GreyImage &picture, const std::vector<EditInstruction> &edits);

/// The same on an answer: what is still seen of them.
RemovalLook lookForRest(const FilmReading &answer, const GreyImage &picture, const std::vector<EditInstruction> &edits,
    const std::stop_token &stop = {});

} // namespace cf
