#pragma once

#include "core/base/Result.h"

#include <map>
#include <string>

namespace cf {

/// A method to be measured, with parameters that differ from its defaults: one column of a table.
struct MethodVariant {
    std::string name; ///< As it was written: "flow:guidance_scale=1:start=0.7".
    std::string method; ///< "flow"
    std::map<std::string, double> parameters;
};

/// Reads "METHOD" or "METHOD:NAME=NUMBER:NAME=NUMBER". Errors: InvalidInput, quoting the part that is not of this form.
/// Whether there are such a method and such parameters the editor knows.
Result<MethodVariant> parseMethodVariant(const std::string &text);

} // namespace cf
