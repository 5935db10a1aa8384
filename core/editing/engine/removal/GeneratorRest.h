#pragma once

// Inside core/editing only: what a network that edits latents leaves of a pacemaker.

#include "core/base/Image.h"
#include "core/editing/FilmReading.h"

#include <stop_token>

namespace cf {

/// What is still to be taken from an answer whose pacemaker was removed by a network: pieces of its leads along their
/// course on the source, and the shade or glow where the generator was, its level alone, so that the ribs that the
/// network drew there stay. Display grey, to be added to `answer` (the film's size); 0 outside `region`. Empty where
/// the reading of the source shows no generator or nothing plain is left. Where a stop is wished it is not whole.
GreyImage generatorRest(
    const FilmReading &source, const GreyImage &answer, const MaskImage &region, const std::stop_token &stop = {});

} // namespace cf
