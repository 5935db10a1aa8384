#include "core/imaging/figures/ColourMap.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace cf {

namespace {

struct Stop {
    double position;
    std::uint32_t rgb;
};

constexpr std::array<Stop, 17> signedStops{ { { -1.0, 0x9DC4F6 }, { -0.875, 0x61AFFB }, { -0.75, 0x0A99F0 },
    { -0.625, 0x0382CE }, { -0.5, 0x026CAC }, { -0.375, 0x03568A }, { -0.25, 0x00416A }, { -0.125, 0x002D4B },
    { 0.0, 0x171717 }, { 0.125, 0x40240C }, { 0.25, 0x623102 }, { 0.375, 0x824100 }, { 0.5, 0xA15200 },
    { 0.625, 0xBC6718 }, { 0.75, 0xD27F3A }, { 0.875, 0xE29A62 }, { 1.0, 0xE9B793 } } };
constexpr std::array<Stop, 5> absoluteStops{ { { 0.0, 0x171717 }, { 0.25, 0x5A2E0B }, { 0.5, 0xA0560C },
    { 0.75, 0xDE8C46 }, { 1.0, 0xF6C9A0 } } };
constexpr std::array<Stop, 5> uncertaintyStops{ { { 0.0, 0x171717 }, { 0.25, 0x2B3F3B }, { 0.5, 0x3F7A70 },
    { 0.75, 0x5DB9A8 }, { 1.0, 0xBCEBE1 } } };

std::span<const Stop> stopsOf(ColourScale scale)
{
    switch (scale) {
    case ColourScale::Signed:
        return signedStops;
    case ColourScale::Absolute:
        return absoluteStops;
    case ColourScale::Uncertainty:
        return uncertaintyStops;
    }
    return signedStops;
}

std::uint8_t mixed(std::uint32_t low, std::uint32_t high, unsigned shift, double share)
{
    const double a = low >> shift & 0xFFU;
    const double b = high >> shift & 0xFFU;
    return static_cast<std::uint8_t>(std::lround(a + (b - a) * share));
}

} // namespace

Colour colourAt(ColourScale scale, double position)
{
    const auto stops = stopsOf(scale);
    if (std::isnan(position))
        position = 0.0;
    position = std::clamp(position, stops.front().position, stops.back().position);
    std::size_t above = 1;
    while (above + 1 < stops.size() && stops[above].position < position)
        ++above;
    const Stop &low = stops[above - 1];
    const Stop &high = stops[above];
    const double share = (position - low.position) / (high.position - low.position);
    return { mixed(low.rgb, high.rgb, 16, share), mixed(low.rgb, high.rgb, 8, share),
        mixed(low.rgb, high.rgb, 0, share) };
}

std::vector<Colour> colourTable(ColourScale scale, int count)
{
    const auto stops = stopsOf(scale);
    const double first = stops.front().position;
    const double length = stops.back().position - first;
    std::vector<Colour> colours;
    for (int index = 0; index < count; ++index)
        colours.push_back(colourAt(scale, count > 1 ? first + length * index / (count - 1) : first));
    return colours;
}

} // namespace cf
