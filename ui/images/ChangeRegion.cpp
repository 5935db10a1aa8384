#include "ui/images/ChangeRegion.h"

#include "ui/images/ContourTracer.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {

ChangeRegion::ChangeRegion(const MaskImage &region)
    : m_outline(regionOutline(region))
{
    if (!region.empty())
        m_grid = shrunkMask(region, 320, m_scale);
}

bool ChangeRegion::touches(const QRectF &imageRect) const
{
    const int left = std::max(0, int(std::floor(imageRect.left() / m_scale)));
    const int right = std::min(m_grid.width - 1, int(std::floor(imageRect.right() / m_scale)));
    const int top = std::max(0, int(std::floor(imageRect.top() / m_scale)));
    const int bottom = std::min(m_grid.height - 1, int(std::floor(imageRect.bottom() / m_scale)));
    for (int y = top; y <= bottom; ++y) {
        for (int x = left; x <= right; ++x) {
            if (m_grid.at(x, y) > 0)
                return true;
        }
    }
    return false;
}

} // namespace cf::ui
