#include "core/imaging/UprightRadiograph.h"

#include <utility>

namespace cf {

Radiograph uprightRadiograph(const Radiograph &radiograph)
{
    const Turn turn = uprightTurn(radiograph.axes);
    if (turn.isNone())
        return radiograph;
    Radiograph upright = radiograph;
    upright.stored = turned(radiograph.stored, turn);
    upright.axes = turned(radiograph.axes, turn);
    if (turn.swapsSides()) {
        std::swap(upright.rowSpacing, upright.columnSpacing);
        upright.statedAspect = radiograph.statedAspect > 0.0 ? 1.0 / radiograph.statedAspect : 1.0;
    }
    return upright;
}

} // namespace cf
