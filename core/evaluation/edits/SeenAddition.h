#pragma once

#include "core/editing/readings/FilmReading.h"
#include "core/phantom/values/Abnormality.h"

#include <optional>

namespace cf {

/// What a segmenter sees of something that was added, beside what it sees of the same thing where it truly is: its
/// place in a patient is free, so one exact answer would be unfair.
struct SeenAddition {
    bool found = false; ///< It is seen where it was not seen before.
    bool once = true; ///< Not in two places; of things that come in numbers (leads, wires) always true.
    bool rightSide = true; ///< Most of it on the asked side; true where no side was asked.
    bool rightZone = true; ///< Its middle in the asked third of the lung, or near it; true where no zone was asked.
    bool rightAmount = true; ///< Half to twice the area that the true one is seen with: within one grade.

    bool succeeded() const { return found && once && rightSide && rightZone && rightAmount; }
};

/// Readings of one segmenter: of the source, of the edit, and of the exact counterfactual. Nothing where the segmenter
/// has no map of the target, or does not see the true one either.
std::optional<SeenAddition> seenAddition(
    const FilmReading &source, const FilmReading &edited, const FilmReading &truth, const Abnormality &asked);

} // namespace cf
