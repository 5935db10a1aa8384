#pragma once

#include "core/phantom/thorax/ThoraxShape.h"
#include "core/phantom/thorax/ThoraxSkeleton.h"

#include "core/base/Image.h"

namespace cf {

/// One patient as maps of what a ray meets at each pixel.
struct ThoraxMaps {
    ThoraxShape shape;
    GreyImage body; ///< cm of soft tissue, lungs taken as solid.
    GreyImage lung; ///< cm of inflated lung.
    GreyImage posteriorLung; ///< The part of it that lies behind heart and domes, cm.
    GreyImage airways; ///< cm of air in trachea, bronchi, stomach and bowel.
    GreyImage vessels; ///< Attenuation of lung vessels, where nothing hides them.
    GreyImage bones; ///< Attenuation.
    GreyImage texture; ///< Attenuation of muscle, fat and parenchyma that no other map names; mean 0.
    std::vector<RibCourse> ribs;
    GreyImage atlasX; ///< Atlas coordinates of each pixel.
    GreyImage atlasY;
};

/// How visible lung vessels are at a depth of lung: the fewer of them lie in front, the shallower it is. `wholeDepth`:
/// TissueNumbers::vesselDepth.
inline float vesselShare(float lungCentimetres, float wholeDepth)
{
    return lungCentimetres > wholeDepth ? 1.0F : lungCentimetres / wholeDepth;
}

} // namespace cf
