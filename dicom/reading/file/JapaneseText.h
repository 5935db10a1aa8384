#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cf {

/// Japanese text with the escape sequences of PS3.3 C.12.1.1.2 (JIS X 0201, 0208, 0212) as UTF-8; nothing when it has
/// others. DCMTK leaves this to the C library, and Debian's knows JIS X 0208 only as a part of ISO-2022-JP.
std::optional<std::string> fromJapanese(std::string_view bytes);

} // namespace cf
