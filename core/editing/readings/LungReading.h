#pragma once

#include "core/anatomy/SeenLungs.h"
#include "core/editing/readings/FilmReading.h"

#include <optional>

namespace cf {

/// The lungs as a segmenter sees them, over the whole film. Nothing where it has no maps of both that are trusted.
std::optional<SeenLungs> lungsOf(const FilmReading &reading);

} // namespace cf
