#pragma once

#include "core/base/Image.h"
#include "core/language/PromptLanguage.h"
#include "core/anatomy/Landmarks.h"

#include <vector>

namespace cf {

/// Where the anatomy that an instruction names lies on a film.
struct RegionAnatomy {
    MaskImage mask; ///< 1 where the named anatomy and a margin around it are; empty: nothing limits the region.
    /// The words name anatomy, but lungs and heart were not found with enough confidence to rely on.
    bool uncertain = false;
};

/// Finds lungs and heart on `frontal` (display grey, square pixels) and draws what `edits` name: the hemithorax of the
/// asked side for pleural findings and fractures, the lungs or their zones for opacities, the heart for cardiomegaly.
/// A device may run anywhere: an edit of one leaves the region unlimited. Takes some tenths of a second.
RegionAnatomy anatomyOf(const GreyImage &frontal, const std::vector<EditInstruction> &edits, PixelSpacing spacing);

/// The same from known landmarks, whose confidence is asked here.
RegionAnatomy anatomyOf(
    const ThoraxGeometry &geometry, int width, int height, const std::vector<EditInstruction> &edits);

/// True where the targets of all edits have a place of their own.
bool isLimitedByAnatomy(const std::vector<EditInstruction> &edits);

} // namespace cf
