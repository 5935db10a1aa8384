#pragma once

#include <span>
#include <string_view>

namespace cf {

/// UID of the transfer syntax that a compressed image shows by its own first bytes, whatever is stated of it; empty
/// when it is none known.
std::string_view syntaxOfStream(std::span<const unsigned char> stream);

/// Whether the two are of one decoder: JPEG, JPEG-LS, JPEG 2000 or RLE.
bool haveOneDecoder(std::string_view uid, std::string_view other);

} // namespace cf
