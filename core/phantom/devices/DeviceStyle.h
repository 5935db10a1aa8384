#pragma once

#include "core/phantom/values/RenderedSheet.h"

#include <optional>

namespace cf {

/// How a device is drawn where the geometry leaves it open.
struct DeviceStyle {
    double wireStrength = 1.0; ///< Factor on the attenuation of ECG wires; edge-enhanced images show them stronger.
    /// Sizes, densities and ways from the wide ranges of device_styles.tsv, in place of the plain ones.
    bool wide = false;
    /// Where the tip of a tracheal tube or a central line lies, mm above the carina (below it: negative).
    std::optional<double> tipAboveCarina{};
    /// Asked for the numbers by which the device is drawn, and given those that were used; null: nobody needs them.
    /// With it a plain device takes its numbers one by one from the stream, so that changing one moves no other.
    RenderedSheet *sheet = nullptr;
};

} // namespace cf
