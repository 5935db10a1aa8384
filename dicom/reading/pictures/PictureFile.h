#pragma once

// Inside dicom only: OpenCV's images stay here.

#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"
#include "core/imaging/pictures/PictureDecoders.h"

#include <opencv2/core.hpp>

#include <filesystem>

namespace cf {

/// A picture as its file holds it, turned as its EXIF or TIFF orientation asks.
struct PictureFile {
    cv::Mat pixels; ///< 8 or 16 bits; 1, 3 or 4 channels (blue, green, red, opacity).
    PictureKind kind = PictureKind::None;
    bool whiteIsZero = false; ///< Of `pixels`: 0 is to be shown white.
    double aspect = 1.0; ///< Height of a pixel over its width, after turning.
    ReadingNotes notes;
};

/// Errors: Io, InvalidInput (damaged, not a picture), Unsupported.
Result<PictureFile> readPictureFile(const std::filesystem::path &path);

} // namespace cf
