#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/editing/readings/FilmReading.h"
#include "core/language/PromptLanguage.h"

#include <vector>

namespace cf {

/// Where an edit changed a film, at its size, 0 or 1; empty masks where nobody said.
struct FilmChange {
    MaskImage values; ///< A stored value differs.
    MaskImage thin; ///< Thin structures differ (thinStructureChange()).
};

/// Holds an edit against what a segmenter sees on source and answer. Only labels that are trusted decide, and of
/// those with a map only such whose map is trusted, too. `region`, at the film's size: where a thing
/// is to go, the drawn mask, or all of the film where none was drawn. Gates:
/// "seen_before" (where no mask was drawn: what is not there cannot be removed), "seen_gone", "seen_there", "seen_once"
/// (generators and nodules), "seen_side", "seen_collateral"; none where nothing that is trusted can tell. `drawn`: what
/// a renderer drew. Nothing else can have come then, so a device that is seen besides a drawn device is that device
/// itself, as a pacing lead in its vein is seen as a catheter. `changed`: with it, a device neither came nor went where
/// the pictures say that it did not, whatever the network thinks of the film as a whole. The limits are those of
/// GateLimits.
std::vector<Gate> gatesOf(const FilmReading &before, const FilmReading &after, const MaskImage &region,
    const std::vector<EditInstruction> &edits, const std::vector<Target> &drawn = {}, const FilmChange &changed = {});

/// The gates of a removal for which nobody drew a region, where the film as a whole is not found to show the thing:
/// that it is gone cannot be judged then, and is no reason for a green badge. What failed stays failed.
std::vector<Gate> withoutUnsureRemovals(
    std::vector<Gate> gates, const FilmReading &source, const std::vector<EditInstruction> &edits);

/// What a segmenter says of source and answer: every label that both have, in its order. Asked is what answers for a
/// thing that the edits are about; related what may move with it, or is a drawn device by another name, see gatesOf().
std::vector<LabelReading> readingsOf(const FilmReading &before, const FilmReading &after,
    const std::vector<EditInstruction> &edits, const std::vector<Target> &drawn = {});

} // namespace cf
