#pragma once

// Inside core/editing only.

#include "core/base/Result.h"
#include "core/editing/EditResult.h"
#include "core/editing/engine/methods/EditPlan.h"
#include "core/editing/engine/region/RegionAnatomy.h"
#include "core/imaging/recomposition/Recomposition.h"

#include <cstdint>

namespace cf {

/// Lays one decoded answer onto the stored pixels and judges it. `anatomy` limits the region that is found where no
/// mask is drawn. Reconstruction, provenance and what only the whole edit knows are left to the caller.
Result<EditResult> compose(const EditRequest &request, const EditPlan &plan, const SquarePair &pair,
    const RegionAnatomy &anatomy, std::uint64_t grainSeed);

} // namespace cf
