#include "core/base/text/Base64.h"

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace cf {

std::string base64(const std::string &bytes)
{
    static constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t index = 0; index < bytes.size(); index += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - index);
        for (std::size_t place = 0; place < 3; ++place)
            group = (group << 8U) | (place < count ? static_cast<std::uint8_t>(bytes[index + place]) : 0U);
        for (std::size_t place = 0; place < 4; ++place)
            text += place <= count ? digits[(group >> (18U - 6U * place)) & 63U] : '=';
    }
    return text;
}

} // namespace cf
