#pragma once

// Inside core/editing only: what the method "auto" does when a removal was refused.

#include "core/editing/engine/AutoEdit.h"

namespace cf {

/// `result` is what "auto" made of `request`, read and judged. Where it is of the remover alone and was refused, the
/// same is tried by the method `otherwise`; its answer is taken where that is accepted, and its provenance says why.
/// `run` makes and judges an edit. Anything else comes back as it is.
Result<EditResult> removedOtherwise(
    const EditRequest &request, EditResult result, const std::string &otherwise, const MethodRun &run);

} // namespace cf
