#pragma once

#include "core/base/Image.h"
#include "core/base/RandomStream.h"
#include "core/phantom/thorax/ThoraxShape.h"

namespace cf {

/// Attenuation of the branching trees of pulmonary arteries and veins of both lungs, unmasked.
GreyImage drawVessels(const ThoraxShape &shape, RandomStream stream);

} // namespace cf
