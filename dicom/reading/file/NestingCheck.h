#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace cf {

/// Deepest nesting of sequence items found in the bytes of a data set, whatever its byte order. DCMTK reads nested
/// sequences by recursion, so that a small file with a hundred thousand levels would use up the stack.
/// Item tags that happen to lie in pixel data may raise the answer by a level or two.
int sequenceNesting(std::span<const unsigned char> bytes);

/// More than any real object has (structured reports reach about twenty).
inline constexpr int deepestAcceptedNesting = 64;

} // namespace cf
