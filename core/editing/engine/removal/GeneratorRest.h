#pragma once

// Inside core/editing only: what a network that edits latents leaves of a pacemaker.

#include "core/base/Image.h"
#include "core/editing/readings/FilmReading.h"

#include <stop_token>

namespace cf {

/// What is to be added to an answer whose pacemaker was removed by a network.
struct GeneratorRest {
    GreyImage change; ///< Display grey at the film's size, 0 outside the region; empty: nothing.
    bool showsOtherSide = false; ///< Where the generator was the film's other side is seen, mirrored.
};

/// A network that edits latents leaves pieces of leads, and where the generator was a soft patch without ribs. Leads
/// are taken along their course, and what the generator hid is taken over from the other side of the chest, where that
/// goes on from what surrounds it; else the patch's level alone is put right. `film`: the source, `answer`: the
/// network's, both display grey. Nothing where the reading of the source shows no generator. After a stop request it
/// is not whole.
GeneratorRest generatorRest(const FilmReading &source, const GreyImage &film, const GreyImage &answer,
    const MaskImage &region, const std::stop_token &stop = {});

} // namespace cf
