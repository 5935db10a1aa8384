#pragma once

#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Radiograph.h"

#include <optional>

namespace cf::sessions {

/// How every image of a session is made alike.
struct BlindingSettings {
    int size = 1024; ///< Width and height of the copies; images are fitted in, black around.
    bool mark = true; ///< The neutral study mark in the place of a plate.
};

/// The session's own copy: 12 bits, MONOCHROME2, one size, one window, no look-up table, no padding value; what the
/// radiograph's own window shows as black is 0 and white is 4095. Half a grey level of an 8-bit picture is added as
/// noise to every pixel, so that no comb tells how many levels a source had. `plate`, in the source's pixels: where the
/// SYNTHETIC plate stands, or would stand; the neutral mark covers it.
Radiograph blindedCopy(
    const Radiograph &source, const BlindingSettings &settings, const std::optional<PixelBox> &plate);

} // namespace cf::sessions
