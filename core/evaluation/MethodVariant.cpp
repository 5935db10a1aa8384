#include "core/evaluation/MethodVariant.h"

#include "core/editing/methods/MethodOptions.h"

#include <sstream>

namespace cf {

Result<MethodVariant> parseMethodVariant(const std::string &text)
{
    MethodVariant variant;
    variant.name = text;
    std::istringstream stream(text);
    std::getline(stream, variant.method, ':');
    for (std::string part; std::getline(stream, part, ':');) {
        const auto parameter = parseMethodParameter(part);
        if (!parameter)
            return fail(ErrorCode::InvalidInput, "In the method \"" + text + "\" " + parameter.error().message);
        variant.parameters.insert_or_assign(parameter->first, parameter->second);
    }
    return variant;
}

} // namespace cf
