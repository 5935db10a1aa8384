#pragma once

#include "core/base/Image.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/Windowing.h"

#include <QImage>
#include <QRect>
#include <QSizeF>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// A radiograph prepared for the screen: halved copies of its stored values, so that any zoom and any window is drawn
/// from about as many pixels as the screen has. Built off the GUI thread (some 20 ms for 8 megapixels), then constant.
class RadiographPicture
{
public:
    /// `ownWindow`: what is shown while no window is chosen, instead of the radiograph's own; a counterfactual takes
    /// its source's, so that the two never differ by their window.
    explicit RadiographPicture(Radiograph radiograph, const std::optional<DisplayWindow> &ownWindow = {});

    const Radiograph &radiograph() const { return m_radiograph; }
    QSizeF size() const { return QSizeF(m_radiograph.stored.width, m_radiograph.stored.height); }
    /// Height of a row over width of a column; 1 where the spacing is unknown.
    double pixelAspect() const;
    /// Stored value at an image pixel; nothing outside.
    std::optional<std::int32_t> storedAt(int x, int y) const;

    /// The halving to draw from when an image pixel takes `scale` device pixels.
    int levelFor(double scale) const;
    /// The whole of a halving, in its own pixels.
    QRect levelRect(int level) const;

    /// A screen colour for each stored value. Padding is black.
    std::vector<QRgb> table(const std::optional<DisplayWindow> &window, bool inverted) const;
    /// A part of a halving in colours of `table`; `part` lies within levelRect(level).
    QImage render(int level, const QRect &part, const std::vector<QRgb> &table) const;
    /// A small picture of the whole, at most `longSide` pixels wide or high.
    QImage thumbnail(int longSide) const;

    /// The window that applies while none is chosen; nothing where a look-up table does.
    const std::optional<DisplayWindow> &ownWindow() const { return m_ownWindow; }

private:
    void halve();

    Radiograph m_radiograph;
    std::vector<Image<std::uint16_t>> m_levels; ///< Stored value minus the smallest possible one; [0] is half size.
    std::optional<DisplayWindow> m_ownWindow;
};

/// Grey values 0 … 1 as a picture of 8 bits.
QImage screenImage(const GreyImage &grey);

using PicturePointer = std::shared_ptr<const RadiographPicture>;

} // namespace cf::ui
