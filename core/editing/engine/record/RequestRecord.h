#pragma once

// Inside core/editing only.

#include "core/editing/EditRequest.h"
#include "core/editing/EditResult.h"

namespace cf {

/// Writes down what was asked, of what film and within which mask; every method's record holds it.
void recordRequest(const EditRequest &request, Provenance &provenance);

} // namespace cf
