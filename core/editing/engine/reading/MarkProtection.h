#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"

namespace cf {

/// Puts the source's stored values back where `marks` is above 0 (at the film's size; empty: nothing to protect), takes
/// these pixels out of the region, and adds the gate "marks_unchanged". No instruction can name a printed mark, so that
/// none may change one.
void protectMarks(const MaskImage &marks, const Radiograph &source, EditResult &result);

} // namespace cf
