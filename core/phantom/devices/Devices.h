#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/phantom/devices/DeviceCanvas.h"
#include "core/phantom/devices/DeviceStyle.h"
#include "core/phantom/values/Abnormality.h"
#include "core/phantom/values/RenderedSheet.h"

#include <optional>

namespace cf {

/// True for the devices that `drawDevice` knows (every device but the collective "Support Devices").
bool canDrawDevice(Target target);

/// Draws one device with the sizes and materials of real ones, placed by the anatomy in `geometry`.
/// A side of None means the common one: pacemaker left, central line and chest tube right.
/// Errors: a target that is no single device, an image smaller than 32 or larger than 8192 pixels, no geometry.
Result<DeviceDrawing> drawDevice(const Abnormality &device, const ThoraxGeometry &geometry, int width, int height,
    RandomStream &stream, const DeviceStyle &style = {});

} // namespace cf
