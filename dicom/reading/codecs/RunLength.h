#pragma once

#include "core/base/Result.h"

#include <span>
#include <vector>

namespace cf {

/// Decodes one frame of the RLE transfer syntax (PS3.5 annex G): byte planes, the highest byte of a sample first, one
/// segment each. The result has `samples` values of `bytesPerSample` (1 or 2) for each pixel, colours interleaved and
/// in this machine's byte order. Ours, because DCMTK 3.6.7's own reads beyond its input when the header is damaged.
Result<std::vector<unsigned char>> decodeRunLength(
    std::span<const unsigned char> bytes, std::size_t pixels, int samples, int bytesPerSample);

} // namespace cf
