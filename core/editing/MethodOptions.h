#pragma once

#include "core/base/Error.h"
#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"

#include <string>
#include <utility>
#include <vector>

namespace cf {

/// A method's parameter as it is typed: "guidance_scale=1.5". Errors: InvalidInput, quoting what is not of this form.
/// Whether a method has such a parameter the editor knows.
Result<std::pair<std::string, double>> parseMethodParameter(const std::string &text);

/// Says which methods there are instead.
Error noSuchMethod(
    const std::string &name, const std::string &modelName, const std::vector<MethodDescription> &methods);

} // namespace cf
