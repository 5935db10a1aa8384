#pragma once

#include "core/base/Image.h"

#include <QPainterPath>
#include <QRectF>

#include <cstdint>
#include <memory>

namespace cf::ui {

/// Where a result's stored values may differ from the source, prepared for drawing.
class ChangeRegion
{
public:
    explicit ChangeRegion(const MaskImage &region);

    const QPainterPath &outline() const { return m_outline; } ///< In image pixels.
    bool touches(const QRectF &imageRect) const;
    bool empty() const { return m_outline.isEmpty(); }

private:
    QPainterPath m_outline;
    Image<std::uint8_t> m_grid;
    double m_scale = 1.0;
};

using RegionPointer = std::shared_ptr<const ChangeRegion>;

} // namespace cf::ui
