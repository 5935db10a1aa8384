#pragma once

#include <cstddef>
#include <string_view>

namespace cf {

/// Whether lists and objects of the JSON text lie within each other deeper than any file of ours. Such a value is read,
/// but copied and written by recursion, which ends the program where the stack ends.
inline bool nestsTooDeep(std::string_view text)
{
    constexpr int deepest = 100; // Ours: below ten.
    int depth = 0;
    bool isQuoted = false;
    for (std::size_t i = 0; i < text.size() && depth <= deepest; ++i) {
        if (isQuoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted)
            depth += (text[i] == '[' || text[i] == '{') - (text[i] == ']' || text[i] == '}');
    }
    return depth > deepest;
}

} // namespace cf
