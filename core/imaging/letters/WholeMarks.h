#pragma once

#include "core/base/Image.h"

namespace cf {

/// Printed marks with the rest of their letters. `marks`, 0 or 1 at the picture's size, is where marks were seen: where
/// a tube or wire runs through a letter, part of it was not. Letters of lead or print are of one brightness and stand
/// out from what is around them, wires across them too: what hangs together with a mark's bright strokes and is about
/// as bright belongs to it, a few pixels around. Where that would run out into something large (a bright border, bone
/// as bright as the letter), the mark stays as it was. `picture`: display grey.
MaskImage wholeMarks(MaskImage marks, const GreyImage &picture);

} // namespace cf
