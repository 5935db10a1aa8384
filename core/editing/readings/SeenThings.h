#pragma once

#include "core/base/terms/SeenThing.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/PatientAxes.h"

#include <vector>

namespace cf {

/// What one segmenter saw of all findings and devices whose labels are trusted, before and after an edit; in the order
/// of allTargets. Readings of the upright films; `axes` are those of the film as it is stored, in whose pixels the
/// boxes are. Empty where the readings are of different films or segmenters.
std::vector<SeenThing> seenThings(const FilmReading &before, const FilmReading &after, const PatientAxes &axes);

} // namespace cf
