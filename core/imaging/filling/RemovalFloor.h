#pragma once

#include "core/base/Image.h"

namespace cf {

/// Keeps a removal from leaving dark scratches: where wires lie on each other each takes its own share of what they
/// have in common. What is left is no darker than the darkest of what is around it and wider than any device: the
/// opening of `picture` by a disc of some 9 mm, less what grain may lack. `change`: display grey, 0 where nothing goes;
/// both at the film's size. `scale`: pixels to one of a film of 512.
void limitDarkening(const GreyImage &picture, GreyImage &change, double scale);

} // namespace cf
