#pragma once

#include "core/base/RandomStream.h"
#include "core/phantom/thorax/ThoraxMaps.h"

namespace cf {

ThoraxMaps makeThoraxMaps(const ThoraxShape &shape, const RandomStream &patient);

/// cm of inflated lung that a heart grown by so many atlas units leaves; `widening` spreads the upper mediastinum.
GreyImage lungDepth(const ThoraxMaps &maps, double heartGrowth, double shareLeft, double widening);

} // namespace cf
