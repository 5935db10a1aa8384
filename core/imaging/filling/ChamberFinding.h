#pragma once

#include "core/base/Image.h"

namespace cf {

/// The bright discs, such as chambers of ports, that the areas of `seeds` lie on: around an area's middle the film
/// falls off at one radius in nearly all directions. 0 or 1, with the disc's blur; at the film's size. `scale`: pixels
/// to one of a film of 512.
MaskImage chambersAt(const GreyImage &picture, const MaskImage &seeds, double scale);

} // namespace cf
