#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "dicom/MaskImport.h"

#include <cstdint>
#include <string>

namespace cf {

/// A plane of a mask's file before it is known what its values mean.
struct MaskPlane {
    Image<std::int32_t> values;
    std::int32_t white = 255; ///< The largest value that the file can hold.
    bool isLossy = false; ///< Compressed so that values waver (JPEG).
};

/// The refusal of a mask that can be meant in several ways, with what can be said to settle it.
tl::unexpected<Error> ambiguousMask(const std::string &what, const std::string &choices);

/// What the values of one plane evidently mean: weights from 0 to 1, or a refusal that names the choices. Two values,
/// one of them 0, are a mask whatever the other is; values that waver about two are two; levels with an area of their
/// own are labels, of which one must be named; others are weights if they reach white.
Result<LoadedMask> evidentMask(const MaskPlane &plane, ReadingNotes notes);

/// Weights as the user says that the values mean.
Result<LoadedMask> chosenMask(const MaskPlane &plane, const MaskChoice &choice, ReadingNotes notes);

} // namespace cf
