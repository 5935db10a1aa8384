#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/LoadedRadiograph.h"

#include <filesystem>
#include <string>

namespace cf {

/// Which part of a file is the mask, where the user says so.
struct MaskChoice {
    enum class Part {
        Evident, ///< What the file plainly is; refused where that is open.
        Grey, ///< The grey level is the weight, white the whole of it.
        NotBlack, ///< Everything that is not 0.
        Opaque, ///< Opacity is the weight.
        Transparent, ///< What is transparent may change.
        Label, ///< Pixels with the value `label` (also the number of a DICOM segment).
        Colour, ///< Pixels of the colour `colour`.
    };
    Part part = Part::Evident;
    int label = 0;
    unsigned colour = 0; ///< 0xRRGGBB
    bool operator==(const MaskChoice &) const = default;
};

/// "evident", "grey", "not-black", "opaque", "transparent", "label:2" or "colour:#800000".
/// Errors: InvalidInput, with the list.
Result<MaskChoice> parseMaskChoice(const std::string &text);

/// A mask at the film's size and how it was read.
struct LoadedMask {
    MaskImage mask;
    ReadingNotes notes;
};

/// Reads a mask as people have them: grey, with opacity, label maps (0/1, 0/2, a palette), one bit, 16 bits, with the
/// noise of JPEG, as a DICOM segmentation; at the film's size or at another of the same proportion. What may be meant
/// in more than one way is refused with the choice. Errors: those of reading; InvalidInput when it is ambiguous, empty
/// or of another proportion.
Result<LoadedMask> readMask(
    const std::filesystem::path &path, const LoadedRadiograph &film, const MaskChoice &choice = {});

} // namespace cf
