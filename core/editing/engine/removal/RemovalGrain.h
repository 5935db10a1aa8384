#pragma once

// Inside core/editing only.

#include "core/base/Image.h"
#include "core/editing/engine/removal/RemovalSettings.h"
#include "core/imaging/MaskAreas.h"

namespace cf {

/// Puts back the grain that the removal of a piece lacks: as much as belongs there (`grain`, deviation in display grey;
/// empty: that of the patch) and the answer does not hold, from a quiet patch of the film around it, which has its
/// scanner's own pattern. `mask` is all that is to go; `change`, display grey, gets it. All at the film's size.
void addGrain(GreyImage &change, const GreyImage &grain, const GreyImage &picture, const MaskImage &mask,
    const MaskArea &piece, const RemovalSettings &settings);

} // namespace cf
