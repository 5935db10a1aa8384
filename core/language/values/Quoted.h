#pragma once

#include <string>
#include <string_view>

namespace cf {

/// The text in quotation marks, for messages.
inline std::string inQuotes(std::string_view text)
{
    std::string result(1, '"');
    result.append(text);
    result += '"';
    return result;
}

} // namespace cf
