#pragma once

#include "core/base/Image.h"
#include "core/base/RandomStream.h"

namespace cf {

struct ProjectionParameters;

/// What lies over the image: the side marker and the shutters. Grey 0…1 where they are, −1 elsewhere.
GreyImage drawMarker(int size, const ProjectionParameters &parameters, RandomStream stream);

} // namespace cf
