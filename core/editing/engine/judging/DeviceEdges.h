#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <vector>

namespace cf {

/// The gate "device_edges": whether a device that was added has the edges of one. Metal and plastic end within a pixel
/// or two; what a model draws as a soft cloud is no device, however bright. The share of the change, as energy, that is
/// finer than two pixels of a film of 512. `before`, `after`: display grey at the film's size. Nothing where the edits
/// are anything but additions of devices, or nothing changed.
std::optional<Gate> judgeDeviceEdges(
    const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits);

} // namespace cf
