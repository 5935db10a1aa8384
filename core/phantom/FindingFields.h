#pragma once

#include "core/base/Image.h"

namespace cf {

/// What findings change in the maps of one patient.
struct FindingFields {
    GreyImage fill; ///< Share of the lung's air that fluid or cells took, 0…1.
    GreyImage vesselLoss; ///< Share of the lung vessels that are gone, 0…1.
    GreyImage attenuation; ///< Primary attenuation that comes on top (negative: goes away), scattered like anatomy.
    double heartGrowth = 0.0; ///< Atlas units by which the heart is wider.
    double heartShareLeft = 0.72;
    double widening = 0.0; ///< Atlas units by which the upper mediastinum is wider on each side.
};

} // namespace cf
