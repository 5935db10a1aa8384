#pragma once

#include "core/base/RandomStream.h"

#include <string_view>

namespace cf {

/// A range of a device's size, density or share.
struct StyleRange {
    double low = 0.0;
    double high = 0.0;
    double draw(RandomStream &stream) const { return stream.uniform(low, high); }
};

// The ranges of a name in resources/phantom/device_styles.tsv, which travels inside the program. Both throw
// std::out_of_range where there is none: names are the renderers' own.

/// Of wide drawings.
const StyleRange &deviceStyle(std::string_view name);

/// Of plain ones.
const StyleRange &plainDeviceStyle(std::string_view name);

} // namespace cf
