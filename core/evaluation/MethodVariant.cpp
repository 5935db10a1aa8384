#include "core/evaluation/MethodVariant.h"

#include <charconv>
#include <sstream>

namespace cf {

Result<MethodVariant> parseMethodVariant(const std::string &text)
{
    MethodVariant variant;
    variant.name = text;
    std::istringstream stream(text);
    std::getline(stream, variant.method, ':');
    for (std::string part; std::getline(stream, part, ':');) {
        const auto equals = part.find('=');
        double value = 0.0;
        const char *end = part.data() + part.size();
        const bool isRead = equals != std::string::npos && equals > 0 && equals + 1 < part.size()
            && std::from_chars(part.data() + equals + 1, end, value).ptr == end;
        if (!isRead)
            return fail(ErrorCode::InvalidInput,
                "\"" + part + "\" in the method \"" + text + "\" is not of the form name=number.");
        variant.parameters[part.substr(0, equals)] = value;
    }
    return variant;
}

} // namespace cf
