#pragma once

#include "core/imaging/DifferenceMap.h"
#include "core/imaging/figures/ColourMap.h"

#include <QImage>
#include <QRect>

#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// How a difference map is looked at.
struct MapLook {
    double limit = 1.0; ///< Stored units at the ends of the scale.
    bool inverted = false; ///< The films are shown inverted: what was brighter is darker.
    bool operator==(const MapLook &) const = default;
};

/// A difference map prepared for the screen. Colour is opaque where the difference reaches the noise floor and absent
/// below it, so that the legend stays exact. Colours, and the words beside them, speak of the screen: orange is what
/// got brighter there, whatever the stored values did.
class DifferencePicture
{
public:
    /// `scale`: Signed for differences; another for sizes, which begin at 0.
    explicit DifferencePicture(DifferenceMap map, ColourScale scale = ColourScale::Signed);

    const DifferenceMap &map() const { return m_map; }
    bool isSigned() const { return m_scale == ColourScale::Signed; }
    /// With `pinned` as the limit where there is one and the map is signed.
    MapLook look(const std::optional<double> &pinned, bool inverted) const;
    /// True where values lie beyond the darker or the brighter end of the scale.
    bool exceedsDarker(const MapLook &look) const;
    bool exceedsBrighter(const MapLook &look) const;
    /// +1 where a larger stored value is brighter on the screen, else −1.
    int screenSign(bool inverted) const { return inverted ? -m_map.screenSign : m_map.screenSign; }
    std::optional<std::int32_t> at(int x, int y) const;

    int levelFor(double scale) const;
    QRect levelRect(int level) const;
    QImage render(int level, const QRect &part, const MapLook &look) const;

    /// The screen colour of a difference in stored units.
    QRgb colourOf(double difference, const MapLook &look) const;

private:
    DifferenceMap m_map;
    ColourScale m_scale;
    std::vector<Image<float>> m_levels; ///< Means of the map's values; [0] is half size.
    std::vector<QRgb> m_colours; ///< From −limit, or 0, to +limit.
    /// Ends of the symmetric colour scale (the end of one of sizes) unless they are pinned, in stored units: the next
    /// of 1, 2, 3, 5, 6, 8 × 10ⁿ above the map's range.
    double m_limit = 1.0;
    double m_lowest = 0.0;
    double m_highest = 0.0;
};

using DifferencePointer = std::shared_ptr<const DifferencePicture>;

/// The next of 1, 2, 3, 5, 6, 8 × 10ⁿ that is not below `value`.
double roundLimit(double value);

} // namespace cf::ui
