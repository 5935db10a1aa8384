#pragma once

#include "core/phantom/values/Abnormality.h"

#include <cctype>
#include <string>

namespace cf::downstream {

/// "add left pacemaker", "remove the ecg leads".
inline std::string devicePrompt(const Abnormality &device, bool adds)
{
    std::string text = adds ? "add " : "remove the ";
    if (device.side != Side::None)
        text.append(keyOf(device.side)).append(" ");
    for (const char character : keyOf(device.target))
        text += static_cast<char>(std::tolower(static_cast<unsigned char>(character)));
    return text;
}

} // namespace cf::downstream
