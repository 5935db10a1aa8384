#pragma once

#include "core/editing/readings/FilmReading.h"

#include <map>
#include <string>
#include <string_view>

namespace cf {

/// The key of the change of the heart's width over the chest's.
inline constexpr std::string_view cardiothoracicRatioKey = "Cardiothoracic Ratio";

/// By how much a segmenter sees each thing move from one film to another: of an outline (lungs, heart, mediastinum) the
/// share that is not where it was, 1 − Dice; of everything else the change of its probability; and the change of the
/// cardiothoracic ratio, where heart and lungs are seen on both.
std::map<std::string, double> movementOf(const FilmReading &before, const FilmReading &after);

} // namespace cf
