#pragma once

#include "core/base/Image.h"

#include <cstdint>
#include <string>

namespace cf {

/// A 64-bit hash of a film's appearance: signs of horizontal differences of the film shrunk to 9 × 8 cells. Copies at
/// another size, depth or brightness differ in few bits; films of different patients in about 20 or more.
std::uint64_t appearanceHash(const GreyImage &image);
/// How many bits differ.
int hashDistance(std::uint64_t a, std::uint64_t b);
std::string hashText(std::uint64_t hash); ///< 16 hexadecimal digits.
std::uint64_t hashFromText(const std::string &text); ///< 0 for what is none.

} // namespace cf
