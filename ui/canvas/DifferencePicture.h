#pragma once

#include "core/imaging/ColourMap.h"
#include "core/imaging/DifferenceMap.h"

#include <QImage>
#include <QRect>

#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// A difference map prepared for the screen. Colour is opaque where the difference reaches the noise floor and absent
/// below it, so that the legend stays exact.
class DifferencePicture
{
public:
    /// `scale`: Signed for differences; another for sizes, which begin at 0.
    explicit DifferencePicture(DifferenceMap map, ColourScale scale = ColourScale::Signed);

    const DifferenceMap &map() const { return m_map; }
    bool isSigned() const { return m_scale == ColourScale::Signed; }
    /// Ends of the symmetric colour scale (the end of one of sizes), in stored units: the next of 1, 2, 3, 5, 6, 8 ×
    /// 10ⁿ above the map's range.
    double limit() const { return m_limit; }
    /// True where values lie beyond an end of the scale.
    bool exceedsBelow() const { return m_lowest < -m_limit; }
    bool exceedsAbove() const { return m_highest > m_limit; }
    std::optional<std::int32_t> at(int x, int y) const;

    int levelFor(double scale) const;
    QRect levelRect(int level) const;
    QImage render(int level, const QRect &part) const;

    /// The screen colour of a difference in stored units.
    QRgb colourOf(double difference) const;

private:
    DifferenceMap m_map;
    ColourScale m_scale;
    std::vector<Image<float>> m_levels; ///< Means of the map's values; [0] is half size.
    std::vector<QRgb> m_colours; ///< From −limit, or 0, to +limit.
    double m_limit = 1.0;
    double m_lowest = 0.0;
    double m_highest = 0.0;
};

using DifferencePointer = std::shared_ptr<const DifferencePicture>;

/// The next of 1, 2, 3, 5, 6, 8 × 10ⁿ that is not below `value`.
double roundLimit(double value);

} // namespace cf::ui
