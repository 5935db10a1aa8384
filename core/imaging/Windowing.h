#pragma once

#include "core/base/Image.h"
#include "core/imaging/Radiograph.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace cf {

/// A VOI window in modality units (PS3.3 C.11.2.1.2), e.g. the one that the user drags.
struct DisplayWindow {
    double center = 0.0;
    double width = 1.0;
    VoiFunction function = VoiFunction::Linear;
    bool operator==(const DisplayWindow &) const = default;
};

/// From stored values to display grey and back: modality LUT or rescale (PS3.3 C.11.1), then VOI window or LUT
/// (C.11.2), then inversion for MONOCHROME1. Built once, it answers for every stored value from a table.
class DisplayMap
{
public:
    /// `window` takes the place of the radiograph's own window and VOI LUT.
    explicit DisplayMap(const Radiograph &radiograph, const std::optional<DisplayWindow> &window = {});

    /// Display grey, 0 (black) … 1 (white); values outside the stored range take the nearest one's grey.
    float grey(std::int32_t stored) const { return m_grey[position(stored)]; }
    /// Change of grey for one stored unit, with its sign (negative for MONOCHROME1), for turning a change of grey
    /// into stored units: outside a linear window as inside, elsewhere at least a tenth of the steepest slope.
    double slope(std::int32_t stored) const { return m_slope.empty() ? m_constantSlope : m_slope[position(stored)]; }
    /// The stored value whose grey comes nearest to `grey`.
    std::int32_t storedFor(double grey) const;

    std::int32_t minimumStored() const { return m_minimum; }
    std::int32_t maximumStored() const { return m_minimum + static_cast<std::int32_t>(m_grey.size()) - 1; }
    /// Grey of each stored value from minimumStored() up.
    const std::vector<float> &table() const { return m_grey; }

private:
    std::size_t position(std::int32_t stored) const;
    void fillSlopes();

    std::int32_t m_minimum = 0;
    std::vector<float> m_grey;
    double m_constantSlope = 0.0;
    std::vector<double> m_slope; ///< Empty where the slope is the same everywhere.
};

/// The value after modality LUT or rescale, in modality units (PS3.3 C.11.1).
double modalityValue(const Radiograph &radiograph, std::int32_t stored);

/// The window that applies when the user chose none: the radiograph's own, else the whole range of its values
/// (padding left out). A radiograph shown through a VOI LUT has none.
std::optional<DisplayWindow> defaultWindow(const Radiograph &radiograph);

/// True where the stored value marks "no image here" (PS3.3 C.7.5.1.1.2).
bool isPadding(const Radiograph &radiograph, std::int32_t stored);

/// Display grey below which nothing of a patient is seen: collimation, padding, air that no ray was meant for.
inline constexpr float blackestGrey = 0.02F;

/// What a viewer shows, 0 (black) … 1 (white); padding is black.
GreyImage toDisplay(const Radiograph &radiograph, const std::optional<DisplayWindow> &window = {});

/// The same in 8 bits for the screen.
Image<std::uint8_t> toDisplay8(const Radiograph &radiograph, const std::optional<DisplayWindow> &window = {});

/// `DisplayMap(radiograph).slope(stored)` for a single value.
double displaySlope(const Radiograph &radiograph, std::int32_t stored);

} // namespace cf
