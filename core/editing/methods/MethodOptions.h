#pragma once

#include "core/base/Error.h"
#include "core/base/Result.h"
#include "core/editing/methods/MethodDescription.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// A method's parameter as it is typed: "guidance_scale=1.5". Errors: InvalidInput, quoting what is not of this form.
/// Whether a method has such a parameter the editor knows.
Result<std::pair<std::string, double>> parseMethodParameter(const std::string &text);

/// Null where the method has no parameter of this name.
const MethodParameter *findParameter(const MethodDescription &method, const std::string &name);

/// All of a method's parameters: what is asked, and the method's own where nothing is. Errors: InvalidInput for a name
/// that it does not have and for a number that is out of range, saying what there is.
Result<std::map<std::string, double>> parametersFor(
    const MethodDescription &method, const std::map<std::string, double> &asked, int seeds = 1);

/// "grain = 1 (0 to 2)": name, standard and range.
std::string spelling(const MethodParameter &parameter);

/// A method with its parameters, a line each, for whoever types them.
std::string describe(const MethodDescription &method);

/// Says which methods there are instead.
Error noSuchMethod(
    const std::string &name, const std::string &modelName, const std::vector<MethodDescription> &methods);

} // namespace cf
