#pragma once

#include "core/base/Image.h"

namespace cf {

/// 1 where the thin structures of a film (wires, catheters, edges of devices) are others in `after` than in `before`,
/// both display grey and of one size; 0 where they are the same, whatever was laid over or under them smoothly: fluid
/// over a wire darkens or lightens both and leaves the wire. Told from detail between one and four pixels of a film of
/// 512 by correlation and strength within a few pixels around.
MaskImage thinStructureChange(const GreyImage &before, const GreyImage &after);

} // namespace cf
