#pragma once

// Inside dicom only: which part of a picture is its mask.

#include "core/base/Result.h"
#include "dicom/MaskImport.h"
#include "dicom/reading/masks/MaskEvidence.h"
#include "dicom/reading/pictures/PictureFile.h"

#include <optional>
#include <vector>

namespace cf {

/// A mask's picture taken apart.
struct MaskPicture {
    std::vector<MaskPlane> colours; ///< Red, green, blue; one where they are equal.
    std::optional<MaskPlane> opacity; ///< Where it is not the same everywhere, or is nothing everywhere.
    ReadingNotes notes;
};

MaskPicture takenApart(PictureFile picture);

/// The mask in a picture's grey, colours or opacity: what it evidently is, or as the user says. Errors: InvalidInput
/// with the choice where it can be meant in more than one way.
Result<LoadedMask> maskOfPicture(const MaskPicture &picture, const MaskChoice &choice);

} // namespace cf
