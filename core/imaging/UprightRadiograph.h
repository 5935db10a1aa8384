#pragma once

#include "core/imaging/Radiograph.h"

namespace cf {

/// The radiograph with its head at the top and, where the sides are known, the patient's right at the left edge. Every
/// stored value stays as it is; only its place changes.
Radiograph uprightRadiograph(const Radiograph &radiograph);

} // namespace cf
