#pragma once

#include "core/base/Image.h"

namespace cf {

/// Where a segmenter sees the patient's lungs: how likely each pixel belongs to one, over the whole film at any size.
struct SeenLungs {
    GreyImage right;
    GreyImage left;
};

} // namespace cf
