#pragma once

#include <span>

namespace cf {

/// What a file is that people keep films in and that is not read here, e.g. "JPEG XL", by its first bytes; null where
/// it is not known.
const char *nameOfForeignFile(std::span<const unsigned char> start);

/// As many first bytes as the above looks at.
inline constexpr unsigned foreignFileStart = 348;

} // namespace cf
