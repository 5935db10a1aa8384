#pragma once

// Inside core/editing only: the method "auto".

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"

#include <functional>
#include <string>

namespace cf {

/// Runs a request with one named method.
using MethodRun = std::function<Result<EditResult>(const EditRequest &request)>;

/// Takes for each instruction what the model's card advises (`otherwise` where it advises nothing, and for everything
/// where the user wrote a caption or asks for several seeds, which only the latent methods hear), instructions in a row
/// that take the same method at once, each on what those before left. The result's provenance says which and why; it is
/// refused where a part of it was.
Result<EditResult> editByChoices(
    const EditRequest &request, const ModelDescription &model, const std::string &otherwise, const MethodRun &run);

} // namespace cf
