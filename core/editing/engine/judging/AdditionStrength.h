#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <vector>

namespace cf {

/// The gate "device_strength": whether a device that was added is as strong as one of its kind. Metal and plastic take
/// so much of the beam wherever they lie; what a model hints at is no device, though a reader may find it. The gate
/// "finding_strength": whether a finding that was added stands out at all; fluid behind a base that is white already
/// changes nothing that a reader sees. Measured is the grey of the change where it is strongest, each pixel weighed by
/// its energy, so that soft edges and empty places do not count, as a share of the film's own range of grey (5 to
/// 95 %). `before`, `after`: display grey at the film's size. Nothing where the edits are anything but additions of
/// devices, or of findings, of known strength, or nothing changed.
std::optional<Gate> judgeAdditionStrength(
    const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits);

} // namespace cf
