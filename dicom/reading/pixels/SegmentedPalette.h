#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cf {

/// Words of a segmented palette that are read at most.
constexpr std::size_t largestSegments = 65536;

/// The entries of a palette that is written in segments: runs of entries, straight lines, and earlier segments again
/// (PS3.3 C.7.9.2). At most `count`; empty when a segment is cut or of no known kind.
std::vector<std::uint16_t> expandedSegments(const std::vector<std::uint16_t> &segments, std::size_t count);

} // namespace cf
