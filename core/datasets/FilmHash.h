#pragma once

#include "core/base/Image.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace cf {

/// A film's appearance in 512 bits: signs of horizontal differences of the film shrunk to 33 × 16 cells.
using AppearanceHash = std::array<std::uint64_t, 8>;

/// Copies at another size, depth, brightness or compression differ in few bits; films of different patients in many.
/// On 911 films of ChestX-ray14, copies shrunk to 37 % at JPEG quality 70 differed in 17 bits (median; 95 %: 28), those
/// of another gamma in 3 (17 at most), and the most similar films of two patients in 61 (1 %: 75). Of 64 bits, frontal
/// films of different patients often agree in all but two.
AppearanceHash appearanceHash(const GreyImage &image);
/// How many bits differ.
int hashDistance(const AppearanceHash &a, const AppearanceHash &b);
std::string hashText(const AppearanceHash &hash); ///< 128 hexadecimal digits.
std::optional<AppearanceHash> hashFromText(const std::string &text); ///< Nothing for what is none.

/// Bits of 512 in which the appearance of a copy may differ: between the copies and the others measured above.
inline constexpr int maxDuplicateDistance = 40;

} // namespace cf
