#pragma once

// Inside core/editing only: the one place where a film that does not lie upright is turned for the work and back.

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"

#include <functional>

namespace cf {

/// Runs `edit` on the request as an upright film, its mask turned along, and turns all pictures of the answer back, so
/// that methods, regions, sides, anatomy and gates know upright films alone. Values outside the region stay bit for bit
/// what they were in the film as it is stored. Films that lie upright, or of which nothing is known, pass through.
Result<EditResult> editUpright(const EditRequest &request, const CounterfactualEditor::PreviewSink &preview,
    const std::function<Result<EditResult>(const EditRequest &, const CounterfactualEditor::PreviewSink &)> &edit);

} // namespace cf
