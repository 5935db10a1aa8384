#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <vector>

namespace cf {

/// `donors`: other patients in the wanted state, at the size of `source`. The best fitting one (smallest difference in
/// a ring of 16 px around the region, after matching brightness and contrast there) is laid into the region, its border
/// softened over 4 px. Errors: no donor, other sizes, an empty region.
Result<GreyImage> copyFromAnother(
    const GreyImage &source, const MaskImage &region, const std::vector<GreyImage> &donors);

/// source + (rebuilt truth − rebuilt source): the change as an autoencoder can show it.
GreyImage codecLimit(const GreyImage &source, const GreyImage &rebuiltSource, const GreyImage &rebuiltTruth);

} // namespace cf
