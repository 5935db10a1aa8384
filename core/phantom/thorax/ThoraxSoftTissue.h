#pragma once

#include "core/phantom/thorax/ThoraxMaps.h"

namespace cf {

/// cm of soft tissue along each ray: trunk, neck, arms and breasts.
GreyImage bodyDepth(const ThoraxMaps &maps, RandomStream stream);
/// cm of air in trachea, main bronchi, stomach and colon.
GreyImage airwayDepth(const ThoraxMaps &maps, RandomStream stream);
/// Unevenness of muscle, fat and parenchyma, as attenuation of mean 0.
GreyImage tissueTexture(const ThoraxMaps &maps, const RandomStream &stream);

} // namespace cf
