#include "core/editing/MethodOptions.h"

#include <charconv>

namespace cf {

Result<std::pair<std::string, double>> parseMethodParameter(const std::string &text)
{
    const auto equals = text.find('=');
    double value = 0.0;
    const char *end = text.data() + text.size();
    const bool isRead = equals != std::string::npos && equals > 0 && equals + 1 < text.size()
        && std::from_chars(text.data() + equals + 1, end, value).ptr == end;
    if (!isRead)
        return fail(ErrorCode::InvalidInput, "\"" + text + "\" is not of the form name=number.");
    return std::pair{ text.substr(0, equals), value };
}

Error noSuchMethod(const std::string &name, const std::string &modelName, const std::vector<MethodDescription> &methods)
{
    std::string names;
    for (const MethodDescription &each : methods)
        names += (names.empty() ? "" : ", ") + each.name;
    return { ErrorCode::InvalidInput,
        "The model " + modelName + " has no method \"" + name + "\"; it has " + names + "." };
}

} // namespace cf
