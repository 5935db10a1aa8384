#pragma once

// Inside core/editing only: what an edit is told apart by.

#include "core/diffusion/inversion/InversionCache.h"
#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"
#include "core/editing/engine/methods/EditPlan.h"
#include "core/editing/engine/networks/EditorNetworks.h"

namespace cf {

/// What is known of an edit before it runs.
Provenance provenanceOf(const EditRequest &request, const EditPlan &plan, const EditorNetworks &networks);

/// Everything that an inversion of the source depends on, but for caption and schedule.
InversionKey inversionKeyOf(const Provenance &provenance, const EncodedSource &source, const EditorNetworks &networks);

} // namespace cf
