#include "core/editing/methods/MethodOptions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cf {

namespace {

/// As few digits as give the same number again.
std::string digitsOf(double value)
{
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return { digits.data(), written.ptr };
}

Error noSuchParameter(const MethodDescription &method, const std::string &name)
{
    std::string names;
    for (const MethodParameter &each : method.parameters)
        names += (names.empty() ? "" : ", ") + each.name;
    return { ErrorCode::InvalidInput,
        "The method " + method.name + " has no parameter \"" + name + "\"; it has " + (names.empty() ? "none" : names)
            + "." };
}

Result<> checkRange(const MethodParameter &parameter, double value)
{
    const bool isInRange = value >= parameter.min && value <= parameter.max; // Neither is one that is no number.
    if (isInRange && (!parameter.isWhole || value == std::floor(value)))
        return {};
    return fail(ErrorCode::InvalidInput,
        "The parameter " + parameter.name + " must be " + (parameter.isWhole ? "a whole number " : "") + "between "
            + digitsOf(parameter.min) + " and " + digitsOf(parameter.max) + "; " + digitsOf(value)
            + (isInRange ? " is not whole." : " is not."));
}

} // namespace

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

const MethodParameter *findParameter(const MethodDescription &method, const std::string &name)
{
    const auto found = std::ranges::find(method.parameters, name, &MethodParameter::name);
    return found == method.parameters.end() ? nullptr : &*found;
}

Result<std::map<std::string, double>> parametersFor(
    const MethodDescription &method, const std::map<std::string, double> &asked, int seeds)
{
    std::map<std::string, double> parameters;
    for (const MethodParameter &each : method.parameters)
        parameters[each.name] = seeds > 1 ? each.standardOfSeeds.value_or(each.standard) : each.standard;
    for (const auto &[name, value] : asked) {
        const MethodParameter *known = findParameter(method, name);
        if (known == nullptr)
            return tl::unexpected(noSuchParameter(method, name));
        CF_TRY(checkRange(*known, value));
        parameters[name] = value;
    }
    return parameters;
}

std::string spelling(const MethodParameter &parameter)
{
    return parameter.name + " = " + digitsOf(parameter.standard) + " (" + digitsOf(parameter.min) + " to "
        + digitsOf(parameter.max) + ")";
}

std::string describe(const MethodDescription &method)
{
    std::string text = method.name + ": " + method.summary + "\n";
    for (const MethodParameter &parameter : method.parameters)
        text += "    " + spelling(parameter) + ": " + parameter.help + "\n";
    return text;
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
