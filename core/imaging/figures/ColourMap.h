#pragma once

#include <cstdint>
#include <vector>

namespace cf {

/// 8-bit sRGB.
struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    bool operator==(const Colour &) const = default;
};

/// The colour scales of the difference panel. The middle of the signed one and the start of the others is near black,
/// so that what did not change stays dark; the two signs differ in hue and are equally light for equal sizes.
enum class ColourScale {
    Signed, ///< Positions −1…1: blue below the original, orange above it.
    Absolute, ///< Positions 0…1.
    Uncertainty, ///< Positions 0…1.
};

/// Linear between the scale's stops; positions beyond its ends take the end's colour.
Colour colourAt(ColourScale scale, double position);

/// `count` colours from one end of the scale to the other, e.g. for a legend or a table look-up.
std::vector<Colour> colourTable(ColourScale scale, int count);

} // namespace cf
