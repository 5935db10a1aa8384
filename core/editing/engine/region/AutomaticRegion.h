#pragma once

#include "core/base/Image.h"
#include "core/editing/EditResult.h"
#include "core/editing/engine/region/RegionAnatomy.h"
#include "core/imaging/Geometry.h"

#include <vector>

namespace cf {

/// Where a model's own change stands out of its noise.
struct AutomaticRegion {
    MaskImage square; ///< At the square's size, 0 or 1; with room around the change to fade in.
    MaskImage mask; ///< At the radiograph's size, 0 or 1.
    double noiseFloor = 0.0; ///< Display grey that a smoothed change had to exceed.
    double contrast = 0.0; ///< What a tenth of the region changes by, over what nine tenths of the rest stay below.
    bool limitedToAnatomy = false;
    /// Why it may not be trusted. Codes: "region-empty", "region-low-contrast", "region-anatomy-uncertain",
    /// "region-outside-anatomy".
    std::vector<RegionWarning> warnings;
};

/// `change`: decoded edit minus decoded source, display grey at the square's size. The smoothed size of the change is
/// cut at the noise floor with hysteresis; areas smaller than a decoder's footprint go (after DiffEdit, arXiv
/// 2210.11427), and so does what lies outside `anatomy`; the rest gets `margin` square pixels around, in which the
/// change fades out, be it beyond the anatomy. Nothing stands out: an empty (all 0) mask.
AutomaticRegion findRegion(
    const GreyImage &change, const Letterbox &letterbox, double margin, const RegionAnatomy &anatomy = {});

} // namespace cf
