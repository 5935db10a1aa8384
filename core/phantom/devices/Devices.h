#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/phantom/devices/DeviceCanvas.h"
#include "core/phantom/values/Abnormality.h"
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
    /// Asked for, and told, the numbers by which the device is drawn; null: what they are is nobody's concern. With it
    /// a plain device takes its numbers one by one from the stream, so that changing one moves no other.
    RenderedSheet *sheet = nullptr;
};

/// True for the devices that `drawDevice` knows (every device but the collective "Support Devices").
bool canDrawDevice(Target target);

/// Draws one device with the sizes and materials of real ones, placed by the anatomy in `geometry`.
/// A side of None means the common one: pacemaker left, central line and chest tube right.
/// Errors: a target that is no single device, an image smaller than 32 or larger than 8192 pixels, no geometry.
Result<DeviceDrawing> drawDevice(const Abnormality &device, const ThoraxGeometry &geometry, int width, int height,
    RandomStream &stream, const DeviceStyle &style = {});

} // namespace cf
